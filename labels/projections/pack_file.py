"""A pack as a file: a project with what one annotator needs. It says for whom it was made."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from labels.journal.portable import Loader
from labels.projections.pack_contents import PackContents
from labels.projections.rebuild import rebuild
from labels.projections.seal import extend_seals
from labels.sqlite.annotator_state import PACK_KEY, take_in
from labels.sqlite.connection import connect, writing
from labels.sqlite.errors import explained
from labels.sqlite.migrations import migrate
from labels.sqlite.sums import sum_whole
from labels.values.progress import UNWATCHED, Progress

#: Writing reports its progress each time after this many events.
_OFTEN = 1_000

#: Overwritten data is erased from the file. Otherwise the bytes would show when the pack was made.
_LEAVE_NOTHING = "PRAGMA secure_delete = ON"


def write_pack(contents: PackContents, annotator: str, path: Path, progress: Progress = UNWATCHED) -> None:
    """Write the pack of `annotator` (the name on screen) to a new file; `progress` is told how many events are in it.

    The same contents give the same bytes. Raises ProjectError.
    """
    _begin(path)
    with closing(connect(path)) as connection:
        connection.execute(_LEAVE_NOTHING)
        with writing(connection):
            _fill(connection, contents, annotator, progress)


def _begin(path: Path) -> None:
    """Make the file with its tables, without the time at which they were made."""
    with explained(path), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(_LEAVE_NOTHING)
        migrate(connection)
        connection.execute("UPDATE _sqlite_migrations SET applied_at = ''")


def _fill(connection: sqlite3.Connection, contents: PackContents, annotator: str, progress: Progress) -> None:
    """Write everything into an open transaction."""
    loader = Loader(connection)
    for hash, text in contents.texts():
        loader.add_text(hash, text)
    for number, event in enumerate(contents.events(), 1):
        loader.add(event)
        if number % _OFTEN == 0:
            progress.report(number, None)
    for key in contents.known_keys():
        loader.person(key)
    for run in contents.runs():
        loader.add_run(**run)  # type: ignore[arg-type]  # as `portable_runs` writes them
    for suggestion in contents.suggestions():
        loader.add_suggestion(**suggestion)  # type: ignore[arg-type]  # the same
    rebuild(connection)
    take_in(connection, contents.kept_state(annotator), same_articles=False)
    connection.execute("INSERT INTO preference VALUES (?, ?, ?)", (annotator, PACK_KEY, contents.key))
    extend_seals(connection)
    for table in ("preference", "run"):
        sum_whole(connection, table)
