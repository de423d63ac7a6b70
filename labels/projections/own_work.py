"""What one annotator has to do: articles that are assigned whole, and single spans of other articles.

A sentence belongs to an assigned span if the two overlap, so splits and joins leave nothing out.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from labels.journal.article_state import WHOLE, Span
from labels.projections.people import person_named

#: Whether a sentence overlaps an assigned span.
OVERLAPS = 'sentence.article = has.article AND sentence.start < has."end" AND sentence."end" > has.start'

#: Whether articles are dealt out, in SQL. A single sentence that is assigned to somebody takes no work from others.
SHARED_OUT = "EXISTS (SELECT 1 FROM assigned WHERE start = -1)"

#: Of the articles that somebody has whole: by person, sentences and how many of them they decided.
_WHOLE = (
    "SELECT has.person, sum(sentences), sum(coalesce(labelled + skipped, 0)) FROM assigned AS has"
    " JOIN article ON n = has.article"
    " LEFT JOIN progress ON progress.article = has.article AND progress.person = has.person"
    " WHERE has.start = -1 AND {who} GROUP BY has.person"
)
#: Of the sentences of which somebody has spans, and not the whole article.
_IN_PARTS = (
    "SELECT person, count(*), sum(decided) FROM (SELECT DISTINCT has.person AS person, sentence.article,"
    " sentence.start, coalesce(status, 'undecided') <> 'undecided' AS decided FROM assigned AS has"
    f" JOIN sentence ON {OVERLAPS} LEFT JOIN annotation AS said ON said.article = has.article"
    ' AND said.start = sentence.start AND said."end" = sentence."end" AND layer = 0 AND said.person = has.person'
    " WHERE has.start >= 0 AND {who} AND NOT EXISTS (SELECT 1 FROM assigned AS whole"
    " WHERE whole.article = has.article AND whole.start = -1 AND whole.person = has.person)) GROUP BY person"
)


def are_shared_out(connection: sqlite3.Connection) -> bool:
    """Whether any article is assigned to somebody. Then everybody has only what is assigned to them."""
    return connection.execute(f"SELECT 1 WHERE {SHARED_OUT}").fetchone() is not None


@dataclass(frozen=True, slots=True)
class Share:
    """How many sentences somebody has to decide, and how many of these they have decided."""

    sentences: int = 0
    decided: int = 0

    @property
    def undecided(self) -> int:
        """Still to do."""
        return self.sentences - self.decided


@dataclass(frozen=True, slots=True)
class Parts:
    """The spans that one annotator has of one article; none where they have all of it, or nothing."""

    spans: tuple[Span, ...] = ()

    def hold(self, start: int, end: int) -> bool:
        """Whether a sentence is in one of them. True for every sentence if the article is not assigned in parts."""
        return not self.spans or any(start < last and first < end for first, last in self.spans)


#: An article that is not assigned in parts.
NO_PARTS = Parts()


def parts_by_article(connection: sqlite3.Connection, annotator: str) -> dict[int, Parts]:
    """The parts of articles that an annotator has only in parts, by the numbers of the articles."""
    rows = connection.execute(
        'SELECT article, start, "end" FROM assigned WHERE person = ? ORDER BY article, start',
        (person_named(connection, annotator),),
    )
    return _parts(rows)


def held_of(connection: sqlite3.Connection, n: int, annotator: str) -> Parts | None:
    """What an annotator has of one article, by its number; None if they have nothing of it."""
    rows = connection.execute(
        'SELECT article, start, "end" FROM assigned WHERE article = ? AND person = ?',
        (n, person_named(connection, annotator)),
    ).fetchall()
    return _parts(rows).get(n, NO_PARTS) if rows else None


def _parts(rows: Iterable[tuple[int, int, int]]) -> dict[int, Parts]:
    spans: dict[int, list[Span]] = defaultdict(list)
    for n, *span in rows:
        spans[n].append((span[0], span[1]))
    return {n: Parts(tuple(each)) for n, each in spans.items() if WHOLE not in each}


def share_named(connection: sqlite3.Connection, annotator: str) -> Share | None:
    """The work of an annotator, by the name on screen; None where nothing is assigned to them."""
    person = person_named(connection, annotator)
    held = connection.execute("SELECT 1 FROM assigned WHERE person = ? LIMIT 1", (person,)).fetchone()
    return None if person is None or held is None else share_of(connection, person)


def share_of(connection: sqlite3.Connection, person: int) -> Share:
    """The work of one person, by number."""
    return _shares(connection, "has.person = :person", person).get(person, Share())


def shares(connection: sqlite3.Connection) -> Mapping[int, Share]:
    """The work of everybody who has some, by number."""
    return _shares(connection, "1", None)


def _shares(connection: sqlite3.Connection, who: str, person: int | None) -> dict[int, Share]:
    found: dict[int, Share] = {}
    for query in (_WHOLE, _IN_PARTS):
        for number, sentences, decided in connection.execute(query.format(who=who), {"person": person}):
            before = found.get(number, Share())
            found[number] = Share(before.sentences + sentences, before.decided + decided)
    return found
