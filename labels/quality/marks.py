"""The marks of several people, folded: units that were marked alike are counted together.

All figures are made from this one table. A pattern is what everybody said of a unit. There are far fewer patterns than
units, so what a figure needs of a pattern is worked out once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from functools import cached_property
from typing import Any, NamedTuple

Labels = tuple[str, ...]

#: Number of a person, number of a label set.
Vote = tuple[int, int]


class Mark(NamedTuple):
    """What one person said of one unit: label ids in any order, none if no label fits. `article` is that of the unit.

    Where units belong to no article, the unit itself stands for it.
    """

    unit: Hashable
    annotator: str
    labels: Labels
    article: Hashable


class Marks:
    """Units, people, articles and label sets by number, and for each unit the number of its pattern.

    `patterns` have the votes in the order of arrival; a person who marked a unit twice is in its pattern twice.
    `where[pattern]` says how many units of each article have it.
    """

    def __init__(self, rows: Iterable[Mark | tuple[Any, str, Labels, Any]]) -> None:
        """Read the rows once, in any order; it is fastest if rows of a unit follow each other.

        Of several rows of one person for one unit the first counts in figures of agreement.
        """
        raw, self.unit_numbers, self.unit_patterns, articles, self.unit_articles = _read(rows)
        self.articles: list[Hashable] = list(articles)
        self._sets: dict[Labels, int] = {}
        self._people: dict[str, int] = {}
        self.patterns: list[tuple[Vote, ...]] = [self._votes(each) for each in raw]
        self.people: list[str] = list(self._people)
        self.label_sets: list[Labels] = list(self._sets)
        self.where: list[dict[int, int]] = [{} for _ in self.patterns]
        for (article, pattern), units in Counter(zip(self.unit_articles, self.unit_patterns, strict=True)).items():
            self.where[pattern][article] = units

    def _votes(self, raw: tuple[Any, ...]) -> tuple[Vote, ...]:
        """The votes of a pattern as it was read: annotator, labels, annotator, labels and so on."""
        sets, people = self._sets, self._people
        return tuple(
            (people.setdefault(annotator, len(people)), sets.setdefault(tuple(sorted(set(labels))), len(sets)))
            for annotator, labels in zip(raw[::2], raw[1::2], strict=True)
        )

    @property
    def units(self) -> list[Hashable]:
        """All units, by number."""
        return list(self.unit_numbers)

    @cached_property
    def first_votes(self) -> list[tuple[Vote, ...]]:
        """For each pattern the first vote of every person, by the number of the person."""
        return [tuple(sorted(dict(reversed(pattern)).items())) for pattern in self.patterns]

    @cached_property
    def units_of(self) -> list[list[int]]:
        """For each pattern the numbers of its units, in the order of arrival."""
        found: list[list[int]] = [[] for _ in self.patterns]
        for unit, pattern in enumerate(self.unit_patterns):
            found[pattern].append(unit)
        return found


_Read = tuple[dict[tuple[Any, ...], int], dict[Hashable, int], list[int], dict[Hashable, int], list[int]]


def _read(rows: Iterable[tuple[Any, str, Labels, Any]]) -> _Read:
    """Patterns, units, the pattern of each unit, articles, and the article of each unit."""
    patterns: dict[tuple[Any, ...], int] = {}
    units: dict[Hashable, int] = {}
    articles: dict[Hashable, int] = {}
    unit_patterns: list[int] = []
    unit_articles: list[int] = []
    scattered: dict[int, tuple[Any, ...]] = {}

    def keep(unit: Hashable, said: tuple[Any, ...], article: Hashable) -> None:
        number = units.setdefault(unit, len(units))
        if number < len(unit_patterns):
            scattered[number] = scattered.get(number, ()) + said
            return
        unit_patterns.append(patterns.setdefault(said, len(patterns)))
        unit_articles.append(articles.setdefault(article, len(articles)))

    last: Hashable = None
    of: Hashable = None
    said: tuple[Any, ...] = ()
    for unit, annotator, labels, article in rows:
        if unit == last and said:
            said += (annotator, labels)
        else:
            if said:
                keep(last, said, of)
            last, of, said = unit, article, (annotator, labels)
    if said:
        keep(last, said, of)
    if scattered:
        _put_together(patterns, unit_patterns, scattered)
    return patterns, units, unit_patterns, articles, unit_articles


def _put_together(
    patterns: dict[tuple[Any, ...], int], unit_patterns: list[int], scattered: dict[int, tuple[Any, ...]]
) -> None:
    """Give units whose rows did not follow each other the pattern of all their rows."""
    first = list(patterns)
    for unit, said in scattered.items():
        whole = first[unit_patterns[unit]] + said
        unit_patterns[unit] = patterns.setdefault(whole, len(patterns))
