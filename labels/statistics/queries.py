"""What the statistics ask of a project: one annotator's trace in the journal, and the marks that stand."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from labels.statistics.pace import Trace
    from labels.statistics.shares import Given

_TRACE = "SELECT id, at, session, kind, article, start, stop, action FROM event"


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
    # The plus keeps SQLite from walking along an index, which takes four times as long for most of a table.
    return connection.execute(
        "SELECT event, decided_at, labels, seconds, carried FROM mark WHERE +annotator = ? AND +status <> 'undecided'",
        (annotator,),
    )


def labels_of(connection: sqlite3.Connection, events: Sequence[str]) -> dict[str, int]:
    """How often each label id was given by these events."""
    rows = connection.execute(
        "SELECT given.value, count(*) FROM event, json_each(event.payload, '$.labels') AS given"
        " WHERE event.id IN (SELECT value FROM json_each(?)) GROUP BY given.value",
        (json.dumps(events),),
    )
    return dict(rows)


def was_decided(connection: sqlite3.Connection, annotator: str, sentence: tuple[str, int, int], before: str) -> bool:
    """Whether an annotator had decided a sentence before an event, by what stands now."""
    found = connection.execute(
        "SELECT event.kind FROM event JOIN action ON action.id = event.action WHERE event.article = ?"
        " AND event.start = ? AND event.stop = ? AND event.annotator = ? AND event.id < ?"
        " AND event.kind IN ('label', 'skip', 'clear') AND action.undone_by IS NULL ORDER BY event.id DESC LIMIT 1",
        (*sentence, annotator, before),
    ).fetchone()
    return found is not None and found[0] != "clear"


def is_complete(connection: sqlite3.Connection, annotator: str, article: str) -> bool:
    """Whether an annotator has decided every sentence of the article with this id."""
    found = connection.execute(
        "SELECT labelled + skipped >= sentences FROM article JOIN progress ON progress.article = article.n"
        " WHERE article.id = ? AND annotator = ?",
        (article, annotator),
    ).fetchone()
    return bool(found and found[0])


def decided_since(
    connection: sqlite3.Connection, annotator: str, article: str, since: str
) -> list[tuple[str, int, int]]:
    """The sentences of an article that an annotator decided after an event, by the decisions that stand."""
    return connection.execute(
        "SELECT article.id, start, stop FROM mark JOIN article ON article.n = mark.article"
        " WHERE article.id = ? AND annotator = ? AND event > ?",
        (article, annotator, since),
    ).fetchall()
