"""Opening a project file: what it must be, how it is made durable, and what can be wrong with it."""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from labels.errors import BusyError, DamagedError, NotAProjectError, ProjectError
from labels.sqlite import open_files
from labels.sqlite.errors import ExplainingConnection, explained
from labels.sqlite.migrations import APPLICATION_ID, FIRST_FORMAT, FORMAT, migrate
from labels.sqlite.opened_file import OpenedFile
from labels.values.wait import Wait

#: How long SQLite itself waits for another process at a time, in seconds. Between two waits Ctrl+C is handled.
_TRY = 1.0

_SQLITE_HEADER = b"SQLite format 3\x00"


def connect(path: Path, *, write: bool = True, wait: Wait | None = None) -> ExplainingConnection:
    """A connection to the project at `path`, made or brought up to date where `write` allows it.

    A writer waits for other processes as `wait` says. Every commit is on the disk when it returns (WAL with
    `synchronous=FULL`). Raises ProjectError if the file is not a project, is newer than this program, or cannot be read
    or written. Every later statement on the connection does so too.
    """
    wait = wait or Wait()
    with open_files.opening:
        _check_file(path, write)
        open_files.check_same(path)
        connection = _open(path, write, wait)
        connection.let_go = open_files.hold(connection, path)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA query_only = {'OFF' if write else 'ON'}")
        connection.execute("PRAGMA synchronous = FULL")
        is_current = _check_content(connection, path, write)
        if write:
            _use_wal(connection)
            if not is_current:
                migrate(connection)
        connection.opened = OpenedFile(path)
        open_files.remember(path, connection.opened)
        set_wait(connection, wait)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One transaction that holds the write lock from its start: all of the block is kept, or none of it.

    Raises BusyError if another process kept the lock for longer than the connection waits, ProjectError for a full disk
    or a file that may not be written; nothing is changed then. Raises MisplacedError if the path no longer names the
    file that was opened. It is checked after the commit too, because what was written may then be in a file that nobody
    can find.
    """
    check_file(connection)
    _begin(connection)
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    check_file(connection)  # checked before the screen shows what was written


def set_wait(connection: ExplainingConnection, wait: Wait) -> None:
    """From now on a writer waits for other processes as `wait` says."""
    connection.wait = wait
    connection.execute(f"PRAGMA busy_timeout = {int(min(wait.seconds, _TRY) * 1000)}")


def _begin(connection: sqlite3.Connection) -> None:
    """Take the write lock. Waits for other processes as long as the connection may wait."""
    wait = connection.wait if isinstance(connection, ExplainingConnection) else Wait(0)
    until, told = time.monotonic() + wait.seconds, False
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
            return
        except BusyError:
            if time.monotonic() >= until:
                raise
        if not told:
            told = True
            wait.told()


def check_file(connection: sqlite3.Connection) -> None:
    """Raise MisplacedError if the project was renamed, deleted, replaced or made shorter while it was open."""
    if isinstance(connection, ExplainingConnection) and connection.opened is not None:
        connection.opened.check()


@contextmanager
def one_moment(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Everything read in the block is from one moment, whatever other processes write meanwhile.

    It begins with the first read. Inside another such block it is the moment of the outer one.
    """
    if connection.in_transaction:
        yield connection
        return
    connection.execute("BEGIN")
    try:
        yield connection
    finally:
        if connection.in_transaction:  # a disk error may have ended the transaction
            connection.execute("COMMIT")


def is_database(path: Path) -> bool:
    """Whether a file is an SQLite database. For a project that this process has open, the answer is known."""
    return path.is_file() and _first_bytes(path) == _SQLITE_HEADER


def data_version(connection: sqlite3.Connection) -> int:
    """A number that changes when another connection has written to the file."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _open(path: Path, write: bool, wait: Wait) -> ExplainingConnection:
    if write:
        _make(path)
        return _opened(path, str(path.absolute()), wait)  # absolute, so that no path is read as a URI or as ":memory:"
    address = path.resolve().as_uri()
    if may_tidy(path):
        try:
            return _readable(path, f"{address}?mode=rw", wait)
        except DamagedError:  # a connection that may only read sees no more, and leaves the files of the log behind
            raise
        except ProjectError:
            pass
    try:
        return _readable(path, f"{address}?mode=ro", wait)
    except BusyError:
        raise
    except ProjectError:
        # A read-only folder and a full disk have no room for the shared-memory file of WAL. Without a log beside it
        # the file is complete in itself and can be read as it stands; with one, by one program alone.
        if not has_log(path):
            return _readable(path, f"{address}?immutable=1", wait)
        if not _may_be_written(path):
            raise
        return _readable(path, f"{address}?mode=rw", wait, alone=True)


def _make(path: Path) -> None:
    """Make an empty file if there is none, with the rights that the umask allows; SQLite would give fewer.

    The companions of a project have the rights of the project.
    """
    with suppress(OSError):  # the file exists, or SQLite gives the better error
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666))


def may_tidy(path: Path) -> bool:
    """Whether a reader may open the file for writing too.

    Then the last reader of a project removes the files of its log, which a reader without this right cannot do. The log
    is empty, so nothing is written.
    """
    return not has_log(path) and _is_ours(path) and _may_be_written(path)


def has_log(path: Path) -> bool:
    """Whether something may be in the log beside the project that is not in the project itself."""
    try:
        return os.stat(f"{path.resolve()}-wal").st_size > 0  # SQLite looks for it beside the target of the link
    except FileNotFoundError:
        return False


def _is_ours(path: Path) -> bool:
    try:
        return open_files.is_project(path)
    except OSError:
        return False


def _may_be_written(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def _readable(path: Path, address: str, wait: Wait, *, alone: bool = False) -> ExplainingConnection:
    """A connection that can read; `alone` keeps all others out meanwhile, and needs no shared memory."""
    connection = _opened(path, address, wait)
    try:
        if alone:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _opened(path: Path, address: str, wait: Wait) -> ExplainingConnection:
    with explained(path):
        connection = sqlite3.connect(
            address, timeout=wait.seconds, isolation_level=None, factory=ExplainingConnection, uri=True
        )
    connection.project = path
    connection.wait = wait
    return connection


def _check_file(path: Path, write: bool) -> None:
    """Refuse what can be refused without letting SQLite touch it."""
    try:
        status = path.stat()
        mode = status.st_mode
        if stat.S_ISDIR(mode):
            raise ProjectError(f"{path}: is a folder. Name a project file, such as {path / 'copydesk.db'}")
        header = _first_bytes(path) if stat.S_ISREG(mode) else None  # opening a pipe would wait for its other end
    except (FileNotFoundError, NotADirectoryError):
        return _check_room(path, write)
    except OSError as error:
        raise ProjectError(f"{path}: cannot be read ({error.strerror}). Name another file with --project.") from error
    if header not in (b"", _SQLITE_HEADER):
        raise NotAProjectError(path, "is not a Copydesk project")
    if write and status.st_nlink > 1:
        raise ProjectError(
            f"{path}: the file has {status.st_nlink} names (hard links), and what is written under one would be missing"
            f" under another. Close it everywhere, copy it with cp {path.name} {path.stem}-copy{path.suffix}, and work"
            " in the copy."
        )
    if write and not os.access(path, os.W_OK):
        raise ProjectError(f"{path}: the file may only be read. Allow writing to it and to its folder.")
    return None


def _first_bytes(path: Path) -> bytes:
    if open_files.is_held(path):  # it is known to be a project, and closing it here would release our locks
        return _SQLITE_HEADER
    with path.open("rb") as file:
        return file.read(len(_SQLITE_HEADER))


def _check_room(path: Path, write: bool) -> None:
    """The file does not exist: check whether it can be made here."""
    if not write:
        raise ProjectError(f"{path}: there is no such project. Make one with: copydesk import PATH")
    if not path.absolute().parent.is_dir():
        raise ProjectError(f"{path}: its folder does not exist. Make the folder first.")


def _check_content(connection: sqlite3.Connection, path: Path, write: bool) -> bool:
    """Refuse the databases of others and of newer programs; whether the file has the shape of today."""
    connection.execute("BEGIN")  # in one transaction, because another process may be making the project right now
    try:
        owner, format_of_file = (_pragma(connection, name) for name in ("application_id", "user_version"))
        holds_tables = connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None
    finally:
        connection.execute("COMMIT")
    if owner != APPLICATION_ID and (holds_tables or owner):
        raise NotAProjectError(path, "is a database of another program")
    if format_of_file > FORMAT:
        raise ProjectError(
            f"{path}: was made by a newer Copydesk (format {format_of_file}, this one knows {FORMAT}). "
            "Update with: pip install --upgrade copydesk"
        )
    if holds_tables and 0 < format_of_file < FIRST_FORMAT:
        raise ProjectError(
            f"{path}: is a project of an early Copydesk (format {format_of_file}), which is not read any more. Bring "
            "it over: with the version that made it run copydesk export --status all -o old.jsonl, then here "
            "copydesk import old.jsonl --project NEW.db"
        )
    if format_of_file < FORMAT and not write:
        if holds_tables:
            raise NotAProjectError(path, "is of an older Copydesk", f"Open it once with: copydesk open {path}")
        raise NotAProjectError(path, "holds nothing yet", f"Add articles with: copydesk import PATH --project {path}")
    return format_of_file == FORMAT


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _use_wal(connection: ExplainingConnection) -> None:
    """Switch to write-ahead logging.

    SQLite does not wait for a lock here, so this tries again while another process does the same.
    """
    deadline = time.monotonic() + connection.wait.seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except BusyError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)
