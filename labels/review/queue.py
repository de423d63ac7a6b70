"""Which conflict comes next in a review: in reading order, or the least certain first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from itertools import islice
from typing import Protocol

from labels.projections.gold import GoldReader
from labels.review.likely import Likelihood
from labels.review.rules import conflicts
from labels.values.progress import UNWATCHED, Progress

#: A unit by the number of its article and its start.
Place = tuple[int, int]


class ReviewQueue(Protocol):
    """Knows which units are reviewed, and in which order."""

    @property
    def holds_all(self) -> bool:
        """Whether all units are reviewed."""
        ...

    def holds(self, n: int, start: int) -> bool:
        """Whether a unit is among those that are reviewed."""
        ...

    def after(self, place: Place, open_here: list[int]) -> Place | int | None:
        """The place after this one, or the number of an article to look through; None where nothing is left.

        `open_here` are the starts, in order, of the units that are open in the article of `place`.
        """
        ...


class ReadingOrder:
    """Article by article, as imported, and in an article in the order of the text."""

    def __init__(self, gold: GoldReader, within: Mapping[int, frozenset[int]] | None = None) -> None:
        """Of all units, or of those `within` a query: the starts of its matches by article number."""
        self._gold = gold
        self._within = within

    @property
    def holds_all(self) -> bool:
        """Whether all units are reviewed."""
        return self._within is None

    def holds(self, n: int, start: int) -> bool:
        """Whether a unit is among those that are reviewed."""
        return self._within is None or start in self._within.get(n, frozenset())

    def after(self, place: Place, open_here: list[int]) -> Place | int | None:
        """The place after this one in its article, else the number of the next article with a conflict."""
        n, start = place
        beyond = islice(open_here, bisect_right(open_here, start), None)
        here = next((each for each in beyond if self.holds(n, each)), None)
        if here is not None:
            return n, here
        following = self._gold.next_open_article(n)
        while following is not None and self._within is not None and following not in self._within:
            following = self._gold.next_open_article(following)
        return following


class LeastCertain:
    """First the units whose most likely answer is least likely. The order is fixed at the beginning."""

    def __init__(
        self,
        gold: GoldReader,
        likelihood: Likelihood,
        within: Mapping[int, frozenset[int]] | None = None,
        progress: Progress = UNWATCHED,
    ) -> None:
        """Look through all units once; that may take seconds for a million votes."""
        found: list[tuple[float, int, int]] = []
        for n, span, unit in conflicts(gold.every_unit()):
            if within is None or span[0] in within.get(n, frozenset()):
                answers = likelihood.answers(n, span, unit)
                found.append((answers[0].probability if answers else 0.0, n, span[0]))
                progress.report(len(found), None)
        self._places = [(n, start) for _, n, start in sorted(found)]
        self._number = {place: number for number, place in enumerate(self._places)}

    @property
    def holds_all(self) -> bool:
        """Whether all units are reviewed: here those that were open when it began."""
        return False

    def holds(self, n: int, start: int) -> bool:
        """Whether a unit is among those that are reviewed."""
        return (n, start) in self._number

    def after(self, place: Place, open_here: list[int]) -> Place | int | None:
        """The place after this one; whether it is still open shows when it is reached."""
        number = self._number.get(place, -1) + 1
        return self._places[number] if number < len(self._places) else None
