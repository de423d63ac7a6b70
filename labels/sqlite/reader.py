"""What reads a project over one connection: that of an open project, or one of its own for another thread."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Self

from labels.sqlite.connection import connect


class Reader:
    """The base of the readers of the rooms with SQL."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    @contextmanager
    def opened(cls, path: Path) -> Iterator[Self]:
        """A reader of the project at `path` over a connection of its own, for another thread. Raises ProjectError."""
        with closing(connect(path, write=False)) as connection:
            yield cls(connection)
