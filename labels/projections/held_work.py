"""Everything that anybody has: whole articles and single spans, one row each."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from labels.journal.article_state import WHOLE
from labels.projections.own_work import OVERLAPS

#: The columns of both queries: the article, its title, the span, the key, the reason.
_HAS = (
    'SELECT has.article, id, coalesce(title, source, id), has.start, has."end", person.key,'
    " coalesce((SELECT payload ->> '$.why' FROM journal WHERE journal.id = has.event), ''), {counts}"
    " FROM assigned AS has JOIN article ON article.n = has.article JOIN person ON person.n = has.person"
)
_WHOLE = (
    _HAS.format(counts="sentences, coalesce(labelled + skipped, 0), coalesce(labelled + skipped + flagged + noted, 0)")
    + " LEFT JOIN progress ON progress.article = has.article AND progress.person = has.person WHERE has.start = -1"
)
_SPANS = (
    _HAS.format(counts="count(sentence.start), sum(coalesce(status, 'undecided') <> 'undecided'), count(status)")
    + f" LEFT JOIN sentence ON {OVERLAPS} LEFT JOIN annotation AS said ON said.article = has.article"
    ' AND said.start = sentence.start AND said."end" = sentence."end" AND layer = 0 AND said.person = has.person'
    ' WHERE has.start >= 0 GROUP BY has.article, has.start, has."end", has.person'
)


@dataclass(frozen=True, slots=True)
class Held:
    """An article that somebody has, by number and id, or a span of it.

    `sentences` are in it, of which `decided` are decided; `begun` says whether anything was said of one of them. `key`
    is that of the person, `why` the reason that was given.
    """

    n: int
    id: str
    title: str
    span: tuple[int, int] | None
    key: str
    why: str
    sentences: int
    decided: int
    begun: bool


def everything_held(connection: sqlite3.Connection) -> list[Held]:
    """In the order of articles, places and people; an article as a whole comes before its spans."""
    rows = sorted(
        (row for query in (_WHOLE, _SPANS) for row in connection.execute(query)),
        key=lambda row: (row[0], row[3], row[4], row[5]),
    )
    return [
        Held(
            n, id, title, None if (start, end) == WHOLE else (start, end), key, why, sentences, decided or 0, begun > 0
        )
        for n, id, title, start, end, key, why, sentences, decided, begun in rows
    ]
