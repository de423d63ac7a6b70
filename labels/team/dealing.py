"""Dealing out articles: each to one person or to several, so that everybody has about the same number of sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heapreplace
from itertools import combinations
from typing import Literal

from labels.errors import UsageError
from labels.team.drawing import is_drawn, point

#: Why somebody gets an article: as the only one, as one of several, because everybody gets all of them.
Why = Literal["dealt", "overlap", "everyone"]

#: The purposes of draws, see `labels.team.drawing.point`.
_OVERLAP, _ORDER = "overlap", "order"

#: With more people than this, there are too many pairs to try for each article.
_MANY = 20


@dataclass(frozen=True, slots=True)
class Work:
    """An article to be dealt out: how many sentences it has, and how much whoever began it has done of it, by key."""

    article: str
    sentences: int
    begun: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many articles are done by several: a random `share` (0 to 1) by so many `people`, drawn with `seed`."""

    people: int = 1
    share: float = 1.0
    seed: int = 0

    def check(self, there_are: int) -> None:
        """Raise UsageError where it cannot be done by as many people as there are."""
        if not 1 <= self.people <= there_are:
            raise UsageError(f"An overlap of {self.people} cannot be made of {there_are}. Name as many annotators.")
        if not 0 <= self.share <= 1:
            raise UsageError(f"{self.share} is no share. It lies between 0 and 1.")

    def holds(self, article: str) -> bool:
        """Whether this article is one of those that several do. It depends on the article and the seed only."""
        return self.people > 1 and is_drawn(self.share, self.seed, _OVERLAP, article)


@dataclass(frozen=True, slots=True)
class Gift:
    """One article for one person (a key), and why."""

    article: str
    person: str
    why: Why


def deal(
    work: Iterable[Work], people: Sequence[str], overlap: Overlap | None = None, loads: Mapping[str, int] | None = None
) -> list[Gift]:
    """Every article to one of the people, or to as many as `overlap` says; in the order of article and person.

    `loads` is how many sentences somebody has already. An article that one of the people began goes to the person who
    did most of it. All others are dealt out, the longest first, each to the person with the fewest sentences. If
    nothing is begun or done by several, no two people differ by more than the longest article. Raises UsageError
    without people.
    """
    if not people:
        raise UsageError("Name the annotators who are to get the work.")
    overlap = overlap or Overlap()
    overlap.check(len(people))
    table = _Table(people, loads or {})
    ordered = sorted(work, key=lambda each: (-each.sentences, point(overlap.seed, _ORDER, each.article), each.article))
    several = [each for each in ordered if overlap.holds(each.article)]
    single = [each for each in ordered if not overlap.holds(each.article)]
    begun = [each for each in single if table.who_began(each)]
    given = [Gift(each.article, who, "overlap") for each in several for who in table.give(each, overlap.people)]
    given += [Gift(each.article, who, "dealt") for each in begun for who in table.give(each, 1)]
    given += table.give_each_to_one([each for each in single if not table.who_began(each)])
    return sorted(given, key=lambda gift: (gift.article, people.index(gift.person)))


def give_to_everyone(work: Iterable[Work], people: Sequence[str]) -> list[Gift]:
    """Every article to all of the people. Raises UsageError without people."""
    if not people:
        raise UsageError("Name the annotators who are to get the work.")
    return [Gift(article, who, "everyone") for article in sorted(each.article for each in work) for who in people]


class _Table:
    """How many sentences each person has, and each pair of people has in common."""

    def __init__(self, people: Sequence[str], loads: Mapping[str, int]) -> None:
        self._people = people
        self._loads = {who: loads.get(who, 0) for who in people}
        self._together: Counter[tuple[str, str]] = Counter()

    def who_began(self, work: Work) -> str | None:
        """Whoever of the people did most of an article; None if nobody began it."""
        begun = [who for who in self._people if work.begun.get(who)]
        return max(begun, key=lambda who: (work.begun[who], -self._people.index(who)), default=None)

    def give(self, work: Work, count: int) -> list[str]:
        """Give an article to so many people: those who have the fewest sentences in common, then the fewest at all."""
        first = self.who_began(work)
        chosen = [first] if first else []
        if count > 1 and not chosen and len(self._people) > _MANY:
            chosen = [min(self._people, key=self._loads.__getitem__)]
        elif count > 1 and not chosen:
            chosen = min((list(pair) for pair in combinations(self._people, 2)), key=self._cost)
        while len(chosen) < count:
            others = [who for who in self._people if who not in chosen]
            chosen.append(min(others, key=lambda who: self._cost([*chosen, who])))
        for who in chosen:
            self._loads[who] += work.sentences
        for one, other in combinations(chosen, 2):
            self._together[one, other] += work.sentences
            self._together[other, one] += work.sentences
        return chosen

    def give_each_to_one(self, works: Iterable[Work]) -> list[Gift]:
        """Give each article to whoever has the fewest sentences."""
        waiting = [(self._loads[who], place, who) for place, who in enumerate(self._people)]
        heapify(waiting)
        given = []
        for work in works:
            load, place, who = waiting[0]
            heapreplace(waiting, (load + work.sentences, place, who))
            given.append(Gift(work.article, who, "dealt"))
        return given

    def _cost(self, chosen: Sequence[str]) -> tuple[int, int]:
        common = sum(self._together[pair] for pair in combinations(chosen, 2))
        return common, sum(self._loads[who] for who in chosen)
