"""The versions of the codebook in a project."""

from __future__ import annotations

import json
import sqlite3

from labels.scheme import Scheme


def current(connection: sqlite3.Connection) -> tuple[int, Scheme] | None:
    """The newest version of the codebook and its number, or None in a project without one.

    Sentences that annotators have added as examples since that version are in it.
    """
    row = connection.execute("SELECT version, record, event FROM scheme ORDER BY version DESC LIMIT 1").fetchone()
    if row is None:
        return None
    number, scheme = _read(row[:2])
    added = connection.execute("SELECT label, text, counter FROM example WHERE event > ? ORDER BY event", row[2:])
    return number, scheme.with_examples(added)


def current_event(connection: sqlite3.Connection) -> str | None:
    """The event that made the newest version, or None in a project without one."""
    row = connection.execute("SELECT event FROM scheme ORDER BY version DESC LIMIT 1").fetchone()
    return str(row[0]) if row else None


def made_by(connection: sqlite3.Connection, event: str) -> Scheme | None:
    """The version that an event made, or None."""
    row = connection.execute("SELECT version, record FROM scheme WHERE event = ?", (event,)).fetchone()
    return _read(row)[1] if row else None


def version(connection: sqlite3.Connection, number: int) -> Scheme | None:
    """One version of the codebook, or None."""
    row = connection.execute("SELECT version, record FROM scheme WHERE version = ?", (number,)).fetchone()
    return _read(row)[1] if row else None


def history(connection: sqlite3.Connection) -> list[tuple[int, str, str]]:
    """For each version, oldest first: its number, when it was made (ISO 8601, UTC), and by whom."""
    return connection.execute("SELECT version, at, annotator FROM scheme ORDER BY version").fetchall()


def labels_ever_given(connection: sqlite3.Connection) -> dict[str, int]:
    """How often each label id was given in all of the journal, undone decisions included."""
    rows = connection.execute(
        "SELECT given.value, count(*) FROM event, json_each(event.payload, '$.labels') AS given"
        " WHERE event.kind = 'label' GROUP BY given.value"
    )
    return dict(rows)


def _read(row: tuple[int, str]) -> tuple[int, Scheme]:
    from labels.scheme.record import scheme_from_record

    return row[0], scheme_from_record(json.loads(row[1]))
