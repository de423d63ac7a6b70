"""Progress by article: how many are finished, begun and untouched, and where in the project the work is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import NamedTuple

#: At most this many begun articles are named.
NAMED = 12


class ArticleProgress(NamedTuple):
    """How many of the sentences of an article (its number) an annotator has decided."""

    n: int
    sentences: int
    decided: int


@dataclass(frozen=True, slots=True)
class ArticleCounts:
    """One annotator's articles. An article without sentences counts as finished.

    `begun` are those with some but not all sentences decided, the most advanced first, at most NAMED of them. `strip`
    is the decided share, 0 to 1, of equal parts of the project in the order of import.
    """

    finished: int
    in_progress: int
    untouched: int
    begun: tuple[ArticleProgress, ...]
    strip: tuple[float, ...]


def article_counts(progress: Iterable[tuple[int, int, int]], parts: int = 60) -> ArticleCounts:
    """Count articles by how far they are; `progress` has number, sentences and decided sentences of each."""
    every = list(progress)
    finished = sum(decided >= sentences for _, sentences, decided in every)
    begun = [ArticleProgress(*each) for each in every if 0 < each[2] < each[1]]
    untouched = len(every) - finished - len(begun)
    named = nsmallest(NAMED, begun, key=lambda each: (-each.decided / each.sentences, each.n))
    return ArticleCounts(finished, len(begun), untouched, tuple(named), tuple(_strip(every, parts)))


def _strip(every: Sequence[tuple[int, int, int]], parts: int) -> Iterable[float]:
    """Shares of sentences, not of articles, so a long article counts more."""
    parts = min(parts, len(every))
    for part in range(parts):
        some = every[part * len(every) // parts : (part + 1) * len(every) // parts]
        sentences = sum(each[1] for each in some)
        yield sum(each[2] for each in some) / sentences if sentences else 1.0
