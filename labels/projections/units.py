"""Units as they are at the moment of writing: whether they are there, and what an annotator says of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from labels.errors import MovedError
from labels.journal.article_state import WHOLE, Span
from labels.journal.event import MAIN
from labels.projections.annotations import COLUMNS, Key, annotation_from_row, read_annotation
from labels.values.annotation import UNTOUCHED, Annotation

_JOINED = ", ".join(f"annotation.{name.strip()}" for name in COLUMNS.split(","))

#: A sentence, and what one person says of it.
_SELECT = (
    f'SELECT sentence.start, sentence."end", {_JOINED} FROM sentence LEFT JOIN annotation'
    " ON annotation.article = sentence.article AND annotation.start = sentence.start"
    ' AND annotation."end" = sentence."end" AND annotation.layer = 0 AND annotation.person = ?'
    " WHERE sentence.article = ? AND sentence.start"
)


@dataclass(frozen=True, slots=True)
class ArticleNow:
    """Whether an event of this file about a unit of the article is the last step of its fold, to be taken alone.

    That is so while no decision waits in it and it has no gold. In a `plain` article besides, each annotation is the
    fold of the events about its very unit.
    """

    single_steps: bool
    plain: bool


def article_now(connection: sqlite3.Connection, n: int) -> ArticleNow:
    """How events about an article (number) may be folded at this moment."""
    row = connection.execute(
        "SELECT plain, EXISTS (SELECT 1 FROM waiting WHERE article = ?1),"
        " EXISTS (SELECT 1 FROM annotation INDEXED BY annotation_gold WHERE article = ?1 AND layer = 1)"
        " FROM article WHERE n = ?1",
        (n,),
    ).fetchone()
    if row is None:
        return ArticleNow(False, False)
    plain, waits, has_gold = map(bool, row)
    return ArticleNow(not waits and not has_gold, plain and not has_gold)


def units_now(connection: sqlite3.Connection, n: int, units: Iterable[Span], person: int) -> dict[Span, Annotation]:
    """What a person says in the layer main of each of these units. Raises MovedError where one is not there."""
    wanted = set(units)
    found: dict[Span, Annotation] = {}
    if WHOLE in wanted:
        key: Key = (n, *WHOLE, MAIN, person)
        found[WHOLE] = read_annotation(connection, key)
    starts = [start for start, _ in wanted - {WHOLE}]
    if starts:
        first, last = min(starts), max(starts)
        if first == last:
            rows = connection.execute(f"{_SELECT} = ?", (person, n, first)).fetchall()
        else:
            rows = connection.execute(f"{_SELECT} BETWEEN ? AND ?", (person, n, first, last)).fetchall()
        for row in rows:
            if row[:2] in wanted:
                found[row[:2]] = UNTOUCHED if row[2] is None else annotation_from_row(row[2:])
    if gone := wanted - found.keys():
        start, end = min(gone)
        raise MovedError(f"Article {n} has no sentence at {start}-{end} any more.")
    return found
