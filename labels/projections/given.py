"""The decisions that stand, counted by their labels: when they were given, and how many seconds they took.

The counts follow from the annotations of sentences in the layer main, and change with them. So the shares of labels
over time and the median of their seconds need no walk over the annotations.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from labels.journal.payload import labels_as_json
from labels.values.annotation import Annotation
from labels.values.working_time import moment_of

#: What is counted: the day (since 1970, UTC) on which labels were given, or the seconds of single decisions.
WHEN, SECONDS = 0, 1

#: Milliseconds.
DAY = 86_400_000

#: Person, what, its value, and the labels as JSON.
_Key = tuple[int, int, float, str]

_Counts = Counter[_Key]

_ROW = "(?, ?, ?, ?, ?)"
_UPSERT = "ON CONFLICT DO UPDATE SET count = count + excluded.count"

#: So many rows are written in one statement: those of a key press.
_FEW = 4


def keep_given(
    connection: sqlite3.Connection, changes: Iterable[tuple[tuple[int, int, int, int, int], Annotation, Annotation]]
) -> None:
    """Count what changed from one annotation to another; in an open transaction. Keys end with the person."""
    counts = _Counts()
    for key, before, after in changes:
        _count(counts, key[4], before, -1)
        _count(counts, key[4], after, 1)
    rows = [(*key, count) for key, count in counts.items() if count]
    if 0 < len(rows) <= _FEW:
        values = ", ".join([_ROW] * len(rows))
        connection.execute(f"INSERT INTO given VALUES {values} {_UPSERT}", [value for row in rows for value in row])
    elif rows:
        connection.executemany(f"INSERT INTO given VALUES {_ROW} {_UPSERT}", rows)
    # What only grows cannot have come down to nothing.
    if fallen := [row[:4] for row in rows if row[4] < 0]:
        connection.executemany(
            "DELETE FROM given WHERE person = ? AND what = ? AND value = ? AND labels = ? AND count = 0", fallen
        )


def rebuild_given(connection: sqlite3.Connection) -> None:
    """Count everything anew from the annotations; in an open transaction."""
    connection.execute("DELETE FROM given")
    connection.executemany(f"INSERT INTO given VALUES {_ROW}", _rows(_counted(connection)))


def problems_with_given(connection: sqlite3.Connection) -> Iterator[str]:
    """Where the counts are not those of the annotations, in one line."""
    counts = _counted(connection)
    wrong = 0
    for person, what, value, labels, count in connection.execute("SELECT * FROM given"):
        wrong += counts.pop((person, what, value, labels), 0) != count
    if wrong or counts:
        yield f"given: {wrong + len(counts):,} counts are not those of the annotations"


def _count(counts: _Counts, person: int, annotation: Annotation, by: int) -> None:
    if not annotation.decided or annotation.decided_at is None:
        return
    labels = labels_as_json(annotation.labels)
    if annotation.labels:
        counts[person, WHEN, moment_of(annotation.decided_at) // DAY, labels] += by
    if annotation.seconds is not None and not annotation.carried and not annotation.shared:
        counts[person, SECONDS, annotation.seconds, labels] += by


def _counted(connection: sqlite3.Connection) -> _Counts:
    """What the annotations amount to; SQLite and Counter walk over them, not Python."""
    decided = "FROM main_annotation WHERE status <> 'undecided' AND decided_at IS NOT NULL"
    counts = _Counts()
    # Times as they are written here begin with their day.
    written_here = "length(decided_at) = 29 AND substr(decided_at, 24) = '+00:00'"
    day = f"CASE WHEN {written_here} THEN substr(decided_at, 1, 10) ELSE decided_at END"
    when = Counter(connection.execute(f"SELECT person, labels, {day} {decided} AND labels <> '[]'"))
    for (person, labels, at), count in when.items():
        counts[person, WHEN, moment_of(at) // DAY, labels] += count
    timed = Counter(
        connection.execute(
            f"SELECT person, labels, seconds {decided} AND seconds IS NOT NULL AND NOT carried AND NOT shared"
        )
    )
    for (person, labels, seconds), count in timed.items():
        counts[person, SECONDS, seconds, labels] += count
    return counts


def _rows(counts: _Counts) -> Sequence[tuple[int, int, float, str, int]]:
    return sorted((*key, count) for key, count in counts.items())
