"""What the next undo or redo would be about, before it is done."""

from __future__ import annotations

import sqlite3
from typing import Literal

from labels.store.journal import WITHIN_REACH, Journal


def upcoming(connection: sqlite3.Connection, journal: Journal, way: Literal["undo", "redo"]) -> int:
    """How many events the next undo or redo of `journal`'s session would take back or bring back; 0 if none.

    Reads only: what others write before it is done may make it another.
    """
    undone, newest = ("IS", "id") if way == "undo" else ("IS NOT", "undone_by")
    found = connection.execute(
        f"SELECT id FROM action WHERE {WITHIN_REACH} AND undone_by {undone} NULL ORDER BY {newest} DESC LIMIT 1",
        journal.reach,
    ).fetchone()
    return events_in(connection, found[0]) if found else 0


def events_in(connection: sqlite3.Connection, action: str) -> int:
    """How many events an action consists of."""
    (count,) = connection.execute("SELECT count(*) FROM event WHERE action = ?", (action,)).fetchone()
    return int(count)
