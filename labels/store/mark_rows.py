"""Marks in the project file, with the label index and the progress counts that go with them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence

from labels.mark import UNTOUCHED, Mark
from labels.store.rows import MARK_COLUMNS, mark_from_row, mark_values

#: An article's number, a span, and who speaks of it.
Key = tuple[int, int, int, str]

#: The span of a sentence, and who speaks of it, where the article is known.
Said = tuple[int, int, str]

#: No sentence starts here or further on.
FAR = 1 << 62

#: A mark's key, what it was before, and what it is now.
Change = tuple[Key, Mark, Mark]


def read_mark(connection: sqlite3.Connection, key: Key) -> Mark:
    """The mark under a key, or an untouched one."""
    row = connection.execute(
        f"SELECT {MARK_COLUMNS} FROM mark WHERE article = ? AND start = ? AND stop = ? AND annotator = ?", key
    ).fetchone()
    return mark_from_row(row) if row else UNTOUCHED


def marks_in(connection: sqlite3.Connection, n: int, first: int = 0, last: int = FAR) -> dict[Said, Mark]:
    """The marks in article `n` on sentences that start between `first` and `last`, both included."""
    rows = connection.execute(
        f"SELECT start, stop, annotator, {MARK_COLUMNS} FROM mark WHERE article = ? AND start BETWEEN ? AND ?",
        (n, first, last),
    )
    return {row[:3]: mark_from_row(row[3:]) for row in rows.fetchall()}


def keep_mark(connection: sqlite3.Connection, key: Key, before: Mark, after: Mark) -> None:
    """Put `after` in the place of `before`, everywhere that counts it."""
    keep_marks(connection, {key: (before, after)})


def keep_marks(connection: sqlite3.Connection, changes: Mapping[Key, tuple[Mark, Mark]]) -> None:
    """Put marks in the place of those that were there before, everywhere that counts them."""
    news = [(key, before, after) for key, (before, after) in changes.items() if before != after]
    if not news:
        return
    _delete(connection, [key for key, _, after in news if after == UNTOUCHED])
    connection.executemany(
        f"INSERT OR REPLACE INTO mark (article, start, stop, annotator, {MARK_COLUMNS})"
        " VALUES (?, ?, ?, ?,  ?, ?, ?, ?, ?, ?, ?, ?, ?,  ?, ?, ?)",
        [(*key, *mark_values(after)) for key, _, after in news if after != UNTOUCHED],
    )
    _keep_labels(connection, [each for each in news if each[1].labels != each[2].labels])
    _keep_progress(connection, news)


def _delete(connection: sqlite3.Connection, keys: Sequence[Key]) -> None:
    if keys:
        connection.executemany("DELETE FROM mark WHERE article = ? AND start = ? AND stop = ? AND annotator = ?", keys)


def _keep_labels(connection: sqlite3.Connection, changes: Sequence[Change]) -> None:
    going = [(label, *key) for key, before, _ in changes for label in before.labels]
    if going:
        connection.executemany(
            "DELETE FROM mark_label WHERE label = ? AND article = ? AND start = ? AND stop = ? AND annotator = ?", going
        )
    coming = [(label, *key) for key, _, after in changes for label in after.labels]
    if coming:
        connection.executemany("INSERT INTO mark_label VALUES (?, ?, ?, ?, ?)", coming)


def _keep_progress(connection: sqlite3.Connection, changes: Sequence[Change]) -> None:
    sums: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for (article, _, _, annotator), before, after in changes:
        counts = sums[annotator, article]
        for index, (was, now) in enumerate(zip(_counted(before), _counted(after), strict=True)):
            counts[index] += now - was
    connection.executemany(
        "INSERT INTO progress (annotator, article, labelled, skipped, flagged, noted) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET labelled = labelled + excluded.labelled, skipped = skipped + excluded.skipped,"
        " flagged = flagged + excluded.flagged, noted = noted + excluded.noted",
        [(*whose, *counts) for whose, counts in sums.items() if any(counts)],
    )
    # What only grows cannot have come down to nothing.
    if fallen := [whose for whose, counts in sums.items() if min(counts) < 0]:
        connection.executemany(
            "DELETE FROM progress WHERE annotator = ? AND article = ?"
            " AND labelled = 0 AND skipped = 0 AND flagged = 0 AND noted = 0",
            fallen,
        )


def _counted(mark: Mark) -> tuple[int, int, int, int]:
    return (
        int(mark.status == "labelled"),
        int(mark.status == "skipped"),
        int(mark.flagged),
        int(bool(mark.note)),
    )
