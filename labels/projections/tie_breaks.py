"""Answers that were asked for because others differed: a single sentence was given to somebody to break a tie.

Such an answer is not an independent vote. The sentence was chosen because people differ on it, so counting the answer
would make disagreement look more frequent than it is. For gold it counts like any other vote.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from labels.journal.article_state import Span
from labels.projections.own_work import OVERLAPS

#: The reason with which a sentence is given to somebody because others differ on it.
TIE_BREAK = "tie-break"

#: Decisions made after a sentence was given for this reason, by people to whom the whole article is not assigned.
_ASKED = f"""
SELECT said.article, said.start, said."end", said.person
FROM assigned AS has
JOIN journal ON journal.id = has.event AND journal.payload ->> '$.why' = '{TIE_BREAK}'
JOIN sentence ON {OVERLAPS}
JOIN annotation AS said ON said.article = has.article AND said.start = sentence.start AND said."end" = sentence."end"
    AND said.layer = 0 AND said.person = has.person AND said.event > has.event AND NOT said.carried
WHERE has.start >= 0 AND NOT EXISTS (
    SELECT 1 FROM assigned AS whole
    WHERE whole.article = has.article AND whole.start = -1 AND whole.person = has.person
)
"""

#: By the number of an article and a span: the numbers of the people who were asked to break a tie, and did.
TieBreaks = dict[tuple[int, int, int], set[int]]


def tie_breaks(connection: sqlite3.Connection) -> TieBreaks:
    """All answers in force that were asked for because others differed."""
    found: TieBreaks = defaultdict(set)
    for article, start, end, person in connection.execute(_ASKED):
        found[article, start, end].add(person)
    return dict(found)


def tie_breaks_in(connection: sqlite3.Connection, n: int) -> set[tuple[Span, int]]:
    """Those on the sentences of one article (its number): the span, and the number of the person."""
    rows = connection.execute(f"{_ASKED} AND has.article = ?", (n,))
    return {((start, end), person) for _, start, end, person in rows}
