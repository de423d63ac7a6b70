"""The access paths to the sentences that a condition selects: the indexes that list them in text order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from labels.query.conditions import MAIN, Condition, FullText, Labelled, Marked, Sized
from labels.query.scan_range import ScanRange
from labels.query.sql import Sql, all_of
from labels.sqlite.full_text import SHIFT

#: What one row costs, in microseconds, by where it comes from. Measured by tests/benchmarks/queries.py.
SCAN_COST, LABEL_COST, MARK_COST, SORTED_COST, WORD_COST = 0.2, 0.1, 0.2, 0.3, 0.5

_WORDS = (
    f"sentence_words AS w CROSS JOIN sentence AS s ON s.article = w.rowid / {SHIFT} AND s.start = w.rowid % {SHIFT}"
)

#: SQLite's name for the primary key of `annotation`, which is the order of the text.
_BY_PLACE = "sqlite_autoindex_annotation_1"

#: What the partial indexes hold; and indexes in another order than that of the text.
_HELD = {
    "annotation_flagged": "flagged",
    "annotation_noted": "note <> ''",
    "annotation_carried": "carried",
    "annotation_skipped": "status = 'skipped'",
}
_SORTING = ("annotation_decided_at", "annotation_seconds")


@dataclass(frozen=True, slots=True)
class AccessPath:
    """Rows `s` FROM `source` WHERE `where`, ordered by `order`, each costing about `cost` microseconds.

    `probe` selects the article numbers of at least these rows, for an estimate. `answers` is the condition that then
    needs no further test. `sorts` is for an index in another order than that of the text. If a path `repeats`, a
    sentence comes once for each annotator.
    """

    source: str
    where: Sql
    order: str
    probe: Sql
    cost: float
    answers: Condition | None = None
    sorts: bool = False
    repeats: bool = False


def access_paths(condition: Condition, reach: ScanRange) -> Iterator[AccessPath]:
    """The indexes that lead to what a condition selects."""
    match condition:
        case Labelled(wanted=True):
            yield _by_label(condition, reach)
        case Marked(wanted=True):
            yield from _by_mark(condition, reach)
        case FullText(wanted=True):
            yield _by_words(condition, reach)
        case Sized():
            yield _by_length(condition, reach)


def every_sentence(reach: ScanRange, gates: Sql) -> AccessPath:
    """Through all sentences of the articles that pass the gates."""
    order = f"a.n {reach.order}, s.start {reach.order}"
    return AccessPath(
        "article AS a CROSS JOIN sentence AS s ON s.article = a.n",
        all_of([reach.articles("a.n"), gates, reach.places()]),
        order,
        _probe("article FROM sentence", Sql("1"), reach),
        SCAN_COST,
    )


def _by_label(condition: Labelled, reach: ScanRange) -> AccessPath:
    several = len(condition.labels) > 1  # then they come one label after the other
    found = condition.is_it
    return AccessPath(
        "annotation_label AS s",
        all_of([condition.source, reach.articles("s.article"), reach.places()]),
        f"s.article {reach.order}, s.start {reach.order}",
        Sql(f"SELECT article FROM annotation_label WHERE {found.text}", found.values)
        if several
        else _probe("article FROM annotation_label", found, reach),
        SORTED_COST if several else LABEL_COST,
        condition,
        sorts=several,
        repeats=several or condition.who.person is None,
    )


def _by_mark(condition: Marked, reach: ScanRange) -> Iterator[AccessPath]:
    where = all_of([condition.source, reach.articles("s.article"), reach.places()])
    order = f"s.article {reach.order}, s.start {reach.order}"
    yield AccessPath(
        f"annotation AS s INDEXED BY {_BY_PLACE}",
        where,
        order,
        _probe(f"article FROM annotation INDEXED BY {_BY_PLACE}", Sql("1"), reach),
        MARK_COST,
        condition,
        repeats=condition.who.person is None,
    )
    for index in dict.fromkeys(clause.index for clause in condition.clauses if clause.index):
        sorts = index in _SORTING
        found = all_of([MAIN, *(clause.test for clause in condition.clauses if clause.index == index)])
        table = f"annotation INDEXED BY {index}"
        yield AccessPath(
            f"annotation AS s INDEXED BY {index}",
            where,
            order,
            Sql(f"SELECT article FROM {table} WHERE {found.text}", found.values)
            if sorts
            else _probe(f"article FROM {table}", all_of([MAIN, Sql(_HELD[index])]), reach),
            SORTED_COST if sorts else MARK_COST + 0.5,
            condition,
            sorts,
            condition.who.person is None,
        )


def _by_length(condition: Sized, reach: ScanRange) -> AccessPath:
    found = condition.test
    return AccessPath(
        "sentence AS s INDEXED BY sentence_length",
        all_of([found, reach.articles("s.article"), reach.places()]),
        f"s.article {reach.order}, s.start {reach.order}",
        Sql(f"SELECT article FROM sentence AS s INDEXED BY sentence_length WHERE {found.text}", found.values),
        SORTED_COST,
        condition,
        sorts=True,
    )


def _by_words(condition: FullText, reach: ScanRange) -> AccessPath:
    match = Sql("sentence_words MATCH ?", (condition.expression,))
    where = all_of([Sql(f"w.{match.text}", match.values), reach.rowids("w.rowid")])
    ordered = all_of([match, reach.rowids("rowid")])
    return AccessPath(
        _WORDS,
        Sql(where.text, where.values) if reach.only is None else all_of([where, reach.articles("s.article")]),
        f"w.rowid {reach.order}",
        Sql(
            f"SELECT rowid / {SHIFT} AS article FROM sentence_words WHERE {ordered.text} ORDER BY rowid {reach.order}",
            ordered.values,
        ),
        WORD_COST,
        condition,
    )


def _probe(what: str, condition: Sql, reach: ScanRange) -> Sql:
    where = all_of([condition, reach.articles("article")])
    return Sql(f"SELECT {what} WHERE {where.text} ORDER BY article {reach.order}, start {reach.order}", where.values)
