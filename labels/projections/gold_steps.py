"""Gold, one step at a time: what was just said about a unit, and whether what was settled about it still stands.

The result is the same as a new fold of the article, but the cost is that of one unit.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from labels.journal.article_state import Span, span_of
from labels.journal.event import DECISION_KINDS, GOLD, MAIN, Event
from labels.journal.fold import NOBODY, GoldState, Registry, events_in_force, gold_states
from labels.journal.kinds.decision import decided
from labels.journal.kinds.flag_note import flagged, noted
from labels.journal.rows import EVENT_COLUMNS, event_from_row, reversals_of
from labels.projections.annotations import COLUMNS, Key, annotation_from_row, keep_annotations, read_annotation
from labels.projections.people import read_registry
from labels.projections.refold import refold_article
from labels.values.annotation import Annotation

_UNIT = 'article = ? AND start = ? AND "end" = ?'


def gold_steps(connection: sqlite3.Connection, events: Sequence[Event], several: set[int | None]) -> None:
    """Keep what people settled or noted of units that are there; each event is the last step of the fold.

    `several` are the articles of which their action decides several units.
    """
    registry = read_registry(connection)
    counting = [event for event in events if registry.may(event.person)]
    changes: dict[Key, tuple[Annotation, Annotation]] = {}
    for event in counting:
        assert event.article is not None
        key = (event.article, *span_of(event), GOLD, NOBODY)
        before, was = changes[key] if key in changes else (read_annotation(connection, key),) * 2
        changes[key] = before, _after(was, event, shared=event.article in several)
    keep_annotations(connection, changes)
    keep_gold_states(connection, {(key[0], key[1:3]) for key in changes}, registry)


def keep_gold_states(
    connection: sqlite3.Connection, units: Iterable[tuple[int, Span]], registry: Registry | None = None
) -> None:
    """Bring the states of settled units (article number, span) in line with the votes on them and what was settled."""
    registry = registry or read_registry(connection)
    for n, span in units:
        gold = read_annotation(connection, (n, *span, GOLD, NOBODY))
        if gold.carried:  # only a whole fold knows from which decisions it was made
            refold_article(connection, n, registry)
            continue
        connection.execute(f"DELETE FROM gold_state WHERE {_UNIT}", (n, *span))
        state = _state(connection, n, span, gold, registry) if gold.decided else None
        if state is not None:
            connection.execute("INSERT INTO gold_state VALUES (?, ?, ?, ?)", (n, *span, state))


def _after(annotation: Annotation, event: Event, *, shared: bool) -> Annotation:
    if event.kind in DECISION_KINDS:
        return decided(annotation, event, shared=shared)
    return (flagged if event.kind == "flag" else noted)(annotation, event)


def _state(
    connection: sqlite3.Connection, n: int, span: Span, gold: Annotation, registry: Registry
) -> GoldState | None:
    """The state of a unit that is settled, by the events and votes on this very unit."""
    assert gold.event is not None
    said = {(NOBODY, GOLD): {span: replace(gold, sources=(gold.event,))}}
    rows = connection.execute(f"SELECT person, {COLUMNS} FROM annotation WHERE {_UNIT} AND layer = 0", (n, *span))
    for person, *row in rows.fetchall():
        said[person, MAIN] = {span: annotation_from_row(tuple(row))}
    kinds = ", ".join(f"'{kind}'" for kind in sorted(DECISION_KINDS))
    rows = connection.execute(
        f"SELECT {EVENT_COLUMNS} FROM journal WHERE {_UNIT} AND layer = 1 AND kind IN ({kinds})", (n, *span)
    )
    events = list(map(event_from_row, rows.fetchall()))
    up = events_in_force(events, reversals_of(connection, events), registry)
    return dict(gold_states(said, up, registry)).get(span)
