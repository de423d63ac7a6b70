"""Opening a project file: what it must be, how it is made durable, and what can be wrong with it."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from labels.errors import BusyError, ProjectError
from labels.store.migrations import APPLICATION_ID, FORMAT, migrate

#: How long a writer waits for another process, in seconds. A commit takes milliseconds, so this is only
#: ever reached while something is badly wrong with the other process.
PATIENCE = 10.0

_SQLITE_HEADER = b"SQLite format 3\x00"


def connect(path: Path, *, write: bool = True, durable: bool = True) -> sqlite3.Connection:
    """A connection to the project at `path`, made or brought up to date where `write` allows it.

    Every commit of a `durable` connection is on the disk when it returns (WAL with `synchronous=FULL`);
    others are safe against a crash of the program, not of the machine. Raises ProjectError for what is
    no project, is newer than this program, or cannot be read or written.
    """
    _check_file(path, write)
    with explained(path):
        connection = _open(path, write)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA query_only = {'OFF' if write else 'ON'}")
            connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            _check_content(connection, path)
            if write and _format(connection) < FORMAT:
                _use_wal(connection)
                migrate(connection)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def writing(connection: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction that holds the write lock from its start: all of the block is kept, or none of it.

    Raises BusyError if another process kept the lock for longer than PATIENCE, ProjectError for a full
    disk or a file that may not be written; nothing is changed then.
    """
    with explained(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says about `path` into one line that names the remedy."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _explanation(path, error) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError):
            raise
        raise ProjectError(
            f"{path}: the file is damaged ({error}). Work on a copy and run: copydesk check --project {path}"
        ) from error


def _explanation(path: Path, error: sqlite3.OperationalError) -> ProjectError:
    said = str(error)
    if "locked" in said or "busy" in said:
        return BusyError(f"{path}: another program has kept the project locked. Nothing was written; try again.")
    if "full" in said:
        return ProjectError(f"{path}: the disk is full. Nothing was written; free some space and try again.")
    if "readonly" in said or "read-only" in said:
        return ProjectError(f"{path}: the file may only be read. Allow writing to it and to its folder.")
    if "unable to open" in said:
        return ProjectError(f"{path}: cannot be opened. Check that its folder exists and may be written to.")
    return ProjectError(f"{path}: {said}")


def _open(path: Path, write: bool) -> sqlite3.Connection:
    if write:
        return sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    address = path.resolve().as_uri()
    connection = sqlite3.connect(f"{address}?mode=ro", timeout=PATIENCE, isolation_level=None, uri=True)
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        # A read-only folder has no room for the shared-memory file of WAL. Without a log beside it the
        # file is complete in itself and can be read as it stands.
        connection.close()
        if path.with_name(path.name + "-wal").exists():
            raise
        return sqlite3.connect(f"{address}?immutable=1", isolation_level=None, uri=True)
    return connection


def _check_file(path: Path, write: bool) -> None:
    """Refuse what can be refused without letting SQLite touch it."""
    if path.is_dir():
        raise ProjectError(f"{path}: is a folder. Name a project file, such as {path / 'copydesk.db'}")
    if not path.exists():
        if not write:
            raise ProjectError(f"{path}: there is no such project. Make one with: copydesk import PATH")
        if not path.absolute().parent.is_dir():
            raise ProjectError(f"{path}: its folder does not exist. Make the folder first.")
        return
    try:
        with path.open("rb") as file:
            header = file.read(len(_SQLITE_HEADER))
    except OSError as error:
        raise ProjectError(f"{path}: cannot be read ({error.strerror}).") from error
    if header and header != _SQLITE_HEADER:
        raise ProjectError(f"{path}: is not a Copydesk project. Name another file with --project.")
    if write and not os.access(path, os.W_OK):
        raise ProjectError(f"{path}: the file may only be read. Allow writing to it and to its folder.")


def _check_content(connection: sqlite3.Connection, path: Path) -> None:
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    holds_tables = connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None
    if owner != APPLICATION_ID and (holds_tables or owner):
        raise ProjectError(f"{path}: is a database of another program. Name another file with --project.")
    format_of_file = _format(connection)
    if format_of_file < FORMAT and connection.execute("PRAGMA query_only").fetchone()[0]:
        raise ProjectError(f"{path}: holds nothing yet, or is of an older Copydesk. Open it once with: copydesk")
    if format_of_file > FORMAT:
        raise ProjectError(
            f"{path}: was made by a newer Copydesk (format {format_of_file}, this one knows {FORMAT}). "
            "Update with: pip install --upgrade copydesk"
        )


def _format(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging. SQLite does not wait for a lock here, so two that begin at once take turns."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
