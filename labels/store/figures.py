"""What the statistics ask of a project: one annotator's trace in the journal, and the marks that stand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from labels.statistics.pace import Trace
    from labels.statistics.shares import Given

_TRACE = "SELECT id, session, kind, article, start, stop, action FROM event"


def everyone(connection: sqlite3.Connection) -> list[str]:
    """Everyone who ever did something to a sentence, sorted; what they did may be undone."""
    # One step for each name along the index: a DISTINCT would walk over every action.
    rows = connection.execute(
        "WITH RECURSIVE name (name) AS (SELECT min(annotator) FROM action WHERE kind <> 'scheme' UNION ALL"
        " SELECT (SELECT min(annotator) FROM action WHERE annotator > name.name AND kind <> 'scheme')"
        " FROM name WHERE name.name IS NOT NULL) SELECT name FROM name WHERE name IS NOT NULL"
    )
    return [name for (name,) in rows]


def trace_of(connection: sqlite3.Connection, annotator: str) -> Iterator[Trace]:
    """Every event of an annotator in order, changes of the codebook left out: they are no labelling."""
    return connection.execute(f"{_TRACE} WHERE annotator = ? AND kind <> 'scheme' ORDER BY id", (annotator,))


def trace_of_session(connection: sqlite3.Connection, session: str, since: str = "") -> Iterator[Trace]:
    """Every event of a session in order, changes of the codebook left out; `since` is an id before all of them."""
    return connection.execute(
        f"{_TRACE} WHERE id >= ? AND session = ? AND kind <> 'scheme' ORDER BY id", (since, session)
    )


def undone_actions(connection: sqlite3.Connection, annotator: str) -> set[str]:
    """The actions of an annotator that stand undone."""
    return {
        id
        for (id,) in connection.execute(
            "SELECT id FROM action WHERE annotator = ? AND undone_by IS NOT NULL", (annotator,)
        )
    }


def actions_larger_than(connection: sqlite3.Connection, size: int) -> set[str]:
    """The actions of more than `size` events."""
    rows = connection.execute(
        "SELECT action FROM event WHERE id <> action GROUP BY action HAVING count(*) >= ?", (size,)
    )
    return {id for (id,) in rows}


def events_in_runs(connection: sqlite3.Connection) -> set[str]:
    """The events of all actions that have several."""
    rows = connection.execute("SELECT id FROM event WHERE action IN (SELECT action FROM event WHERE id <> action)")
    return {id for (id,) in rows}


def seconds_of(connection: sqlite3.Connection, action: str) -> float | None:
    """The seconds recorded with the events of an action, added up; None if there are none."""
    (seconds,) = connection.execute(
        "SELECT sum(json_extract(payload, '$.seconds')) FROM event WHERE action = ?", (action,)
    ).fetchone()
    return None if seconds is None else float(seconds)


def given_by(connection: sqlite3.Connection, annotator: str) -> Iterator[Given]:
    """An annotator's marks that are decided, in no particular order."""
    # Most of the table is read: along an index that would take four times as long.
    return connection.execute(
        "SELECT event, labels, seconds, carried FROM mark NOT INDEXED WHERE annotator = ? AND status <> 'undecided'",
        (annotator,),
    )
