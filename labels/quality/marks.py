"""The marks of several people, folded: units that were marked alike are counted together.

All figures are made from this one table. A pattern is what everybody said of a unit. There are far fewer patterns than
units, so what a figure needs of a pattern is worked out once. Rows are read a lot at a time, so that what is done with
each row is done by the interpreter's own loops.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property
from itertools import compress, count, islice
from operator import ne
from typing import Any, NamedTuple, TypeVar

Labels = tuple[str, ...]

#: Number of a person, number of a label set.
Vote = tuple[int, int]

#: How many rows are read at a time: so few that they stay in the cache of the processor, which halves the time.
_LOT = 500


class Mark(NamedTuple):
    """What one person said of one unit: label ids in any order, none if no label fits. `article` is that of the unit.

    Where units belong to no article, the unit itself stands for it.
    """

    unit: Hashable
    annotator: str
    labels: Labels
    article: Hashable


_Key = TypeVar("_Key", bound=Hashable)


class _Numbers(dict[_Key, int]):
    """Gives each key that is asked for the first time the next number."""

    def __missing__(self, key: _Key) -> int:
        self[key] = number = len(self)
        return number


class Marks:
    """Units, people, articles and label sets by number, and for each unit the numbers of its pattern and article.

    `patterns` have the votes in the order of arrival; a person who marked a unit twice is in its pattern twice.
    """

    def __init__(self, rows: Iterable[Mark | tuple[Any, str, Labels, Any]]) -> None:
        """Read the rows once, in any order; it is fastest if the rows of a unit follow each other.

        Of several rows of one person for one unit the first counts in figures of agreement.
        """
        read = _Reading()
        source = iter(rows)
        # The rows of the last unit of a lot may go on in the next.
        begun: list[Mark | tuple[Any, str, Labels, Any]] = []
        while lot := list(islice(source, _LOT)):
            lot = begun + lot
            last = lot[-1][0]
            start = next((n for n in range(len(lot), 0, -1) if lot[n - 1][0] != last), 0)
            begun = lot[start:]
            read.add(lot[:start])
        read.add(begun)
        read.put_together()
        people, sets = _Numbers[str](), _Numbers[Labels]()
        votes: list[Vote] = [(people[name], sets[tuple(sorted(set(labels)))]) for name, labels in read.votes]
        self.patterns: list[tuple[Vote, ...]] = [tuple(map(votes.__getitem__, each)) for each in read.patterns]
        self.people: list[str] = list(people)
        self.label_sets: list[Labels] = list(sets)
        self.articles: list[Hashable] = list(read.articles)
        self.units: list[Hashable] = list(read.units)
        self.unit_patterns: list[int] = read.unit_patterns
        self.unit_articles: list[int] = read.unit_articles

    @cached_property
    def first_votes(self) -> list[tuple[Vote, ...]]:
        """For each pattern the first vote of every person, by the number of the person."""
        found = []
        for pattern in self.patterns:
            votes = dict(pattern)
            once = pattern if len(votes) == len(pattern) else dict(reversed(pattern)).items()
            found.append(tuple(sorted(once)))
        return found

    @cached_property
    def articles_of(self) -> list[list[int]]:
        """For each pattern the number of the article of each of its units."""
        found: list[list[int]] = [[] for _ in self.patterns]
        for pattern, article in zip(self.unit_patterns, self.unit_articles, strict=True):
            found[pattern].append(article)
        return found

    @cached_property
    def units_of(self) -> list[list[int]]:
        """For each pattern the numbers of its units, in the order of arrival."""
        found: list[list[int]] = [[] for _ in self.patterns]
        for unit, pattern in enumerate(self.unit_patterns):
            found[pattern].append(unit)
        return found


class _Reading:
    """What was read so far. A pattern is a tuple of the numbers of its votes."""

    def __init__(self) -> None:
        self.votes = _Numbers[tuple[str, Labels]]()
        self.patterns = _Numbers[tuple[int, ...]]()
        self.articles = _Numbers[Hashable]()
        self.units: dict[Hashable, int] = {}
        self.unit_patterns: list[int] = []
        self.unit_articles: list[int] = []
        #: Votes on units that were there before: their rows do not follow each other.
        self._scattered: dict[int, tuple[int, ...]] = {}

    def add(self, lot: Sequence[tuple[Any, str, Labels, Any]]) -> None:
        """Take in rows; those of a unit that follow each other at once."""
        if not lot:
            return
        units, annotators, labels, articles = zip(*lot, strict=True)
        votes = tuple(map(self.votes.__getitem__, zip(annotators, labels, strict=True)))
        starts = [0, *compress(count(1), map(ne, islice(units, 1, None), units))]
        names = [units[start] for start in starts]
        said = [votes[start:end] for start, end in zip(starts, [*starts[1:], len(units)], strict=True)]
        numbers = dict(zip(names, count(len(self.units)), strict=False))
        if len(numbers) == len(names) and self.units.keys().isdisjoint(numbers):
            self.units |= numbers
            self.unit_patterns += map(self.patterns.__getitem__, said)
            self.unit_articles += [self.articles[articles[start]] for start in starts]
            return
        for name, spoken, start in zip(names, said, starts, strict=True):
            self._add_run(name, spoken, articles[start])

    def _add_run(self, unit: Hashable, said: tuple[int, ...], article: Hashable) -> None:
        number = self.units.setdefault(unit, len(self.units))
        if number < len(self.unit_patterns):
            self._scattered[number] = self._scattered.get(number, ()) + said
        else:
            self.unit_patterns.append(self.patterns[said])
            self.unit_articles.append(self.articles[article])

    def put_together(self) -> None:
        """Give units whose rows did not follow each other the pattern of all their rows."""
        if not self._scattered:
            return
        said = list(self.patterns)
        whole = _Numbers[tuple[int, ...]]()
        for unit, pattern in enumerate(self.unit_patterns):
            self.unit_patterns[unit] = whole[said[pattern] + self._scattered.get(unit, ())]
        self.patterns = whole
        self._scattered = {}
