"""Bringing the projections up to date with events that were just appended, in few statements.

An event of this file has the greatest id of all, so it is the last step of the fold. Where it says something of a
sentence that is there, that step is taken alone; wherever that could come out different from the whole fold, the
article is folded anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import groupby

from labels.journal.article_state import WHOLE, Span, goes_before, span_of
from labels.journal.event import ANNOTATION_KINDS, DECISION_KINDS, MAIN, Event
from labels.journal.fold import standing
from labels.journal.kinds import PROJECT_WIDE
from labels.journal.kinds.beside import flagged, noted
from labels.journal.kinds.decision import decided
from labels.journal.rows import EVENT_COLUMNS, event_from_row, events_of_action, events_of_article, reversals_of
from labels.projections.annotations import Key, annotations_of_article, keep_annotations
from labels.projections.people import read_registry
from labels.projections.refold import refold_article, refold_articles, refold_project
from labels.values.annotation import UNTOUCHED, Annotation

#: Of so many units of an article all its events are read at once.
_MANY = 20


def project(connection: sqlite3.Connection, events: Sequence[Event]) -> None:
    """Bring everything that is read in line with events that have just been written; in an open transaction."""
    if any(event.kind in PROJECT_WIDE for event in events):
        refold_project(connection)
    for n, together in groupby(events, key=lambda event: event.article):
        inside = list(together)
        if n is not None:
            _project_article(connection, n, inside)
        for event in inside:
            if event.undoes is not None:
                _reverse(connection, event)


def annotation_after(annotation: Annotation, event: Event) -> Annotation:
    """What an event about a unit that is there makes of an annotation of it."""
    if event.kind in DECISION_KINDS:
        return annotation if goes_before(event, annotation) else decided(annotation, event)
    return (flagged if event.kind == "flag" else noted)(annotation, event)


def _project_article(connection: sqlite3.Connection, n: int, events: Sequence[Event]) -> None:
    if all(event.kind in PROJECT_WIDE for event in events):
        return
    if any(event.kind not in ANNOTATION_KINDS or event.layer != MAIN for event in events):
        refold_articles(connection, [n])
        return
    starts = [span_of(event)[0] for event in events]
    first, last = min(starts), max(starts)
    if not _only_sentences(connection, n, events, first, last):
        refold_articles(connection, [n])
        return
    registry = read_registry(connection)
    before = annotations_of_article(connection, n, first, last)
    after: dict[Key, Annotation] = {}
    for event in events:
        span, person = span_of(event), registry.who(event.person)
        key = (n, *span, MAIN, person)
        after[key] = annotation_after(after.get(key) or before.get(((person, MAIN), span), UNTOUCHED), event)
    keep_annotations(
        connection,
        {key: (before.get(((key[4], MAIN), key[1:3]), UNTOUCHED), annotation) for key, annotation in after.items()},
    )


def _only_sentences(connection: sqlite3.Connection, n: int, events: Sequence[Event], first: int, last: int) -> bool:
    """Whether the events speak of sentences that are there only, in an article where nothing waits and no gold is."""
    row = connection.execute(
        "SELECT plain OR NOT (EXISTS (SELECT 1 FROM waiting WHERE article = ?1)),"
        " EXISTS (SELECT 1 FROM annotation WHERE article = ?1 AND layer = 1) FROM article WHERE n = ?1",
        (n,),
    ).fetchone()
    if row is None or not row[0] or row[1]:
        return False
    there: set[Span] = set(
        connection.execute(
            'SELECT start, "end" FROM sentence WHERE article = ? AND start BETWEEN ? AND ?', (n, first, last)
        ).fetchall()
    )
    return all(span in there or span == WHOLE for span in map(span_of, events))


def _reverse(connection: sqlite3.Connection, event: Event) -> None:
    """Take an action back, or bring it back, and fold anew what it touched."""
    assert event.undoes is not None
    action = events_of_action(connection, event.undoes)
    if any(each.kind in PROJECT_WIDE for each in action):
        refold_project(connection)
    touched: dict[int, list[Event]] = {}
    for each in action:
        if each.article is not None and each.kind not in PROJECT_WIDE:
            touched.setdefault(each.article, []).append(each)
    registry = read_registry(connection)
    for n, events in touched.items():
        if _is_simple(connection, n, events):
            _fold_units(connection, n, {span_of(each) for each in events}, {registry.who(each.person) for each in events})
        else:
            refold_article(connection, n, registry)


def _is_simple(connection: sqlite3.Connection, n: int, events: Sequence[Event]) -> bool:
    """Whether each annotation in the article is the fold of the events about its very unit."""
    if any(event.kind not in ANNOTATION_KINDS or event.layer != MAIN for event in events):
        return False
    row = connection.execute(
        "SELECT plain, EXISTS (SELECT 1 FROM annotation WHERE article = ?1 AND layer = 1) FROM article WHERE n = ?1",
        (n,),
    ).fetchone()
    return row is not None and bool(row[0]) and not row[1]


def _fold_units(connection: sqlite3.Connection, n: int, units: set[Span], people: set[int]) -> None:
    """Fold the events about some units of a plain article anew."""
    registry = read_registry(connection)
    if len(units) > _MANY:
        events = events_of_article(connection, n)
    else:
        events = [event for unit in units for event in _events_of_unit(connection, n, unit)]
    after: dict[Key, Annotation] = {}
    for event in standing(events, reversals_of(connection, events), registry):
        if event.kind in ANNOTATION_KINDS and event.layer == MAIN and span_of(event) in units:
            key = (n, *span_of(event), MAIN, event.person)
            after[key] = annotation_after(after.get(key, UNTOUCHED), event)
    starts = [start for start, _ in units]
    before = annotations_of_article(connection, n, min(starts), max(starts))
    keys = [(n, *unit, MAIN, person) for unit in units for person in people]
    keep_annotations(
        connection,
        {key: (before.get(((key[4], MAIN), key[1:3]), UNTOUCHED), after.get(key, UNTOUCHED)) for key in keys},
    )


def _events_of_unit(connection: sqlite3.Connection, n: int, unit: Span) -> list[Event]:
    if unit == WHOLE:
        rows = connection.execute(f"SELECT {EVENT_COLUMNS} FROM journal WHERE article = ? AND start IS NULL", (n,))
    else:
        rows = connection.execute(
            f'SELECT {EVENT_COLUMNS} FROM journal WHERE article = ? AND start = ? AND "end" = ?', (n, *unit)
        )
    return list(map(event_from_row, rows.fetchall()))
