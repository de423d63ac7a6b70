"""Progress by article: how many are finished, begun and untouched, and where in the project the work is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from labels.projections.read import Progress

#: At most this many begun articles are named.
NAMED = 12


@dataclass(frozen=True, slots=True)
class ArticleCounts:
    """One annotator's articles. An article without sentences asks for nothing and is finished.

    `begun` are the numbers of the articles with some but not all sentences decided, with their progress, the
    most advanced first, at most NAMED of them. `strip` is the decided share, 0 to 1, of equal parts of the
    project in the order of import.
    """

    finished: int
    in_progress: int
    untouched: int
    begun: tuple[tuple[int, Progress], ...]
    strip: tuple[float, ...]


def article_counts(progress: Iterable[tuple[int, Progress]], parts: int = 60) -> ArticleCounts:
    """Count articles by how far they are; `progress` holds each article's number with one annotator's progress."""
    every = list(progress)
    begun = [(n, each) for n, each in every if each.decided and each.undecided > 0]
    finished = sum(each.undecided <= 0 for _, each in every)
    begun.sort(key=lambda item: (-item[1].decided / item[1].sentences, item[0]))
    untouched = len(every) - finished - len(begun)
    return ArticleCounts(finished, len(begun), untouched, tuple(begun[:NAMED]), tuple(_strip(every, parts)))


def _strip(every: Sequence[tuple[int, Progress]], parts: int) -> Iterable[float]:
    """Shares of sentences, not of articles: a long article weighs what it is."""
    parts = min(parts, len(every))
    for part in range(parts):
        some = every[part * len(every) // parts : (part + 1) * len(every) // parts]
        sentences = sum(each.sentences for _, each in some)
        yield sum(each.decided for _, each in some) / sentences if sentences else 1.0
