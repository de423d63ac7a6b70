"""Articles whose sentence boundaries were repaired: folded as a whole, and only what differs is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from labels.article_fold import ArticleFold
from labels.event import BOUNDARY_KINDS, Event
from labels.mark import UNTOUCHED, Mark
from labels.sentence import Cut
from labels.store.full_text import forget_sentence, index_sentence
from labels.store.mark_rows import Key, keep_mark
from labels.store.rows import EVENT_COLUMNS, MARK_COLUMNS, event_from_row, mark_from_row

Sentences = dict[tuple[int, int], int]


def is_repaired(connection: sqlite3.Connection, n: int) -> bool:
    """Whether an article has standing events that splits or joins play a part in."""
    return bool(connection.execute("SELECT repaired FROM article WHERE n = ?", (n,)).fetchone()[0])


def fold_again(connection: sqlite3.Connection, n: int) -> None:
    """Fold the standing events of one article, and bring its sentences and marks in line."""
    columns = ", ".join(f"event.{name}" for name in EVENT_COLUMNS.split(", "))
    rows = connection.execute(
        f"SELECT {columns} FROM event JOIN action ON action.id = event.action"
        " WHERE event.article = (SELECT id FROM article WHERE n = ?) AND action.undone_by IS NULL"
        " AND event.kind <> 'example' ORDER BY event.id",
        (n,),
    )
    keep_fold(connection, n, map(event_from_row, rows))


def keep_fold(connection: sqlite3.Connection, n: int, events: Iterable[Event]) -> None:
    """Fold these events of one article, and write what comes out different from what is kept."""
    base = connection.execute(
        "SELECT start, stop, paragraph FROM sentence WHERE article = ? AND base ORDER BY start", (n,)
    )
    fold = ArticleFold(map(Cut._make, base))
    as_cut = frozenset(fold.sentences)
    repaired = False
    for event in events:
        repaired = repaired or event.kind in BOUNDARY_KINDS or (event.start, event.stop) not in as_cut
        fold.apply(event)
    before = _marks(connection, n)
    after = {(n, *span, name): mark for span, marks in fold.marks.items() for name, mark in marks.items()}
    # Marks point at sentences: those that go are taken away first, those that come are written last.
    for key, mark in before.items():
        if key not in after:
            keep_mark(connection, key, mark, UNTOUCHED)
    _keep_sentences(connection, n, fold.sentences)
    for key, mark in after.items():
        keep_mark(connection, key, before.get(key, UNTOUCHED), mark)
    connection.execute("UPDATE article SET sentences = ?, repaired = ? WHERE n = ?", (len(fold.sentences), repaired, n))


def unrepair_all(connection: sqlite3.Connection) -> None:
    """Put every article's sentences back as they were cut; marks must be gone already."""
    for (n,) in connection.execute("SELECT n FROM article WHERE repaired").fetchall():
        base = connection.execute("SELECT start, stop, paragraph FROM sentence WHERE article = ? AND base", (n,))
        sentences = {(start, stop): paragraph for start, stop, paragraph in base}
        _keep_sentences(connection, n, sentences)
        connection.execute("UPDATE article SET sentences = ?, repaired = 0 WHERE n = ?", (len(sentences), n))


def _marks(connection: sqlite3.Connection, n: int) -> dict[Key, Mark]:
    rows = connection.execute(f"SELECT start, stop, annotator, {MARK_COLUMNS} FROM mark WHERE article = ?", (n,))
    return {(n, start, stop, name): mark_from_row(tuple(mark)) for start, stop, name, *mark in rows}


def _keep_sentences(connection: sqlite3.Connection, n: int, wanted: Sentences) -> None:
    """Let exactly the `wanted` sentences be active; those cut at import stay on file when they are retired."""
    kept = {
        (start, stop): (bool(base), bool(active))
        for start, stop, base, active in connection.execute(
            "SELECT start, stop, base, active FROM sentence WHERE article = ?", (n,)
        )
    }
    for span, (base, active) in kept.items():
        if active and span not in wanted:
            forget_sentence(connection, n, span)
            if base:
                _set_active(connection, n, span, False)
            else:
                connection.execute("DELETE FROM sentence WHERE article = ? AND start = ? AND stop = ?", (n, *span))
    for span, paragraph in wanted.items():
        base, active = kept.get(span, (False, False))
        if base and not active:
            _set_active(connection, n, span, True)
        elif not active:
            connection.execute("INSERT INTO sentence VALUES (?, ?, ?, ?, 0, 1)", (n, *span, paragraph))
        if not active:
            index_sentence(connection, n, span)


def _set_active(connection: sqlite3.Connection, n: int, span: tuple[int, int], active: bool) -> None:
    connection.execute(
        "UPDATE sentence SET active = ? WHERE article = ? AND start = ? AND stop = ?", (active, n, *span)
    )
