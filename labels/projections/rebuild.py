"""Rebuilding every projection from the journal and the articles' texts alone."""

from __future__ import annotations

import sqlite3

from labels.projections.label_counts import begin_given
from labels.projections.refold import refold_article, refold_project
from labels.sqlite.connection import writing
from labels.sqlite.full_text import begin_index

#: The tables that are read and can be made again.
TABLES = (
    "team", "codebook", "example", "label_same", "assigned", "setting", "returned", "feedback", "article", "sentence",
    "annotation", "annotation_label", "progress", "given", "given_news", "gold_state", "waiting",
)  # fmt: skip

#: The number of the derived tables. Where a file has another, they are rebuilt when it is opened for writing.
DERIVED = 1


def rebuild(connection: sqlite3.Connection) -> None:
    """Empty every projection and fold all events into it again; in an open transaction."""
    from labels.projections.work import rebuild_work  # imported here, so that the desk starts faster

    connection.execute("PRAGMA defer_foreign_keys = ON")
    for table in reversed(TABLES):
        connection.execute(f"DELETE FROM {table}")
    begin_index(connection)
    begin_given(connection)
    registry = refold_project(connection)
    numbers = [n for (n,) in connection.execute("SELECT n FROM article_key ORDER BY n")]
    for n in numbers:
        refold_article(connection, n, registry)
    rebuild_work(connection)
    connection.execute("INSERT OR REPLACE INTO derived VALUES ('projections', ?)", (DERIVED,))


def keep_current(connection: sqlite3.Connection) -> None:
    """Rebuild the projections if another version of this program made them."""
    if not _is_current(connection):
        with writing(connection):
            if not _is_current(connection):  # another process may have done it
                rebuild(connection)


def _is_current(connection: sqlite3.Connection) -> bool:
    row = connection.execute("SELECT number FROM derived WHERE name = 'projections'").fetchone()
    return row is not None and row[0] == DERIVED
