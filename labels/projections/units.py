"""Units as they are at the moment of writing: whether they are there, and what an annotator says of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from labels.errors import MovedError
from labels.journal.article_state import WHOLE, Span
from labels.journal.event import MAIN
from labels.projections.annotations import COLUMNS, Key, annotation_from_row, read_annotation
from labels.values.annotation import UNTOUCHED, Annotation

_JOINED = ", ".join(f"annotation.{name.strip()}" for name in COLUMNS.split(","))

_WAITS = "EXISTS (SELECT 1 FROM waiting WHERE article = ?1)"
_HAS_GOLD = "EXISTS (SELECT 1 FROM annotation INDEXED BY annotation_gold WHERE article = ?1 AND layer = 1)"

#: A sentence, facts about its article and the file, and what one person says: one query for a key press.
_SELECT = (
    f'SELECT sentence.start, sentence."end", {_WAITS}, {_HAS_GOLD}, (SELECT max(id) FROM journal), {_JOINED}'
    " FROM sentence LEFT JOIN annotation"
    " ON annotation.article = sentence.article AND annotation.start = sentence.start"
    ' AND annotation."end" = sentence."end" AND annotation.layer = 0 AND annotation.person = ?2'
    " WHERE sentence.article = ?1 AND sentence.start"
)


@dataclass(frozen=True, slots=True)
class ArticleNow:
    """Whether an event of this file about a unit of the article is the last step of its fold, to be taken alone.

    This holds while no decision waits in it. In a `plain` article, each annotation also depends only on the events
    about its own unit. `has_gold` says that something was settled or noted in a review.
    """

    single_steps: bool
    plain: bool
    has_gold: bool


def article_now(connection: sqlite3.Connection, n: int) -> ArticleNow:
    """How events about an article (number) may be folded now."""
    row = connection.execute(f"SELECT plain, {_WAITS}, {_HAS_GOLD} FROM article WHERE n = ?1", (n,)).fetchone()
    if row is None:
        return ArticleNow(False, False, False)
    plain, waits, has_gold = map(bool, row)
    return ArticleNow(not waits, plain and not has_gold, has_gold)


class UnitsNow(NamedTuple):
    """What a person says of some units of an article.

    `single_steps` and `has_gold` as in `ArticleNow`; `newest` is the greatest event id in the file, None where it was
    not read.
    """

    annotations: dict[Span, Annotation]
    single_steps: bool
    has_gold: bool
    newest: bytes | None


def units_now(connection: sqlite3.Connection, n: int, units: Iterable[Span], person: int) -> UnitsNow:
    """What a person says in the layer main of each of these units. Raises MovedError where one is not there."""
    wanted = set(units)
    whole = WHOLE in wanted
    wanted.discard(WHOLE)
    found: dict[Span, Annotation] = {}
    single_steps, has_gold, newest = True, False, None
    for row in _rows(connection, n, wanted, person):
        if row[:2] in wanted:
            found[row[:2]] = UNTOUCHED if row[5] is None else annotation_from_row(row[5:])
            single_steps, has_gold, newest = not row[2], bool(row[3]), row[4]
    if len(found) < len(wanted):
        start, end = min(wanted - found.keys())
        raise MovedError(f"Article {n} has no sentence at {start}-{end} any more.")
    if whole:
        key: Key = (n, *WHOLE, MAIN, person)
        found[WHOLE] = read_annotation(connection, key)
        now = article_now(connection, n)
        single_steps, has_gold = now.single_steps, now.has_gold
    return UnitsNow(found, single_steps, has_gold, newest)


def _rows(connection: sqlite3.Connection, n: int, units: set[Span], person: int) -> list[tuple[Any, ...]]:
    """The rows of all sentences between the first and the last of the units."""
    if len(units) == 1:
        ((start, _),) = units
        return connection.execute(f"{_SELECT} = ?3", (n, person, start)).fetchall()
    if not units:
        return []
    starts = [start for start, _ in units]
    return connection.execute(f"{_SELECT} BETWEEN ?3 AND ?4", (n, person, min(starts), max(starts))).fetchall()
