"""Whether an open list has to search again, because of what has arrived since it was filled."""

from __future__ import annotations

import sqlite3

from labels.journal.event import ANNOTATION_KINDS
from labels.projections.viewers import viewer_named
from labels.query import QueryError, parse_query
from labels.query.query import people_named

_BESIDE = ", ".join(f"'{kind}'" for kind in sorted(ANNOTATION_KINDS))

#: Kinds that change more than annotations, and undo or redo of such events.
_CHANGES_MORE = (
    f"(kind NOT IN ({_BESIDE}) AND (kind NOT IN ('undo', 'redo') OR EXISTS"
    f" (SELECT 1 FROM journal AS done WHERE done.action = journal.undoes AND done.kind NOT IN ({_BESIDE}))))"
)


def is_news(connection: sqlite3.Connection, annotator: str, query: str, since: int) -> bool:
    """Whether anything that arrived after the event `since` (its `seq`) may change which rows a list has.

    Articles, sentences and codebooks may, and the annotator's own annotations; those of others only if the query asks
    for them and the annotator may read them. Nothing does if the query is not valid.
    """
    try:
        names_people = bool(people_named(parse_query(query)))
    except QueryError:
        return False
    viewer = viewer_named(connection, annotator)
    beside = f"kind NOT IN ({_BESIDE})" if viewer.sees_others else _CHANGES_MORE
    asks_of_others = names_people and viewer.sees_others
    whose = "1" if asks_of_others else f"{beside} OR person IN (SELECT person FROM team WHERE same = ?)"
    values = () if asks_of_others else (viewer.person,)
    found = connection.execute(f"SELECT 1 FROM journal WHERE seq > ? AND ({whose}) LIMIT 1", (since, *values))
    return found.fetchone() is not None
