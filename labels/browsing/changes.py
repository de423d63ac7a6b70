"""Whether what arrived since may be shown by an open list that did not find it yet."""

from __future__ import annotations

import sqlite3

from labels.journal.event import ANNOTATION_KINDS
from labels.projections.people import person_named
from labels.projections.viewers import viewer_named
from labels.query import QueryError, parse_query
from labels.query.query import people_named

_BESIDE = ", ".join(f"'{kind}'" for kind in sorted(ANNOTATION_KINDS))

#: Of what somebody else did: anything but annotations, and what undoes or redoes nothing else.
_MAY_CHANGE_ROWS = (
    f"(kind NOT IN ({_BESIDE}) AND (kind NOT IN ('undo', 'redo') OR EXISTS"
    f" (SELECT 1 FROM journal AS done WHERE done.action = journal.undoes AND done.kind NOT IN ({_BESIDE}))))"
)


def is_news(connection: sqlite3.Connection, annotator: str, query: str, since: int) -> bool:
    """Whether anything that arrived after the event `since` (its `seq`) may change which rows a list has.

    Articles, sentences and codebooks may, and the annotator's own annotations; those of others only if the query asks
    for them and the annotator may read them. Nothing does if the query is not valid.
    """
    try:
        asks_of_others = bool(people_named(parse_query(query))) and viewer_named(connection, annotator).sees_others
    except QueryError:
        return False
    whose = "1" if asks_of_others else f"{_MAY_CHANGE_ROWS} OR person IN (SELECT person FROM team WHERE same = ?)"
    values = () if asks_of_others else (person_named(connection, annotator),)
    found = connection.execute(f"SELECT 1 FROM journal WHERE seq > ? AND ({whose}) LIMIT 1", (since, *values))
    return found.fetchone() is not None
