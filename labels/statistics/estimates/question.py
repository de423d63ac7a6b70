"""The question for an estimate, and the parts of its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from labels.journal.suggestions import Run

#: Labels that belong to no single annotator: what gold or all who decided say; the mean over all who decided; gold.
AGREED, AVERAGE, GOLD = "agreed", "average", "gold"
OF_NOBODY = (AGREED, AVERAGE, GOLD)

#: The ways to group articles, besides the keys of their metadata. Month and year also give a trend.
BY = ("source", "language", "author", "month", "year")
TIMES = ("month", "year")


@dataclass(frozen=True, slots=True)
class ModelAsked:
    """A run of a model, by its name or the beginning of its hash (`name`), and from what it learnt.

    `held_out`: somebody declares that it learnt from none of the articles. `learnt_from`: the ids of all articles that
    it learnt from, and `where` they were read.
    """

    name: str
    held_out: bool = False
    learnt_from: frozenset[str] | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """The share of sentences that `query` selects by their labels, among those that `of` selects (all without it).

    `by` is one of `BY` or a key of the metadata. `labels` is one of `OF_NOBODY` or the name of an annotator. The
    articles are those of the `samples` by name, or the first of the order that is shuffled with the seed `shuffled`;
    where neither is given, what there is. `model` is a run whose labels help.
    """

    query: str
    of: str = ""
    by: str | None = None
    labels: str = AGREED
    samples: tuple[str, ...] = ()
    shuffled: int | None = None
    model: ModelAsked | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """Articles (by number) of which each had the same probability to be drawn.

    They are `drawn` of `articles`; `everything` are the numbers of these, None where they cannot be told any more.
    """

    name: str
    drawn: tuple[int, ...]
    articles: int
    everything: frozenset[int] | None


@dataclass(frozen=True, slots=True)
class Selection:
    """How articles were drawn, `in_words`, by strata. `is_count`: all of them are decided, so nothing is estimated."""

    in_words: str
    strata: tuple[Drawn, ...]
    is_count: bool = False

    @property
    def drawn(self) -> list[int]:
        """The numbers of all that were drawn."""
        return [n for stratum in self.strata for n in stratum.drawn]

    @property
    def articles(self) -> int:
        """How many articles they stand for."""
        return sum(stratum.articles for stratum in self.strata)

    @property
    def everything(self) -> frozenset[int] | None:
        """The numbers of all articles they stand for; None where these cannot be told."""
        found: set[int] = set()
        for stratum in self.strata:
            if stratum.everything is None:
                return None
            found |= stratum.everything
        return frozenset(found)


#: What a model says of a unit of an article: label ids, none for a unit of which it says nothing.
Predicted = Callable[[int, tuple[int, int]], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ModelUsed:
    """The run that was used, the part of the sentences it says something of, and `why` it may be used, in words."""

    run: Run
    covered: float
    why: str


@dataclass(frozen=True, slots=True)
class Rests:
    """What an estimate rests on: sentences in the articles drawn, how many of them had to be decided, and how many of
    those decisions were made with a suggestion in view.
    """

    sentences: int
    decided: int
    in_view: int
    people: tuple[str, ...] = field(default=())
