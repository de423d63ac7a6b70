"""How often each label set was given to a unit, whoever gave it: all that most coefficients need of the marks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TypeVar

from labels.quality.aspect import Aspect
from labels.quality.distances import Distance
from labels.quality.marks import Labels, Marks

_Number = TypeVar("_Number", int, float)

#: Label sets, each with how many people gave it to a unit.
Composition = tuple[tuple[Labels, int], ...]


@dataclass(frozen=True, slots=True)
class Compositions:
    """`where[composition]` has the article of each unit that it is found on. The rest are sums for each article:
    `units` all units, `pairable` those with two marks or more, `marks` the marks on these.
    """

    where: dict[Composition, list[int]]
    units: list[int]
    pairable: list[int]
    marks: list[int]


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums for each article, by its number, of one aspect.

    `lost`: 1 - the share of pairs that agree, added up over units. `apart`: the distances between the marks of a unit
    divided by its marks less one, added up. `counts`: how often a value was given to units with two marks or more.
    `shares`: a value's part of the marks of a unit, added up over all units.
    """

    lost: list[float]
    apart: list[float]
    counts: dict[Labels, dict[int, int]]
    shares: dict[Labels, dict[int, float]]


def compositions(marks: Marks) -> Compositions:
    """Fold the patterns of the marks once more, without the people."""
    numbers: dict[tuple[int, ...], int] = {}
    of_pattern = [
        numbers.setdefault(tuple(sorted([labels for _, labels in votes])), len(numbers)) for votes in marks.first_votes
    ]
    articles_of: list[list[int]] = [[] for _ in numbers]
    for number, article in zip(map(of_pattern.__getitem__, marks.unit_patterns), marks.unit_articles, strict=True):
        articles_of[number].append(article)
    found = dict(zip(numbers, articles_of, strict=True))
    sizes: dict[int, Counter[int]] = {}
    for given, articles in found.items():
        sizes.setdefault(len(given), Counter()).update(articles)
    number = len(marks.articles)
    units, pairable, on_these = [0] * number, [0] * number, [0] * number
    for size, counts in sizes.items():
        for article, count in counts.items():
            units[article] += count
            if size > 1:
                pairable[article] += count
                on_these[article] += count * size
    where = {
        tuple((marks.label_sets[each], people) for each, people in Counter(given).items()): articles
        for given, articles in found.items()
    }
    return Compositions(where, units, pairable, on_these)


def sums(table: Compositions, aspect: Aspect) -> Sums:
    """The sums of an aspect. Units of which nothing is compared cost nothing: they only have the value none."""
    articles = len(table.units)
    found = Sums([0.0] * articles, [0.0] * articles, {}, {})
    given: dict[tuple[Labels, int], Counter[int]] = {}
    disagreed: dict[tuple[float, int], Counter[int]] = {}
    for composition, where in table.where.items():
        counts = projected(composition, aspect)
        if aspect.labels is not None and counts.keys() == {()}:
            continue
        marks = sum(counts.values())
        for value, people in counts.items():
            column = given.setdefault((value, marks), Counter())
            for _ in range(people):
                column.update(where)
        if len(counts) > 1:
            lost = 1 - sum(n * (n - 1) for n in counts.values()) / (marks * (marks - 1))
            disagreed.setdefault((lost, marks), Counter()).update(where)
    for (lost, marks), units in disagreed.items():
        for article, number in units.items():
            found.lost[article] += lost * number
            found.apart[article] += lost * marks * number
    _add_up(found, given)
    if aspect.labels is not None:
        _add_none(found, table)
    return found


def projected(composition: Composition, aspect: Aspect) -> dict[Labels, int]:
    """How often each value of an aspect was given to a unit."""
    if aspect.labels is None:
        return dict(composition)
    counts: dict[Labels, int] = {}
    for labels, number in composition:
        value = aspect.of(labels)
        counts[value] = counts.get(value, 0) + number
    return counts


def distances_within(counts: dict[Labels, int], distance: Distance) -> float:
    """The distances between all ordered pairs of marks of a unit, divided by its marks less one."""
    total = sum(counts.values())
    pairs = sum(n * m * distance(one, other) for one, n in counts.items() for other, m in counts.items())
    return pairs / (total - 1)


def _add_up(found: Sums, given: dict[tuple[Labels, int], Counter[int]]) -> None:
    """Counts and shares of how often each value was given to units with so many marks."""
    for (value, marks), column in given.items():
        _add(found.shares, value, {article: number / marks for article, number in column.items()})
        if marks > 1:
            _add(found.counts, value, column)


def _add(columns: dict[Labels, dict[int, _Number]], value: Labels, more: dict[int, _Number]) -> None:
    """Add numbers by article to the column of a value, which may be new."""
    column = columns.setdefault(value, more)
    if column is not more:
        for article, number in more.items():
            column[article] = column.get(article, 0) + number


def _add_none(found: Sums, table: Compositions) -> None:
    """The value none is what the other values leave."""
    given: list[float] = [0.0] * len(table.units)
    counted = [0] * len(table.units)
    for value in found.shares.keys() - {()}:
        for article, share in found.shares[value].items():
            given[article] += share
    for value in found.counts.keys() - {()}:
        for article, count in found.counts[value].items():
            counted[article] += count
    counts = {n: marks - counted[n] for n, marks in enumerate(table.marks) if marks > counted[n]}
    shares = {n: units - given[n] for n, units in enumerate(table.units) if units - given[n] > 1e-9}
    found.counts.pop((), None)
    found.shares.pop((), None)
    if counts:
        found.counts[()] = counts
    if shares:
        found.shares[()] = shares
