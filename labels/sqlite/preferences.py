"""The preferences of an annotator in a project.

They are not in the journal, because they say nothing about a sentence.
"""

from __future__ import annotations

import sqlite3

from labels.sqlite.sums import sum_whole


def read(connection: sqlite3.Connection, annotator: str, key: str, default: str) -> str:
    """A preference, or `default` if the annotator has not chosen."""
    row = connection.execute(
        "SELECT value FROM preference WHERE annotator = ? AND key = ?", (annotator, key)
    ).fetchone()
    return str(row[0]) if row else default


def write(connection: sqlite3.Connection, annotator: str, key: str, value: str) -> None:
    """Keep a preference, inside an open transaction."""
    connection.execute("INSERT OR REPLACE INTO preference VALUES (?, ?, ?)", (annotator, key, value))
    sum_whole(connection, "preference")
