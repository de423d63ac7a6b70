"""The schema of a project file, as a list of named steps. Steps are only added, never changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from labels.sqlite import full_text, schema

if TYPE_CHECKING:
    from sqlite_utils import Database

#: Written into the file's header, so that a project is known by its content ("Copy" in ASCII).
APPLICATION_ID = 0x436F7079

#: The first format that is read. Those before it were never released; their files are refused.
FIRST_FORMAT = 5

#: What brings a file from one format to the next.
Step = Callable[["Database"], None]


def m001_journal(db: Database) -> None:
    """All tables of the first format."""
    for script in schema.FIRST_STEP:
        run(db, script)


def m002_unblanked(db: Database) -> None:
    """The full-text index holds text without blanks sign by sign, and marks as parts of words."""
    if not _is_indexed_so(db):
        full_text.index_anew(db.conn)


def m003_review(db: Database) -> None:
    """Work that is sent back, and feedback.

    A file may already have events of these kinds, because a merge keeps events that an older program did not know. Then
    the projections are rebuilt when the project is opened.
    """
    run(db, schema.REVIEW)
    db.execute(
        "UPDATE derived SET number = 0 WHERE name = 'projections'"
        " AND EXISTS (SELECT 1 FROM journal WHERE kind IN ('feedback', 'return'))"
    )


STEPS: Sequence[Step] = (m001_journal, m002_unblanked, m003_review)

#: The format of files that this program makes. A file with a higher number was made by a newer one.
FORMAT = FIRST_FORMAT + len(STEPS) - 1


def migrate(connection: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> None:
    """Bring an open file up to the current format, in one transaction; other processes wait meanwhile."""
    from sqlite_utils import Database, Migrations  # imported here, because only a new or an old file needs it

    migrations = Migrations("copydesk")
    for step in steps:
        migrations(name=step.__name__)(step)
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection, execute_plugins=False))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FIRST_FORMAT + len(steps) - 1}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has already ended the transaction
            connection.execute("ROLLBACK")
        raise


def run(db: Database, script: str) -> None:
    """Run the statements of a script inside the open transaction."""
    for statement in _statements(script):
        db.execute(statement)


def _is_indexed_so(db: Database) -> bool:
    """Whether the index is the one of today, because the file was made just now."""
    (kept,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'sentence_words'").fetchone()
    return str(kept).strip() == full_text.TABLE.strip().rstrip(";")


def _statements(script: str) -> list[str]:
    """The statements of a script, one by one: `executescript` would end the transaction."""
    found: list[str] = []
    pending = ""
    for part in script.split(";"):
        pending += part
        if sqlite3.complete_statement(pending + ";"):
            if pending.strip():
                found.append(pending)
            pending = ""
        else:
            pending += ";"
    return found
