"""Bringing the projections up to date with events that were just appended, in few statements.

An event of this file has the greatest id of all, so it is the last step of the fold. If it is about a sentence in
force, this step is taken alone. If that could differ from the whole fold, the article is folded again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, MutableMapping, Sequence

from labels.journal.article_state import WHOLE, Span, goes_before, span_of
from labels.journal.event import ANNOTATION_KINDS, DECISION_KINDS, MAIN, Event
from labels.journal.fold import Registry, events_in_force
from labels.journal.kinds import PROJECT_WIDE
from labels.journal.kinds.decision import decided
from labels.journal.kinds.flag_note import flagged, noted
from labels.journal.rows import EVENT_COLUMNS, event_from_row, events_of_action, events_of_article, reversals_of
from labels.projections.annotations import Key, annotations_of_article, keep_annotations
from labels.projections.people import read_registry
from labels.projections.refold import articles_of_roles, refold_article, refold_articles, refold_project
from labels.projections.units import article_now
from labels.values.annotation import UNTOUCHED, Annotation

#: From this many units of an article on, all its events are read at once.
_MANY = 20


def project(connection: sqlite3.Connection, events: Sequence[Event]) -> None:
    """Bring everything that is read in line with events that have just been written; in an open transaction."""
    touched = {event.article for event in events if event.article is not None and event.kind not in PROJECT_WIDE}
    wide = PROJECT_WIDE.intersection(event.kind for event in events)
    if wide:
        was = read_registry(connection)
        touched |= articles_of_roles(connection, was, refold_project(connection, wide))
    refold_articles(connection, sorted(touched))
    for event in events:
        if event.undoes is not None:
            _reverse(connection, event)


def project_steps(
    connection: sqlite3.Connection,
    events: Sequence[Event],
    before: Mapping[int, MutableMapping[Span, Annotation]],
    several: Collection[int | None] = (),
) -> None:
    """The same for events that are the last steps of their folds: decisions, flags and notes on units that are there.

    `before` is what their annotator says of each unit of each article (number); it is brought up to date. `several` are
    the articles of which their action decides several units.
    """
    changes: dict[Key, tuple[Annotation, Annotation]] = {}
    for event in events:
        assert event.article is not None
        span, of_article = span_of(event), before[event.article]
        key = (event.article, *span, MAIN, event.person)
        was = of_article[span]
        of_article[span] = annotation_after(was, event, shared=event.article in several)
        changes[key] = (changes[key][0] if key in changes else was, of_article[span])
    keep_annotations(connection, changes)


def annotation_after(annotation: Annotation, event: Event, *, shared: bool = False) -> Annotation:
    """The annotation after an event about a unit in force."""
    if event.kind in DECISION_KINDS:
        return annotation if goes_before(event, annotation) else decided(annotation, event, shared=shared)
    return (flagged if event.kind == "flag" else noted)(annotation, event)


def _reverse(connection: sqlite3.Connection, event: Event) -> None:
    """Undo or redo an action, and fold what it touched again."""
    assert event.undoes is not None
    action = events_of_action(connection, event.undoes)
    wide = PROJECT_WIDE.intersection(each.kind for each in action)
    if wide:
        refold_project(connection, wide)
    touched: dict[int, list[Event]] = {}
    for each in action:
        if each.article is not None and each.kind not in PROJECT_WIDE:
            touched.setdefault(each.article, []).append(each)
    registry = read_registry(connection)
    for n, events in touched.items():
        refold_events(connection, n, events, registry)


def refold_events(connection: sqlite3.Connection, n: int, events: Iterable[Event], registry: Registry) -> None:
    """Fold what events of an article (number), which arrived or changed, touch: their units, or all of it.

    They must include all events of an action about the article.
    """
    several = list(events)
    simple = all(each.kind in ANNOTATION_KINDS and each.layer == MAIN for each in several)
    units = {span_of(each) for each in several}
    if simple and article_now(connection, n).plain and _are_there(connection, n, units):
        people = {registry.who(each.person) for each in several}
        _fold_units(connection, n, units, people, registry)
    else:
        refold_article(connection, n, registry)


def _are_there(connection: sqlite3.Connection, n: int, units: set[Span]) -> bool:
    """Whether an article has all these units: an action may come back when its sentences are gone."""
    there = connection.execute('SELECT start, "end" FROM sentence WHERE article = ?', (n,)).fetchall()
    return units <= {*there, WHOLE}


def _fold_units(connection: sqlite3.Connection, n: int, units: set[Span], people: set[int], registry: Registry) -> None:
    """Fold the events about some units of a plain article anew."""
    if len(units) > _MANY:
        events = events_of_article(connection, n)
    else:
        events = [event for unit in units for event in _events_of_unit(connection, n, unit)]
    after: dict[Key, Annotation] = {}
    up = events_in_force(events, reversals_of(connection, events), registry)
    several = _actions_of_several(connection, n) if any(event.kind in DECISION_KINDS for event in up) else set()
    for event in up:
        if event.kind in ANNOTATION_KINDS and event.layer == MAIN and span_of(event) in units:
            key = (n, *span_of(event), MAIN, event.person)
            after[key] = annotation_after(after.get(key, UNTOUCHED), event, shared=event.action in several)
    starts = [start for start, _ in units]
    before = annotations_of_article(connection, n, min(starts), max(starts))
    keys = [(n, *unit, MAIN, person) for unit in units for person in people]
    keep_annotations(
        connection,
        {key: (before.get(((key[4], MAIN), key[1:3]), UNTOUCHED), after.get(key, UNTOUCHED)) for key in keys},
    )


def _actions_of_several(connection: sqlite3.Connection, n: int) -> set[bytes]:
    """The actions that decided several units of an article."""
    kinds = ", ".join(f"'{kind}'" for kind in sorted(DECISION_KINDS))
    rows = connection.execute(
        f"SELECT action FROM journal WHERE article = ? AND kind IN ({kinds}) GROUP BY action HAVING count(*) > 1", (n,)
    )
    return {bytes(action) for (action,) in rows}


def _events_of_unit(connection: sqlite3.Connection, n: int, unit: Span) -> list[Event]:
    if unit == WHOLE:
        rows = connection.execute(f"SELECT {EVENT_COLUMNS} FROM journal WHERE article = ? AND start IS NULL", (n,))
    else:
        rows = connection.execute(
            f'SELECT {EVENT_COLUMNS} FROM journal WHERE article = ? AND start = ? AND "end" = ?', (n, *unit)
        )
    return list(map(event_from_row, rows.fetchall()))
