"""Give a screen the keys that the user's settings and the codebook say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar

from textual.binding import Binding
from textual.screen import Screen

from tui.commands import ScreenName, commands_of
from tui.keymap import Keymap

Kind = TypeVar("Kind", bound=Screen[Any])


def bindings_of(screen: ScreenName, keymap: Keymap) -> list[Binding]:
    """The keys of a screen other than the desk, in the order of its footer.

    All have priority: the action of one key ends before the next key is handled, so keys typed ahead act in order even
    if one of them moves the focus.
    """
    return [
        Binding(
            ",".join(keymap.elsewhere[command.id]),
            command.action,
            command.footer or command.description,
            show=bool(command.footer),
            id=command.id,
            tooltip=command.description,
            priority=True,
        )
        for command in commands_of(screen)
        if keymap.elsewhere[command.id]
    ]


def with_bindings(kind: type[Kind], bindings: Sequence[Binding]) -> type[Kind]:
    """The class `kind` with these keys. Textual reads bindings when a class is made, so one is made.

    The same keys give the same class. Textual never forgets a class, so a new one for each opening of a screen would
    take more and more memory.
    """
    made = _made(kind, tuple(bindings))
    assert issubclass(made, kind)
    return made


@lru_cache(64)
def _made(kind: type[Screen[Any]], bindings: tuple[Binding, ...]) -> type[Screen[Any]]:
    return type(kind.__name__, (kind,), {"BINDINGS": list(bindings), "__doc__": kind.__doc__})
