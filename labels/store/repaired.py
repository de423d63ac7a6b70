"""Articles whose sentence boundaries were repaired: folded stretch by stretch, and only what differs is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from labels.article_fold import ArticleFold
from labels.event import BOUNDARY_KINDS, Event
from labels.mark import UNTOUCHED, Mark
from labels.sentence import Cut
from labels.store.full_text import forget_text, index_text
from labels.store.mark_rows import Key, keep_mark
from labels.store.rows import EVENT_COLUMNS, MARK_COLUMNS, event_from_row, mark_from_row

Span = tuple[int, int]

#: A whole article, whatever its length.
WHOLE: Span = (0, 1 << 62)


def fold_again(connection: sqlite3.Connection, n: int, around: Iterable[Span]) -> None:
    """Fold the standing events around some spans of an article, and bring its sentences and marks in line."""
    stretch = _stretch(connection, n, around)
    columns = ", ".join(f"event.{name}" for name in EVENT_COLUMNS.split(", "))
    rows = connection.execute(
        f"SELECT {columns} FROM event JOIN action ON action.id = event.action"
        " WHERE event.article = (SELECT id FROM article WHERE n = ?) AND event.start >= ? AND event.start < ?"
        " AND action.undone_by IS NULL AND event.kind <> 'example' ORDER BY event.id",
        (n, *stretch),
    )
    keep_fold(connection, n, stretch, map(event_from_row, rows))


def keep_fold(connection: sqlite3.Connection, n: int, stretch: Span, events: Iterable[Event]) -> None:
    """Fold these events of a stretch of an article, and write what comes out different from what is kept."""
    base = connection.execute(
        "SELECT start, stop, paragraph FROM sentence WHERE article = ? AND start >= ? AND start < ? AND base"
        " ORDER BY start",
        (n, *stretch),
    )
    fold = ArticleFold(map(Cut._make, base))
    for event in events:
        fold.apply(event)
    before = _marks(connection, n, stretch)
    after = {(n, *span, name): mark for span, marks in fold.marks.items() for name, mark in marks.items()}
    # Marks point at sentences: those that go are taken away first, those that come are written last.
    for key, mark in before.items():
        if key not in after:
            keep_mark(connection, key, mark, UNTOUCHED)
    _keep_sentences(connection, n, stretch, fold.sentences)
    for key, mark in after.items():
        keep_mark(connection, key, before.get(key, UNTOUCHED), mark)


def repairs_in(connection: sqlite3.Connection, action: str) -> dict[int, int]:
    """How many events of an action make a repaired article of the one they are in, by its number.

    Those are splits, joins, and whatever speaks of a sentence that was not cut at import. While none stands in
    an article, its sentences are those of the import, and each mark is the fold of the events of its sentence.
    """
    return dict(
        connection.execute(
            "SELECT article.n, sum(event.kind IN ('split', 'join') OR base IS NULL OR NOT base)"
            " FROM event JOIN article ON article.id = event.article LEFT JOIN sentence"
            " ON sentence.article = article.n AND sentence.start = event.start AND sentence.stop = event.stop"
            " WHERE event.action = ? AND event.kind <> 'example' GROUP BY article.n",
            (action,),
        )
    )


def add_repairs(connection: sqlite3.Connection, n: int, count: int) -> bool:
    """Count further repairs of an article that stand, or (negative) fewer; whether any stand now."""
    connection.execute("UPDATE article SET repaired = repaired + ? WHERE n = ?", (count, n))
    return bool(connection.execute("SELECT repaired FROM article WHERE n = ?", (n,)).fetchone()[0])


def recount_repairs(connection: sqlite3.Connection, n: int, events: Iterable[Event]) -> None:
    """Count the repairs of an article anew, from all its standing events."""
    base = set(connection.execute("SELECT start, stop FROM sentence WHERE article = ? AND base", (n,)))
    count = sum(event.kind in BOUNDARY_KINDS or (event.start, event.stop) not in base for event in events)
    connection.execute("UPDATE article SET repaired = ? WHERE n = ?", (count, n))


def unrepair_all(connection: sqlite3.Connection) -> None:
    """Put every article's sentences back as they were cut; marks must be gone already."""
    for (n,) in connection.execute("SELECT n FROM article WHERE repaired").fetchall():
        base = connection.execute("SELECT start, stop, paragraph FROM sentence WHERE article = ? AND base", (n,))
        _keep_sentences(connection, n, WHOLE, {(start, stop): paragraph for start, stop, paragraph in base})
    connection.execute("UPDATE article SET repaired = 0 WHERE repaired")


def _stretch(connection: sqlite3.Connection, n: int, around: Iterable[Span]) -> Span:
    """The smallest stretch around some spans that no sentence and no standing event of the article reaches out of.

    What happens inside has no bearing on what is outside, so it can be folded by itself.
    """
    starts, stops = zip(*around, strict=True)
    start, stop = min(starts), max(stops)
    while True:
        wider = connection.execute(
            "SELECT min(start), max(stop) FROM ("
            " SELECT start, stop FROM sentence WHERE article = :n AND start < :stop AND stop > :start UNION ALL"
            " SELECT start, stop FROM event JOIN action ON action.id = event.action"
            " WHERE article = (SELECT id FROM article WHERE n = :n) AND start < :stop AND stop > :start"
            " AND (start < :start OR stop > :stop) AND undone_by IS NULL UNION ALL SELECT :start, :stop)",
            {"n": n, "start": start, "stop": stop},
        ).fetchone()
        if wider == (start, stop):
            return start, stop
        start, stop = wider


def _marks(connection: sqlite3.Connection, n: int, stretch: Span) -> dict[Key, Mark]:
    rows = connection.execute(
        f"SELECT start, stop, annotator, {MARK_COLUMNS} FROM mark WHERE article = ? AND start >= ? AND start < ?",
        (n, *stretch),
    )
    return {(n, start, stop, name): mark_from_row(tuple(mark)) for start, stop, name, *mark in rows}


def _keep_sentences(connection: sqlite3.Connection, n: int, stretch: Span, wanted: dict[Span, int]) -> None:
    """Let exactly the `wanted` sentences be active; those cut at import stay on file when they are retired."""
    kept: dict[Span, tuple[bool, bool]] = {
        (start, stop): (bool(base), bool(active))
        for start, stop, base, active in connection.execute(
            "SELECT start, stop, base, active FROM sentence WHERE article = ? AND start >= ? AND start < ?",
            (n, *stretch),
        )
    }
    going = [span for span, (_, active) in kept.items() if active and span not in wanted]
    coming = [span for span in wanted if not kept.get(span, (False, False))[1]]
    if not going and not coming:
        return
    (text,) = connection.execute("SELECT text FROM article_text WHERE article = ?", (n,)).fetchone()
    forget_text(connection, n, text, going)
    for span in going:
        if kept[span][0]:
            _set_active(connection, n, span, False)
        else:
            connection.execute("DELETE FROM sentence WHERE article = ? AND start = ? AND stop = ?", (n, *span))
    for span in coming:
        if span in kept:
            _set_active(connection, n, span, True)
        else:
            connection.execute("INSERT INTO sentence VALUES (?, ?, ?, ?, 0, 1)", (n, *span, wanted[span]))
    index_text(connection, n, text, coming)
    connection.execute("UPDATE article SET sentences = sentences + ? WHERE n = ?", (len(coming) - len(going), n))


def _set_active(connection: sqlite3.Connection, n: int, span: Span, active: bool) -> None:
    connection.execute(
        "UPDATE sentence SET active = ? WHERE article = ? AND start = ? AND stop = ?", (active, n, *span)
    )
