"""How much of a label a model expects in each article: the mean probability of it in undecided sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from labels.suggest.suggester import Suggester
from labels.suggest.unit import Span, Unit

#: In a long article only this many sentences are used, at equal distances.
MOST = 40


class Reads(Protocol):
    """Reads sentences with the labels before them, and says which have no decision."""

    @property
    def suggester(self) -> Suggester:
        """The model."""

    def undecided(self, article: int) -> Sequence[Span]:
        """The sentences of an article (number) that are not decided."""

    def unit(self, article: int, span: Span) -> Unit | None:
        """A sentence of an article."""


def expected(reads: Reads, articles: Iterable[tuple[int, str]], label: str) -> dict[str, float]:
    """For each article (number and id) what share of its sentences without a decision is expected to have a label (id).

    It is 0 if all are decided.
    """
    return {id: _share(reads, n, label) for n, id in articles}


def _share(reads: Reads, article: int, label: str) -> float:
    spans = reads.undecided(article)
    every = max(1, -(-len(spans) // MOST))
    units = [unit for span in spans[::every] if (unit := reads.unit(article, span)) is not None]
    if not units:
        return 0.0
    said = (reads.suggester.probabilities(unit) for unit in units)
    return sum(p for each in said for labels, p in each.items() if label in labels) / len(units)
