"""Which project files this process holds open: only SQLite may open and close those meanwhile.

On POSIX systems a process loses all its locks on a file as soon as it closes that file anywhere, whoever took them
(sqlite.org/howtocorrupt.html, 2.2). Another process then believes to be the last one with the project open and removes
the log; what is written here afterwards goes into a file that has no name any more.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import weakref
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from labels.sqlite.migrations import APPLICATION_ID

_Identity = tuple[int, int]

#: Where an SQLite file says whose it is (sqlite.org/fileformat.html, 1.3.15).
_OWNER = slice(68, 72)

#: To be held from before a file is looked at until its connection is held: so that nobody looks in between.
opening = threading.RLock()

_held: Counter[_Identity] = Counter()


def hold(connection: sqlite3.Connection, path: Path) -> Callable[[], object]:
    """Remember that `path` is open. What comes back forgets it, to be called when `connection` is closed.

    A connection that nobody has any more forgets it as well.
    """
    identity = _identity(path)
    if identity is None:
        return lambda: None
    with opening:
        _held[identity] += 1
    release = weakref.finalize(connection, _release, identity)
    release.atexit = False
    return release


def is_held(path: Path) -> bool:
    """Whether this process has the file open as a project, under whatever name."""
    identity = _identity(path)
    return identity is not None and identity in _held


def is_project(path: Path) -> bool:
    """Whether the file is a project, open here or not: nothing else may take its place. Raises OSError."""
    with opening:
        if is_held(path):
            return True
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(_OWNER.stop)[_OWNER] == APPLICATION_ID.to_bytes(4, "big")


def _release(identity: _Identity) -> None:
    with opening:
        _held[identity] -= 1
        if not _held[identity]:
            del _held[identity]


def _identity(path: Path) -> _Identity | None:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino
