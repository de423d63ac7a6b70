"""Entering events into the journal, together with all that follows from them, in few statements.

What speaks of a sentence as it was cut at import changes nothing but marks; a run of such events is written at once.
Whatever else happens is entered by itself. The outcome is the same as one event after another.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby

from labels.event import MARK_KINDS, Event
from labels.mark import UNTOUCHED, Mark, fold
from labels.store.mark_rows import Said, keep_marks, marks_in
from labels.store.projections import keep_actions, project
from labels.store.rows import insert_events

Span = tuple[int, int]


def enter(connection: sqlite3.Connection, events: Sequence[Event]) -> None:
    """Write new events, in the order of their ids, and bring the projections up to date; in an open transaction."""
    for article, together in groupby(events, lambda event: event.article):
        of_article = list(together)
        if article is None:
            _enter_each(connection, of_article)
        else:
            _enter_in_article(connection, article, of_article)


def _enter_each(connection: sqlite3.Connection, events: Sequence[Event]) -> None:
    for event in events:
        insert_events(connection, [event])
        project(connection, event)


def _enter_in_article(connection: sqlite3.Connection, article: str, events: Sequence[Event]) -> None:
    (n,) = connection.execute("SELECT n FROM article WHERE id = ?", (article,)).fetchone()
    for only_marks, run in _runs(connection, n, events):
        if only_marks:
            _enter_marks(connection, n, run)
        else:
            _enter_each(connection, run)


def _runs(connection: sqlite3.Connection, n: int, events: Sequence[Event]) -> Iterator[tuple[bool, list[Event]]]:
    """The events in stretches of one kind: those that change nothing but marks, and the others."""
    if any(event.kind not in MARK_KINDS for event in events):
        yield from ((False, [event]) for event in events)
        return
    as_cut = _sentences_as_cut(connection, n, _stretch(events))
    for only_marks, run in groupby(events, lambda event: (event.start, event.stop) in as_cut):
        yield only_marks, list(run)


def _enter_marks(connection: sqlite3.Connection, n: int, events: Sequence[Event]) -> None:
    before = marks_in(connection, n, *_stretch(events))
    after: dict[Said, Mark] = {}
    for event in events:
        assert event.start is not None and event.stop is not None
        said = (event.start, event.stop, event.annotator)
        after[said] = fold(after.get(said) or before.get(said, UNTOUCHED), event)
    insert_events(connection, events)
    keep_actions(connection, events)
    keep_marks(connection, {(n, *said): (before.get(said, UNTOUCHED), mark) for said, mark in after.items()})


def _stretch(events: Sequence[Event]) -> Span:
    """The first and the last start of the sentences that events speak of."""
    starts = [event.start or 0 for event in events]
    return min(starts), max(starts)


def _sentences_as_cut(connection: sqlite3.Connection, n: int, stretch: Span) -> set[Span]:
    rows = connection.execute(
        "SELECT start, stop FROM sentence WHERE article = ? AND start BETWEEN ? AND ? AND base AND active",
        (n, *stretch),
    )
    return set(rows.fetchall())
