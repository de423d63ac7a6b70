"""Queries for the figures of one sitting: its acts in the journal, and what was decided before and after."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence

from labels.projections import codebooks
from labels.statistics.pace import Trace

#: Kinds that are not work on sentences.
_BESIDE = "('annotator', 'article', 'assign', 'codebook', 'round', 'segment', 'setting')"

#: What is said of an article as a whole, or in another layer than main, decides no sentence.
_TRACE = (
    "SELECT id, at, sitting, CASE WHEN layer > 0 OR layer = 0 AND start IS NULL THEN '' ELSE kind END, article, start,"
    f' "end", action FROM journal WHERE kind NOT IN {_BESIDE}'
)

#: Whether an event's action stands: of the undos and redos by the same annotator the last is no undo.
_STANDS = (
    "coalesce((SELECT kind FROM journal AS reversal WHERE reversal.undoes = journal.action"
    " AND reversal.kind IN ('undo', 'redo') AND reversal.person IN (SELECT person FROM team WHERE same = :person)"
    " ORDER BY reversal.id DESC LIMIT 1), '') <> 'undo'"
)

#: How many values a statement takes.
_MOST = 5_000


def trace_of_sitting(connection: sqlite3.Connection, person: int, sitting: int) -> list[Trace]:
    """Every act of an annotator in a sitting (numbers in the file), in order."""
    (until,) = connection.execute("SELECT coalesce((SELECT until FROM counted), 0)").fetchone()
    (first,) = connection.execute(
        "SELECT min(first) FROM worked WHERE person = ? AND sitting = ?", (person, sitting)
    ).fetchone()
    since = connection.execute(f"{_TRACE} AND seq > ? AND sitting = ?", (until, sitting)).fetchall()
    if first is not None:
        since += connection.execute(
            f"{_TRACE} AND person IN (SELECT person FROM team WHERE same = ?) AND id >= ? AND sitting = ? AND seq <= ?",
            (person, first, sitting, until),
        ).fetchall()
    return sorted(since)


def newest(connection: sqlite3.Connection) -> int:
    """The `seq` of the event that arrived last."""
    (seq,) = connection.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()
    return int(seq)


def labels_of(connection: sqlite3.Connection, events: Sequence[bytes]) -> Counter[str]:
    """How often each label id was given by these events; labels that were merged into others count as those."""
    same = codebooks.merged(connection)
    found: Counter[str] = Counter()
    for begin in range(0, len(events), _MOST):
        some = events[begin : begin + _MOST]
        rows = connection.execute(
            "SELECT given.value, count(*) FROM journal, json_each(journal.payload, '$.labels') AS given"
            f" WHERE journal.id IN ({', '.join('?' * len(some))}) GROUP BY given.value",
            some,
        )
        for label, count in rows:
            found[same.get(label, label)] += count
    return found


def was_decided(connection: sqlite3.Connection, person: int, sentence: tuple[int, int, int], before: bytes) -> bool:
    """Whether an annotator had decided a sentence before an event, by what stands now."""
    article, start, end = sentence
    found = connection.execute(
        'SELECT kind FROM journal WHERE article = :article AND start = :start AND "end" = :end AND layer = 0'
        " AND person IN (SELECT person FROM team WHERE same = :person) AND id < :before"
        f" AND kind IN ('label', 'skip', 'clear') AND {_STANDS} ORDER BY id DESC LIMIT 1",
        {"article": article, "start": start, "end": end, "person": person, "before": before},
    ).fetchone()
    return found is not None and found[0] != "clear"


def is_complete(connection: sqlite3.Connection, person: int, article: int) -> bool:
    """Whether an annotator has decided every sentence of an article (number)."""
    found = connection.execute(
        "SELECT labelled + skipped >= sentences FROM article JOIN progress ON progress.article = n"
        " WHERE n = ? AND person = ?",
        (article, person),
    ).fetchone()
    return bool(found and found[0])


def decided_since(
    connection: sqlite3.Connection, person: int, article: int, since: bytes
) -> list[tuple[int, int, int]]:
    """The sentences of an article that an annotator decided after an event, by the decisions in force."""
    return connection.execute(
        'SELECT article, start, "end" FROM main_annotation WHERE article = ? AND person = ? AND event > ?',
        (article, person, since),
    ).fetchall()
