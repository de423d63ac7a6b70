"""The names of files as they are kept with articles: without the folders above what was imported, or a user's name."""

from __future__ import annotations

import os
from pathlib import Path


class FoldersAbove:
    """The beginning that is left out of the names of the files under one given path.

    A relative path is not changed. From any other path, everything above the given file or folder is left out, and so
    are the home folder and what is above it.
    """

    def __init__(self, given: Path) -> None:
        self._home = _home_around(given)
        if not given.is_absolute() and ".." not in given.parts:
            self._above = ""
        else:
            kept = given.name if given.name != ".." else ""
            self._above = given.as_posix().removesuffix(kept) if kept else f"{given.as_posix().rstrip('/')}/"

    def of(self, name: str) -> str:
        """What is left out of `name`, the path of a file."""
        if self._home is not None:
            absolute = Path(os.path.abspath(name)).as_posix()
            inside = absolute.removeprefix(self._home)
            if inside != absolute and name.endswith(inside):
                return name.removesuffix(inside)
        return self._above if name.startswith(self._above) else ""


def _home_around(given: Path) -> str | None:
    """The home folder with a `/` at its end, where that is what was given, or has it, or a relative path leads down
    into it.
    """
    try:
        home = Path(os.path.abspath(Path.home()))
    except RuntimeError:  # there is none
        return None
    root = Path(os.path.abspath(given))
    if home != root and root not in home.parents and not _passes(given, root, home):
        return None
    return f"{home.as_posix().rstrip('/')}/"


def _passes(given: Path, root: Path, home: Path) -> bool:
    """Whether a relative path leads down into the home folder from above it."""
    return not given.is_absolute() and home in root.parents and Path.cwd() in home.parents
