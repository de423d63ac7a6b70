"""An open project file: its transactions, waiting for other programs, and whether they wrote to it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from labels.errors import ProjectError
from labels.sqlite.annotator_state import AnnotatorState, take_in
from labels.sqlite.busy import unless_stopped, wait_for_others
from labels.sqlite.connection import connect, data_version, is_database, one_moment, writing
from labels.sqlite.errors import ExplainingConnection

Result = TypeVar("Result")

#: Whether anything was put into a project beside the codebook that it begins with.
_IS_USED = (
    "SELECT EXISTS (SELECT 1 FROM article_key)"
    " OR EXISTS (SELECT 1 FROM journal WHERE kind NOT IN ('annotator', 'codebook'))"
    " OR (SELECT count(*) FROM journal WHERE kind = 'codebook') > 1"
)

__all__ = ["ProjectFile", "copy_project", "held_readable", "is_database"]


class ProjectFile:
    """What packages without SQL may use of the connection to a project."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def data_version(self) -> int:
        """A number that changes when another connection has written to the file."""
        return data_version(self._connection)

    @property
    def changes(self) -> int:
        """How many rows this connection has written since it was opened."""
        return self._connection.total_changes

    def writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """One transaction that holds the write lock from its start: all of the block is kept, or none of it.

        Raises BusyError if another process kept the lock for too long, ProjectError for a full disk or a file that may
        not be written; nothing is changed then.
        """
        return writing(self._connection)

    def one_moment(self) -> AbstractContextManager[sqlite3.Connection]:
        """Everything read in the block is from one moment, whatever other processes write meanwhile."""
        return one_moment(self._connection)

    def remove_unused(self) -> bool:
        """Delete the file if there is no article in it and nobody did anything with it.

        Returns whether it was deleted. Other programs that have it open can no longer write into it.
        """
        connection = self._connection
        assert isinstance(connection, ExplainingConnection)
        path = connection.project.resolve()  # a link to it stays
        connection.execute("BEGIN IMMEDIATE")
        try:
            (used,) = connection.execute(_IS_USED).fetchone()
            if not used:
                for name in (path, f"{path}-wal", f"{path}-shm"):
                    with suppress(OSError):  # some systems keep files that are open
                        os.unlink(name)
        finally:
            connection.execute("ROLLBACK")
        return not used

    def take_in_state(self, kept: AnnotatorState, *, same_articles: bool) -> None:
        """Take over the places, preferences and splits of an archive whose journal was merged before."""
        with self.writing() as connection:
            take_in(connection, kept, same_articles=same_articles)

    def wait_for_others(self, seconds: float) -> AbstractContextManager[None]:
        """Within the block, a writer waits at most this long for another process."""
        return wait_for_others(self._connection, seconds)

    def unless_cancelled(self, cancelled: Callable[[], bool], work: Callable[[], Result]) -> Result | None:
        """What `work` does with the project; None if it was cancelled meanwhile, and then nothing was written."""
        return unless_stopped(cancelled, self._connection, work)

    def interrupt(self) -> None:
        """Stop what another thread is reading; that thread gets a ProjectError."""
        with suppress(sqlite3.ProgrammingError):  # it may be closed at this moment
            self._connection.interrupt()


@contextmanager
def held_readable(path: Path) -> Iterator[None]:
    """Hold a project while other connections of this process attach it, so that the files of its log are removed.

    Raises ProjectError for a file that is no project, or cannot be read as one.
    """
    connection = connect(path, write=False)
    try:
        if connection.execute("PRAGMA locking_mode").fetchone() == ("exclusive",):  # it would lock them out
            connection.close()
        yield
    finally:
        connection.close()


def copy_project(path: Path, target: Path) -> None:
    """Write what is committed in the project at `path` to the new file `target`, which gets the same rights.

    Raises ProjectError.
    """
    with closing(connect(path, write=False)) as source:
        try:
            with closing(sqlite3.connect(target)) as copied:
                source.backup(copied)
            shutil.copymode(path, target)
        except (OSError, sqlite3.Error) as error:
            raise ProjectError(str(error)) from error
