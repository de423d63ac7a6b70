"""Marks in the project file, with the label index and the progress counts that go with them."""

from __future__ import annotations

import sqlite3

from labels.mark import UNTOUCHED, Mark
from labels.store.rows import MARK_COLUMNS, mark_from_row, mark_values

#: An article's number, a span, and who speaks of it.
Key = tuple[int, int, int, str]


def read_mark(connection: sqlite3.Connection, key: Key) -> Mark:
    """The mark under a key, or an untouched one."""
    row = connection.execute(
        f"SELECT {MARK_COLUMNS} FROM mark WHERE article = ? AND start = ? AND stop = ? AND annotator = ?", key
    ).fetchone()
    return mark_from_row(row) if row else UNTOUCHED


def keep_mark(connection: sqlite3.Connection, key: Key, before: Mark, after: Mark) -> None:
    """Put `after` in the place of `before`, everywhere that counts it."""
    if before == after:
        return
    if after == UNTOUCHED:
        connection.execute("DELETE FROM mark WHERE article = ? AND start = ? AND stop = ? AND annotator = ?", key)
    else:
        connection.execute(
            f"INSERT OR REPLACE INTO mark (article, start, stop, annotator, {MARK_COLUMNS})"
            " VALUES (?, ?, ?, ?,  ?, ?, ?, ?, ?, ?, ?, ?, ?,  ?, ?, ?)",
            (*key, *mark_values(after)),
        )
    if before.labels != after.labels:
        connection.executemany(
            "DELETE FROM mark_label WHERE label = ? AND article = ? AND start = ? AND stop = ? AND annotator = ?",
            [(label, *key) for label in before.labels],
        )
        connection.executemany(
            "INSERT INTO mark_label VALUES (?, ?, ?, ?, ?)", [(label, *key) for label in after.labels]
        )
    _keep_progress(connection, key, before, after)


def _keep_progress(connection: sqlite3.Connection, key: Key, before: Mark, after: Mark) -> None:
    number, _, _, annotator = key
    change = [b - a for a, b in zip(_counted(before), _counted(after), strict=True)]
    if not any(change):
        return
    connection.execute(
        "INSERT INTO progress (annotator, article, labelled, skipped, flagged, noted) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET labelled = labelled + excluded.labelled, skipped = skipped + excluded.skipped,"
        " flagged = flagged + excluded.flagged, noted = noted + excluded.noted",
        (annotator, number, *change),
    )
    if min(change) >= 0:
        return  # what only grows cannot have come down to nothing
    connection.execute(
        "DELETE FROM progress WHERE annotator = ? AND article = ?"
        " AND labelled = 0 AND skipped = 0 AND flagged = 0 AND noted = 0",
        (annotator, number),
    )


def _counted(mark: Mark) -> tuple[int, int, int, int]:
    return (
        int(mark.status == "labelled"),
        int(mark.status == "skipped"),
        int(mark.flagged),
        int(bool(mark.note)),
    )
