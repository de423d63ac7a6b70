"""A project file that is made of the events and texts of an archive, to be merged from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from labels.journal.digest import digest
from labels.journal.portable import Loader
from labels.sqlite.migrations import migrate

#: What a loader raises for an event or text that is not valid, or that is there already.
REFUSED = (ValueError, LookupError, TypeError, OverflowError, sqlite3.Error)


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """A file that is being made: `loader` writes into it."""

    loader: Loader
    connection: sqlite3.Connection

    def digest(self) -> str:
        """The digest of what was written so far."""
        return digest(self.connection)


@contextmanager
def loading(path: Path) -> Iterator[LoadedFile]:
    """A new file at `path` to load events into, in one transaction that ends with the block."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        migrate(connection)
        connection.execute("BEGIN")
        yield LoadedFile(Loader(connection), connection)
        connection.execute("COMMIT")
