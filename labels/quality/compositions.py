"""How often each label set was given to a unit, whoever gave it: all that most coefficients need of the marks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from labels.quality.aspect import Aspect
from labels.quality.distances import Distance
from labels.quality.marks import Labels, Marks

#: Label sets, each with how many people gave it to a unit.
Composition = tuple[tuple[Labels, int], ...]


@dataclass(frozen=True, slots=True)
class Compositions:
    """`where[composition]` says in which articles it is found, and in how many of their units. The rest are sums for
    each article: `units` all units, `pairable` those with two marks or more, `marks` the marks on these.
    """

    where: dict[Composition, list[tuple[int, int]]]
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
    kinds = [
        numbers.setdefault(tuple(sorted([labels for _, labels in votes])), len(numbers)) for votes in marks.first_votes
    ]
    articles = len(marks.articles)
    units, pairable, on_these = [0] * articles, [0] * articles, [0] * articles
    where: dict[Composition, list[tuple[int, int]]] = {}
    for given, found in zip(numbers, marks.by_article(kinds, len(numbers)), strict=True):
        where[tuple((marks.label_sets[each], people) for each, people in Counter(given).items())] = found
        for article, number in found:
            units[article] += number
            if len(given) > 1:
                pairable[article] += number
                on_these[article] += number * len(given)
    return Compositions(where, units, pairable, on_these)


def sums(table: Compositions, aspect: Aspect) -> Sums:
    """The sums of an aspect. Units of which nothing is compared cost nothing: they only have the value none."""
    articles = len(table.units)
    found = Sums([0.0] * articles, [0.0] * articles, {}, {})
    given: dict[tuple[Labels, int], dict[int, int]] = {}
    for composition, where in table.where.items():
        counts = projected(composition, aspect)
        if aspect.labels is not None and counts.keys() == {()}:
            continue
        marks = sum(counts.values())
        for value, people in counts.items():
            column = given.setdefault((value, marks), {})
            for article, units in where:
                column[article] = column.get(article, 0) + units * people
        if len(counts) > 1:
            lost = 1 - sum(n * (n - 1) for n in counts.values()) / (marks * (marks - 1))
            for article, units in where:
                found.lost[article] += units * lost
                found.apart[article] += units * lost * marks
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


def _add_up(found: Sums, given: dict[tuple[Labels, int], dict[int, int]]) -> None:
    """Counts and shares of how often each value was given to units with so many marks."""
    for (value, marks), column in given.items():
        shares = found.shares.setdefault(value, {})
        for article, number in column.items():
            shares[article] = shares.get(article, 0.0) + number / marks
        if marks < 2:
            continue
        if value not in found.counts:
            found.counts[value] = column
            continue
        counts = found.counts[value]
        for article, number in column.items():
            counts[article] = counts.get(article, 0) + number


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
