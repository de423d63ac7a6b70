"""Completing a path while it is typed, as a shell does: first as far as it is certain, then with a list of names."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

#: How many names are listed; the others are counted.
_TOLD = 12


@dataclass(frozen=True, slots=True)
class Completion:
    """The path as far as it is certain, and what to tell: the names to choose from, or that there is none."""

    typed: str
    told: str = ""


def complete_path(typed: str) -> Completion:
    """Go on with a path that was typed in part. Folders end in `/`; hidden names come only if a dot was typed."""
    text = typed.lstrip()
    quote = text[:1] if text[:1] in ("'", '"') else ""
    text = text.removeprefix(quote)
    if text == "~":
        return Completion(f"{quote}~/")
    folder, begun = os.path.split(text)
    names = _names(folder, begun)
    if not names:
        return Completion(typed, f"Nothing here begins with “{begun}”." if begun else "This folder is empty.")
    certain = _common_beginning(names)
    if len(certain) < len(begun):  # the names differ in small and capital letters
        certain = begun
    completed = f"{quote}{os.path.join(folder, certain)}"
    if len(names) == 1 or certain != begun:
        return Completion(completed)
    more = f"  and {len(names) - _TOLD:,} more" if len(names) > _TOLD else ""
    return Completion(completed, "  ".join(names[:_TOLD]) + more)


def _common_beginning(names: Sequence[str]) -> str:
    return "".join(signs[0] for signs in takewhile(lambda signs: len(set(signs)) == 1, zip(*names, strict=False)))


def _names(folder: str, begun: str) -> list[str]:
    """The names in a folder that begin with this text; if there are none, those that begin with it in any case."""
    try:
        with os.scandir(Path(folder or ".").expanduser()) as entries:
            every = sorted(f"{entry.name}{os.sep if entry.is_dir() else ''}" for entry in entries)
    except (OSError, ValueError, RuntimeError):
        return []
    shown = [name for name in every if begun.startswith(".") or not name.startswith(".")]
    exact = [name for name in shown if name.startswith(begun)]
    return exact or [name for name in shown if name.casefold().startswith(begun.casefold())]
