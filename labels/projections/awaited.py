"""From whom an answer to a sentence is missing: it was sent back or assigned to them as a single sentence."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from labels.journal.article_state import Span
from labels.projections.own_work import OVERLAPS
from labels.projections.returned import STANDING

_SENT_BACK = f'SELECT DISTINCT sentence.start, sentence."end", returned.person {STANDING} AND returned.article = ?'

#: Single sentences that were assigned to somebody who has not decided them.
_GIVEN = f"""
SELECT DISTINCT sentence.start, sentence."end", has.person
FROM assigned AS has JOIN sentence ON {OVERLAPS}
LEFT JOIN annotation AS said ON said.article = has.article AND said.start = sentence.start
    AND said."end" = sentence."end" AND said.layer = 0 AND said.person = has.person
WHERE has.article = ? AND has.start >= 0 AND coalesce(said.status, 'undecided') = 'undecided'
"""

#: By span: the numbers of the people to whom it was sent back, and of those who were given it.
Awaited = dict[Span, tuple[list[int], list[int]]]


def awaited_in(connection: sqlite3.Connection, n: int) -> Awaited:
    """The sentences of an article (its number) for which somebody's answer is still missing."""
    found: Awaited = defaultdict(lambda: ([], []))
    for which, statement in enumerate((_SENT_BACK, _GIVEN)):
        for start, end, person in connection.execute(statement, (n,)):
            found[start, end][which].append(person)
    return dict(found)
