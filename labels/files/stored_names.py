"""The names of files as they are kept with articles: without the folders above what was imported, or a user's name."""

from __future__ import annotations

import os
from pathlib import Path


def folders_above(name: str, given: Path) -> str:
    """What is left out at the beginning of the `name` of a file, its path, which was found under the one `given`.

    A relative path stays as it was given. Of any other, what lies above the file or folder that was given is left out,
    and what lies above the home folder and in its name.
    """
    inside = _inside_home(Path(name), given)
    if inside is not None and name.endswith(inside):
        return name.removesuffix(inside)
    if not given.is_absolute() and ".." not in given.parts:
        return ""
    kept = given.name if given.name != ".." else ""
    above = given.as_posix().removesuffix(kept) if kept else f"{given.as_posix().rstrip('/')}/"
    return above if name.startswith(above) else ""


def _inside_home(path: Path, given: Path) -> str | None:
    """The path seen from the home folder, where that is what was given, or lies in it."""
    try:
        home = Path(os.path.abspath(Path.home()))
    except RuntimeError:  # there is none
        return None
    root, absolute = Path(os.path.abspath(given)), Path(os.path.abspath(path))
    if home != root and root not in home.parents and not _passes(given, root, home):
        return None
    return absolute.relative_to(home).as_posix() if home in absolute.parents else None


def _passes(given: Path, root: Path, home: Path) -> bool:
    """Whether a relative path leads down into the home folder from above it."""
    return not given.is_absolute() and home in root.parents and Path.cwd() in home.parents
