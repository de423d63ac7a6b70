"""Which project files this process holds open: only SQLite may open and close those meanwhile.

On POSIX systems a process loses all its locks on a file as soon as it closes that file anywhere, whoever took them
(sqlite.org/howtocorrupt.html, 2.2). Another process then believes to be the last one with the project open and removes
the log; what is written here afterwards goes into a file that has no name any more.
"""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from labels.sqlite.migrations import APPLICATION_ID
from labels.sqlite.opened_file import FileIdentity, OpenedFile, identity_of

#: Where an SQLite file says whose it is (sqlite.org/fileformat.html, 1.3.15).
_OWNER = slice(68, 72)

#: To be held from before a file is looked at until its connection is held: so that nobody looks in between.
opening = threading.RLock()

_held: Counter[FileIdentity] = Counter()

#: The files that are open, by the paths that they were opened by.
_at: dict[Path, OpenedFile] = {}


def hold(connection: sqlite3.Connection, path: Path) -> Callable[[], object]:
    """Remember that `path` is open. What comes back forgets it, to be called when `connection` is closed.

    A connection that nobody has any more forgets it as well.
    """
    identity = identity_of(path)
    if identity is None:
        return lambda: None
    with opening:
        _held[identity] += 1
    release = weakref.finalize(connection, _release, identity)
    release.atexit = False
    return release


def remember(path: Path, opened: OpenedFile) -> None:
    """Take note of the file that was opened by a path."""
    with opening:
        _at[path.absolute()] = opened


def check_same(path: Path) -> None:
    """Raise MisplacedError if this process has another file open that had this path before."""
    opened = _at.get(path.absolute())
    if opened is not None and opened.identity in _held and identity_of(path) not in (None, opened.identity):
        raise opened.replaced()


def is_held(path: Path) -> bool:
    """Whether this process has the file open as a project, under whatever name."""
    identity = identity_of(path)
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


def _release(identity: FileIdentity) -> None:
    with opening:
        _held[identity] -= 1
        if not _held[identity]:
            del _held[identity]
            for path in [path for path, opened in _at.items() if opened.identity == identity]:
                del _at[path]
