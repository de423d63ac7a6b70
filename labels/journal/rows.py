"""Rows of the journal as events, and back."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from labels.journal.event import Event
from labels.journal.payload import canonical, parsed

Row = tuple[Any, ...]

_NAMES = (
    "seq", "id", "at", "person", "sitting", "kind", "article", "start", '"end"', "layer", "codebook", "payload",
    "action", "undoes",
)  # fmt: skip

#: The columns of the table `journal` in the order in which `event_from_row` takes them.
EVENT_COLUMNS = ", ".join(f"journal.{name}" for name in _NAMES)

#: The condition of the index on project-wide events. A query that should use this index must have exactly this text.
WIDE = "kind IN ('annotator', 'assign', 'codebook', 'example', 'feedback', 'return', 'setting')"

#: So many actions are looked up one by one; for more, all events of an article are read.
_FEW = 20

_INSERT = (
    'INSERT INTO journal (id, at, person, sitting, kind, article, start, "end", layer, codebook, payload, action,'
    " undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def event_from_row(row: Row) -> Event:
    """The event in a row of EVENT_COLUMNS. Raises ValueError for a payload that is no JSON object."""
    return Event._make((*row[:11], parsed(row[11]), *row[12:]))


def events_where(connection: sqlite3.Connection, where: str, values: Sequence[object] = ()) -> Iterator[Event]:
    """The events of which a condition is true, in the order of their ids."""
    rows = connection.execute(f"SELECT {EVENT_COLUMNS} FROM journal WHERE {where} ORDER BY id", tuple(values))
    return map(event_from_row, rows)


def events_of_article(connection: sqlite3.Connection, n: int) -> list[Event]:
    """All events about an article, in the order of their ids."""
    rows = connection.execute(f"SELECT {EVENT_COLUMNS} FROM journal WHERE article = ?", (n,)).fetchall()
    rows.sort(key=lambda row: row[1])
    return list(map(event_from_row, rows))


def events_of_action(connection: sqlite3.Connection, action: bytes) -> tuple[Event, ...]:
    """The events of one action, in order. All of them but the first are in the index on actions."""
    rows = connection.execute(
        f"SELECT {EVENT_COLUMNS} FROM journal WHERE id = ?1 UNION ALL"
        f" SELECT {EVENT_COLUMNS} FROM journal WHERE action = ?1 AND action <> id",
        (action,),
    ).fetchall()
    rows.sort(key=lambda row: row[1])
    # If only a part of the action has arrived in this file, the first event may be missing.
    return tuple(event for event in map(event_from_row, rows) if event.action == action)


def events_of_actions_in(connection: sqlite3.Connection, n: int, actions: Collection[bytes]) -> list[Event]:
    """The events about an article that belong to some actions, in the order of their ids."""
    if len(actions) > _FEW:
        return [event for event in events_of_article(connection, n) if event.action in actions]
    events = [event for action in actions for event in events_of_action(connection, action) if event.article == n]
    return sorted(events, key=lambda event: event.id)


def reversals_of(connection: sqlite3.Connection, events: Iterable[Event]) -> list[Event]:
    """The undos and redos of the actions that these events belong to."""
    if not has_reversals(connection):
        return []
    found = []
    for action in {event.action for event in events}:
        found += connection.execute(f"SELECT {EVENT_COLUMNS} FROM journal WHERE undoes = ?", (action,)).fetchall()
    return list(map(event_from_row, found))


def reversals_in_article(connection: sqlite3.Connection, n: int) -> list[Event]:
    """The undos and redos of all actions that have an event about an article."""
    if not has_reversals(connection):
        return []
    rows = connection.execute(
        f"SELECT {EVENT_COLUMNS} FROM journal WHERE undoes IN (SELECT action FROM journal WHERE article = ?)", (n,)
    ).fetchall()
    return list(map(event_from_row, rows))


def has_reversals(connection: sqlite3.Connection) -> bool:
    """Whether anything was ever undone in the project."""
    row = connection.execute("SELECT 1 FROM journal WHERE undoes IS NOT NULL LIMIT 1").fetchone()
    return row is not None


def insert_events(connection: sqlite3.Connection, events: Iterable[Event]) -> None:
    """Write events into an open transaction; their `seq` is given by the order of arrival."""
    connection.executemany(_INSERT, list(_as_rows(events)))


def _as_rows(events: Iterable[Event]) -> Iterator[tuple[object, ...]]:
    """The events as rows. Many events of an import share one payload, which is written as text once."""
    written: dict[int, tuple[object, str]] = {}
    for event in events:
        payload = event.payload
        known = written.get(id(payload))
        if known is None:
            known = written[id(payload)] = payload, canonical(payload)  # it is held, so that no other gets its id
        yield (*event[1:11], known[1], *event[12:])
