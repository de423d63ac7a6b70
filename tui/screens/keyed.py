"""Give a screen the keys that the user's settings and the codebook say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from textual.binding import Binding
from textual.screen import Screen

Kind = TypeVar("Kind", bound=Screen[Any])


def keyed(kind: type[Kind], bindings: Sequence[Binding]) -> type[Kind]:
    """The class `kind` with these keys. Textual reads bindings when a class is made, so one is made."""
    made = type(kind.__name__, (kind,), {"BINDINGS": list(bindings), "__doc__": kind.__doc__})
    assert issubclass(made, kind)
    return made
