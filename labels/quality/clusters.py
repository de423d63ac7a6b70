"""What an estimate is made of: articles that were drawn, in strata, and what is known of all articles.

The sentences of an article resemble each other, so an article is what was drawn, and counts as one. Within a stratum
each article had the same probability, `drawn / articles`; the weight of an article is the inverse of that.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from math import fsum
from typing import NamedTuple

Group = Hashable


class Cluster(NamedTuple):
    """An article: how many `sentences`, how many of them belong to the base (`of`), how many of these have it (`has`).

    `has` and `of` are counts, or sums of shares where several people's labels are averaged. The two that are
    `predicted` are the same counts by a model. `group` is what it is told under, `time` its month or year as a number.
    """

    sentences: float
    has: float
    of: float
    predicted_has: float = 0.0
    predicted_of: float = 0.0
    group: Group = None
    time: float | None = None


@dataclass(frozen=True, slots=True)
class Stratum:
    """Articles drawn at random, each with the same probability, out of `articles`; all of them, if they are as many."""

    articles: int
    drawn: Sequence[Cluster]
    name: str = ""

    @property
    def weight(self) -> float:
        """How many articles each that was drawn stands for."""
        return self.articles / len(self.drawn)

    @property
    def left(self) -> float:
        """The part of the articles that was not drawn: the finite population correction."""
        return 1 - len(self.drawn) / self.articles


@dataclass(frozen=True, slots=True)
class Design:
    """Strata, and for a model `everything`: each article of all strata with what the model says of it.

    Where there is no model, `everything` is empty, and what is predicted of articles is not read.
    """

    strata: Sequence[Stratum]
    everything: Sequence[Cluster] = ()
    groups: tuple[Group, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Find the groups in the order of their first article."""
        seen = dict.fromkeys(each.group for stratum in self.strata for each in stratum.drawn)
        object.__setattr__(self, "groups", tuple(seen))

    @property
    def assisted(self) -> bool:
        """Whether a model says something of every article."""
        return bool(self.everything)

    @property
    def complete(self) -> bool:
        """Whether every article was drawn, so that the share is counted and not estimated."""
        return all(stratum.articles == len(stratum.drawn) for stratum in self.strata)


class Basis(NamedTuple):
    """What a figure rests on: articles drawn, in so many strata, with their sentences, base, and how many have it.

    `telling` articles have it somewhere, or lack it somewhere, whichever are fewer.
    """

    articles: int
    strata: int
    sentences: float
    of: float
    has: float
    telling: int


def basis(design: Design, groups: Sequence[Group] | None = None) -> Basis:
    """What the figure of these groups rests on, or that of everything. Articles without a sentence of the base count
    nothing.
    """
    found = [
        [each for each in stratum.drawn if each.of > 0 and (groups is None or each.group in groups)]
        for stratum in design.strata
    ]
    rows = [each for some in found for each in some]
    return Basis(
        len(rows),
        sum(map(bool, found)),
        fsum(each.sentences for each in rows),
        fsum(each.of for each in rows),
        fsum(each.has for each in rows),
        min(sum(each.has > 0 for each in rows), sum(each.has < each.of for each in rows)),
    )
