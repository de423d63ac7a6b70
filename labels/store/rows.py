"""Rows of the project file as values, and back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from labels.event import Event
from labels.mark import Mark

Row = tuple[Any, ...]

EVENT_COLUMNS = "id, at, annotator, session, kind, article, start, stop, payload, action, undoes"

#: `mark` columns in the order in which `mark_from_row` takes them.
MARK_COLUMNS = (
    "status, labels, decided_at, seconds, suggested_label, suggested_score, scheme_version, event, carried,"
    " flagged, flag_reason, note"
)


_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def as_json(value: Any) -> str:
    """The one way in which a value is kept as JSON: the same value, the same text."""
    return _JSON.encode(value)


def event_from_row(row: Row) -> Event:
    """The event in a row of EVENT_COLUMNS."""
    id, at, annotator, session, kind, article, start, stop, payload, action, undoes = row
    return Event(id, at, annotator, session, kind, article, start, stop, json.loads(payload), action, undoes)


def insert_event(connection: sqlite3.Connection, event: Event) -> None:
    """Add one event to the journal."""
    insert_events(connection, [event])


def insert_events(connection: sqlite3.Connection, events: Iterable[Event]) -> None:
    """Add events to the journal."""
    connection.executemany(
        f"INSERT INTO event ({EVENT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                event.id,
                event.at,
                event.annotator,
                event.session,
                event.kind,
                event.article,
                event.start,
                event.stop,
                as_json(event.payload),
                event.action,
                event.undoes,
            )
            for event in events
        ],
    )


def mark_from_row(row: Row) -> Mark:
    """The mark in a row of MARK_COLUMNS."""
    status, labels, decided_at, seconds, suggested, score, version, event, carried, flagged, reason, note = row
    return Mark(
        status=status,
        labels=tuple(json.loads(labels)) if labels != "[]" else (),
        decided_at=decided_at,
        seconds=seconds,
        suggested_label=suggested,
        suggested_score=score,
        scheme_version=version,
        event=event,
        carried=bool(carried),
        flagged=bool(flagged),
        flag_reason=reason,
        note=note,
    )


def mark_values(mark: Mark) -> Row:
    """A mark as values for MARK_COLUMNS."""
    return (
        mark.status,
        as_json(mark.labels),
        mark.decided_at,
        mark.seconds,
        mark.suggested_label,
        mark.suggested_score,
        mark.scheme_version,
        mark.event,
        mark.carried,
        mark.flagged,
        mark.flag_reason,
        mark.note,
    )
