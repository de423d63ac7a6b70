"""The decisions in force, counted by their labels: when they were given, and how many seconds they took.

The counts follow from the annotations of sentences in the layer main, and change with them. So the shares of labels
over time and the median of their seconds can be read without reading all annotations.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter

from labels.journal.payload import labels_as_json
from labels.sqlite.batches import in_lots
from labels.sqlite.sums import BELOW, change_sum, hash_of, keep_sums, kept_sums, name_of_sum
from labels.values.annotation import Annotation
from labels.values.working_time import moment_of

#: What is counted: the day (since 1970, UTC) on which labels were given, or the seconds of single decisions.
WHEN, SECONDS = 0, 1

#: Milliseconds.
DAY = 86_400_000

#: Person, what, its value, and the labels as JSON.
_Key = tuple[int, int, float, str]

_Counts = Counter[_Key]

#: A decision as far as it is counted: person, day, labels as JSON, seconds if they count, and 1 or -1.
_News = tuple[int, int, str, float | None, int]

#: Up to this many decisions, such as those of a key press, are only noted. This takes half the time of updating the
#: counts.
_FEW = 4

#: So many annotations are read at once.
_LOT = 1_000

_ROW = "(?, ?, ?, ?, ?)"
_PUT_DOWN = [f"INSERT INTO given_news VALUES {', '.join([_ROW] * count)}" for count in range(1, _FEW + 1)]

#: All counts; a query on it is to add them up by key.
ALL = (
    "(SELECT person, what, value, labels, count FROM given"
    f" UNION ALL SELECT person, {WHEN}, day, labels, count FROM given_news WHERE labels <> '[]'"
    f" UNION ALL SELECT person, {SECONDS}, seconds, labels, count FROM given_news WHERE seconds IS NOT NULL)"
)


def keep_given(
    connection: sqlite3.Connection, changes: Sequence[tuple[tuple[int, int, int, int, int], Annotation, Annotation]]
) -> None:
    """Count what changed from one annotation to another; in an open transaction. Keys end with the person."""
    news: list[_News] = []
    for key, before, after in changes:
        was, now = _counted_as(before), _counted_as(after)
        if was != now:
            news += [(key[4], *what, by) for what, by in ((was, -1), (now, 1)) if what is not None]
    if len(news) > _FEW:
        put_in_place(connection)  # otherwise counts could become negative
        _add(connection, news)
    elif news:
        connection.execute(_PUT_DOWN[len(news) - 1], tuple(chain.from_iterable(news)))


def put_in_place(connection: sqlite3.Connection) -> None:
    """Add the noted decisions to the counts; in an open transaction."""
    _add(connection, connection.execute("SELECT * FROM given_news"))
    connection.execute("DELETE FROM given_news")


def label_sets_given(connection: sqlite3.Connection) -> set[str]:
    """Every set of label ids, as JSON, that annotations of sentences in the layer main carry; a few more may be in it.

    The time depends on the number of people and days, not on that of decisions.
    """
    rows = connection.execute(
        f"SELECT labels FROM given WHERE person IN (SELECT person FROM team) AND what = {WHEN}"
        " UNION SELECT labels FROM given_news WHERE labels <> '[]'"
    )
    return {labels for (labels,) in rows}


def begin_given(connection: sqlite3.Connection) -> None:
    """Begin the sum of the counts, while there are none; in an open transaction."""
    keep_sums(connection, {name_of_sum("given"): 0})


def given_is_as_written(connection: sqlite3.Connection) -> bool:
    """Whether the counts are those that were written; False if this is not known."""
    if connection.execute("SELECT 1 FROM given_news LIMIT 1").fetchone() is not None:
        return False
    rows = in_lots(connection.execute("SELECT person, what, value, labels, count FROM given"))
    return kept_sums(connection).get(name_of_sum("given")) == _sum_of((row[:4], row[4]) for row in rows) % BELOW


def problems_with_given(connection: sqlite3.Connection) -> Iterator[str]:
    """Where the counts are not those of the annotations, in one line."""
    counts = _counted(connection)
    wrong = 0
    kept = connection.execute(f"SELECT person, what, value, labels, sum(count) FROM {ALL} GROUP BY 1, 2, 3, 4")
    for *key, count in in_lots(kept):
        wrong += counts.pop(tuple(key), 0) != count
    if wrong or counts:
        yield f"given: {wrong + len(counts):,} counts are not those of the annotations"


def _counted_as(annotation: Annotation) -> tuple[int, str, float | None] | None:
    if annotation.decided_at is None:
        return None
    seconds = None if annotation.carried or annotation.shared else annotation.seconds
    return moment_of(annotation.decided_at) // DAY, labels_as_json(annotation.labels), seconds


def _add(connection: sqlite3.Connection, news: Iterable[_News]) -> None:
    counts = _Counts()
    for person, day, labels, seconds, by in news:
        if labels != "[]":
            counts[person, WHEN, day, labels] += by
        if seconds is not None:
            counts[person, SECONDS, seconds, labels] += by
    connection.executemany(
        f"INSERT INTO given VALUES {_ROW} ON CONFLICT DO UPDATE SET count = count + excluded.count",
        [(*key, count) for key, count in counts.items() if count],
    )
    change_sum(connection, "given", _sum_of(counts.items()))
    # A count that only grew is not zero.
    if fallen := [key for key, count in counts.items() if count < 0]:
        connection.executemany(
            "DELETE FROM given WHERE person = ? AND what = ? AND value = ? AND labels = ? AND count = 0", fallen
        )


def _sum_of(counts: Iterable[tuple[_Key, int]]) -> int:
    """The sum over counts: each count times the hash of its key. So any change of a count changes the sum."""
    return sum(count * hash_of((person, what, float(value), labels)) for (person, what, value, labels), count in counts)


def _counted(connection: sqlite3.Connection) -> _Counts:
    """The counts of the annotations. SQLite and Counter do the counting, not Python code."""
    # Times as they are written here begin with their day.
    written_here = "length(decided_at) = 29 AND substr(decided_at, 24) = '+00:00'"
    decisions = connection.execute(
        f"SELECT person, labels, CASE WHEN {written_here} THEN substr(decided_at, 1, 10) ELSE decided_at END,"
        " CASE WHEN NOT carried AND NOT shared THEN seconds END"
        " FROM main_annotation WHERE status <> 'undecided' AND decided_at IS NOT NULL"
    )
    when: Counter[tuple[int, str, str]] = Counter()
    timed: Counter[tuple[int, str, float | None]] = Counter()
    while some := decisions.fetchmany(_LOT):
        when.update(map(itemgetter(0, 1, 2), some))
        timed.update(map(itemgetter(0, 1, 3), some))
    counts = _Counts()
    for (person, labels, at), count in when.items():
        if labels != "[]":
            counts[person, WHEN, moment_of(at) // DAY, labels] += count
    for (person, labels, seconds), count in timed.items():
        if seconds is not None:
            counts[person, SECONDS, seconds, labels] += count
    return counts
