"""Which project files this process holds open: only SQLite may open and close those meanwhile.

On POSIX systems a process loses all its locks on a file as soon as any part of it closes that file
(sqlite.org/howtocorrupt.html, 2.2). Another process may then think that it is the last one with the project open, and
remove the log. What is written here afterwards goes into a file that no longer has a name.
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

#: Where an SQLite file has the id of its application (sqlite.org/fileformat.html, 1.3.15).
_OWNER = slice(68, 72)

#: Held from before a file is examined until its connection is registered, so that no other thread examines it in
#: between.
opening = threading.RLock()

_held: Counter[FileIdentity] = Counter()

#: The files that are open, by the paths that they were opened by.
_at: dict[Path, OpenedFile] = {}


def hold(connection: sqlite3.Connection, path: Path) -> Callable[[], object]:
    """Remember that `path` is open. What comes back forgets it, to be called when `connection` is closed.

    The path is also forgotten when the connection is garbage-collected.
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
    """Note the file that was opened by a path."""
    with opening:
        _at[path.absolute()] = opened


def check_same(path: Path) -> None:
    """Raise MisplacedError if this process has another file open that had this path before."""
    opened = _at.get(path.absolute())
    if opened is not None and opened.identity in _held and identity_of(path) not in (None, opened.identity):
        raise opened.replaced()


def is_held(path: Path) -> bool:
    """Whether this process has the file open as a project, under any name."""
    identity = identity_of(path)
    return identity is not None and identity in _held


def is_project(path: Path) -> bool:
    """Whether the file is a project, open here or not. Such a file may not be replaced. Raises OSError."""
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
