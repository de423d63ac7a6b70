"""The marks of several people, folded: units that were marked alike are counted together.

All figures are made from this one table. A pattern is what everybody said about a unit. There are far fewer patterns
than units, so what a figure needs from a pattern is computed once. Rows are read in batches, so that the interpreter's
own loops handle them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property
from itertools import compress, count, islice
from operator import lt, ne
from typing import Any, NamedTuple, TypeVar

Labels = tuple[str, ...]

#: Number of a person, number of a label set.
Vote = tuple[int, int]

#: How many rows are read at a time. So few rows stay in the cache of the processor, which halves the time.
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
        while lot := list(islice(source, _LOT)):
            read.add(lot)
        read.end()
        people, sets = _Numbers[str](), _Numbers[Labels]()
        votes: list[Vote] = [(people[name], sets[tuple(sorted(set(labels)))]) for name, labels in read.votes]
        self.patterns: list[tuple[Vote, ...]] = [tuple(map(votes.__getitem__, each)) for each in read.patterns]
        self.people: list[str] = list(people)
        self.label_sets: list[Labels] = list(sets)
        self.articles: list[Hashable] = list(read.articles)
        self.units: list[Hashable] = read.units
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
    """What was read so far. A pattern is a tuple of the numbers of its votes.

    While units come in ascending order, as from a project, none can have come before, and no unit is looked up.
    """

    def __init__(self) -> None:
        self.votes = _Numbers[tuple[str, Labels]]()
        self.patterns = _Numbers[tuple[int, ...]]()
        self.articles = _Numbers[Hashable]()
        self.units: list[Any] = []
        self.unit_patterns: list[int] = []
        self.unit_articles: list[int] = []
        #: The last unit that was read, with its votes so far and its article: its rows may go on.
        self._held: tuple[Any, tuple[int, ...], Hashable] | None = None
        #: The numbers of the units, once they come in any order; None until then.
        self._numbers: dict[Hashable, int] | None = None
        #: Votes on units that were there before: their rows do not follow each other.
        self._scattered: dict[int, tuple[int, ...]] = {}

    def add(self, lot: Sequence[tuple[Any, str, Labels, Any]]) -> None:
        """Take in rows; those of a unit that follow each other at once."""
        units, annotators, labels, articles = zip(*lot, strict=True)
        votes = tuple(map(self.votes.__getitem__, zip(annotators, labels, strict=True)))
        starts = [0, *compress(count(1), map(ne, islice(units, 1, None), units))]
        names = [units[start] for start in starts]
        said = [votes[start:end] for start, end in zip(starts, [*starts[1:], len(units)], strict=True)]
        of = [articles[start] for start in starts]
        if self._held is not None:
            unit, spoken, article = self._held
            if unit == names[0]:
                said[0], of[0] = spoken + said[0], article
            else:
                names.insert(0, unit)
                said.insert(0, spoken)
                of.insert(0, article)
        self._held = names.pop(), said.pop(), of.pop()
        if names:
            self._take(names, said, of)

    def end(self) -> None:
        """There are no more rows."""
        if self._held is not None:
            unit, spoken, article = self._held
            self._take([unit], [spoken], [article])
        self._put_together()

    def _take(self, names: Sequence[Any], said: Sequence[tuple[int, ...]], articles: Sequence[Hashable]) -> None:
        """Take in units with all their votes that followed each other, and the article of each."""
        if self._numbers is None and not self._ascend(names):
            self._numbers = dict(zip(self.units, count(), strict=False))
        if self._numbers is not None and not self._are_new(names, self._numbers):
            for name, spoken, article in zip(names, said, articles, strict=True):
                self._take_one(self._numbers, name, spoken, article)
            return
        self.units += names
        self.unit_patterns += map(self.patterns.__getitem__, said)
        self.unit_articles += map(self.articles.__getitem__, articles)

    def _ascend(self, names: Sequence[Any]) -> bool:
        """Whether units ascend, and come after all that were read."""
        try:
            after = not self.units or self.units[-1] < names[0]
            return after and all(map(lt, names, islice(names, 1, None)))
        except TypeError:  # they have no order
            return False

    def _are_new(self, names: Sequence[Hashable], numbers: dict[Hashable, int]) -> bool:
        """Whether no unit came before, or comes twice; then they are numbered."""
        found = dict(zip(names, count(len(self.units)), strict=False))
        if len(found) < len(names) or not numbers.keys().isdisjoint(found):
            return False
        numbers |= found
        return True

    def _take_one(self, numbers: dict[Hashable, int], unit: Hashable, said: tuple[int, ...], article: Hashable) -> None:
        number = numbers.setdefault(unit, len(self.units))
        if number < len(self.units):
            self._scattered[number] = self._scattered.get(number, ()) + said
        else:
            self.units.append(unit)
            self.unit_patterns.append(self.patterns[said])
            self.unit_articles.append(self.articles[article])

    def _put_together(self) -> None:
        """Give units whose rows did not follow each other the pattern of all their rows."""
        if not self._scattered:
            return
        said = list(self.patterns)
        whole = _Numbers[tuple[int, ...]]()
        for unit, pattern in enumerate(self.unit_patterns):
            self.unit_patterns[unit] = whole[said[pattern] + self._scattered.get(unit, ())]
        self.patterns = whole
        self._scattered = {}
