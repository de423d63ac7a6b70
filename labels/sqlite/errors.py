"""What SQLite says about a project file, turned into one line that names the file and the remedy.

The connection itself does it, for every statement and every row fetched, so that nobody who reads or writes the project
has to handle full disks and damaged files.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, Self

from labels.errors import BusyError, CopydeskError, DamagedError, ProjectError
from labels.sqlite.opened_file import OpenedFile
from labels.values.wait import Wait

#: The errors for a damaged file. Python cannot decode a message in which SQLite quotes bytes that are not text.
_REFUSALS = (sqlite3.DatabaseError, UnicodeDecodeError)


#: The size of the index of a log (sqlite.org/walformat.html, 2), in bytes.
_INDEX = 32_768


class ExplainingConnection(sqlite3.Connection):
    """A connection whose statements raise ProjectError.

    Set once it is open: `project`, the file's path, `opened`, the file itself, `wait`, how long a writer waits for
    other processes, and `let_go`, to be called when it is closed.
    """

    project: Path = Path()
    opened: OpenedFile | None = None
    wait: Wait = Wait()
    let_go: Callable[[], object] = staticmethod(lambda: None)

    def close(self) -> None:
        """Close the connection, and forget the file."""
        super().close()
        self.let_go()

    def cursor(self, factory: Any = None) -> Any:
        """A cursor that explains; `factory` is ignored."""
        return super().cursor(_ExplainingCursor)

    def execute(self, sql: str, parameters: Any = (), /) -> Any:
        """Run one statement on a cursor of its own."""
        return super().cursor(_ExplainingCursor).execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Any:
        """Run one statement for each of `parameters`."""
        return super().cursor(_ExplainingCursor).executemany(sql, parameters)


class _ExplainingCursor(sqlite3.Cursor):
    """Runs statements and fetches rows like any cursor."""

    connection: ExplainingConnection

    # Run for every statement and every row: there is no time for a context manager.

    def execute(self, sql: str, parameters: Any = (), /) -> Self:
        try:
            return super().execute(sql, parameters)
        except _REFUSALS as error:
            _raise_explained(self.connection.project, error)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Self:
        try:
            return super().executemany(sql, parameters)
        except _REFUSALS as error:
            _raise_explained(self.connection.project, error)

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except _REFUSALS as error:
            _raise_explained(self.connection.project, error)

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        try:
            return super().fetchmany(size)
        except _REFUSALS as error:
            _raise_explained(self.connection.project, error)

    def fetchall(self) -> list[Any]:
        try:
            return super().fetchall()
        except _REFUSALS as error:
            _raise_explained(self.connection.project, error)

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except _REFUSALS as error:
            _raise_explained(self.connection.project, error)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says about `path` into a ProjectError; programming errors are raised unchanged."""
    try:
        yield
    except _REFUSALS as error:
        _raise_explained(path, error)


def _raise_explained(path: Path, error: Exception) -> NoReturn:
    """Raise what `error` means; programming errors are raised unchanged."""
    if isinstance(error, (sqlite3.IntegrityError, sqlite3.ProgrammingError)):
        raise error
    raise _explanation(path, error) from error


def _explanation(path: Path, error: Exception) -> CopydeskError:
    said = str(error)
    if "locked" in said or "busy" in said:
        return BusyError(f"{path}: another program has kept the project locked. Nothing more was written; try again.")
    if "full" in said or ("I/O" in said and _is_full(path)):
        return ProjectError(f"{path}: the disk is full. Nothing more was written; free some space and try again.")
    if "readonly" in said or "read-only" in said:
        return ProjectError(f"{path}: the file may only be read. Allow writing to it and to its folder.")
    if "unable to open" in said:
        return ProjectError(f"{path}: cannot be opened. Check that its folder exists and may be written to.")
    if "I/O" in said:
        return ProjectError(f"{path}: the disk does not answer ({said}). Nothing more was written; check the disk.")
    return DamagedError(path, said)


def _is_full(path: Path) -> bool:
    """Whether the disk of a project has no room even for the index of its log."""
    try:
        return shutil.disk_usage(path.resolve().parent).free < _INDEX
    except OSError:
        return False
