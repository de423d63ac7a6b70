"""Finding near-duplicates among the articles of a project, comparing only those that arrived since last time."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from labels.article import ArticleNumber
from labels.duplicates.minhash import band_keys, minhash
from labels.duplicates.shingles import likeness, shingles
from labels.duplicates.sketch import looks_unlike, sketch
from labels.projections.near_duplicates import NearDuplicateStore
from labels.projections.project_reader import ProjectReader

if TYPE_CHECKING:
    from labels.open_project import OpenProject

#: The similarity from which two articles are near-duplicates: four in ten of their runs of three words are the same, as
#: when of two texts of the same length somewhat more than half is. Two updates of one agency report that had only its
#: background in common were measured at 0.44; of pairs of unrelated news reports, one in a thousand reaches 0.03.
ALIKE = 0.4

#: An article is compared with at most this many others: those that share most keys with it.
_MOST_COMPARED = 20

#: How many articles are compared in one transaction; annotators wait for no longer than it takes.
AT_ONCE = 50

#: No more articles than this are kept under one key. Those that share it are near-duplicates of each other almost
#: surely, so that a new one is linked to their group without being compared with all of them.
_MOST_UNDER_A_KEY = 20

#: From this many shingles on a text is long: comparing it takes a while, and its sketch tells nearly as much.
_LONG = 500


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Two articles by their numbers, the greater one first, and the share of shingles that they have in common."""

    article_number: ArticleNumber
    other_number: ArticleNumber
    similarity: float


def find_near_duplicates(project: OpenProject, known: Known | None = None) -> Iterator[list[NearDuplicate]]:
    """Compare the articles that have not been compared yet with all that have; yields what each batch brought.

    After an interruption it goes on from there; what it finds depends on the articles and the order of their import
    only. Pass the same `known` to several calls, so that no article is read again.
    """
    store = project.near_duplicates
    known = known or Known(project.reader)
    while store.not_compared(1, known.reached):
        with store.writing():
            found: list[NearDuplicate] = []
            last = known.reached
            for last, text in store.not_compared(AT_ONCE, known.reached):
                found += _compare(store, last, shingles(text), known)
        known.reached = last
        yield found


def _compare(store: NearDuplicateStore, n: int, own: frozenset[int], known: Known) -> list[NearDuplicate]:
    """Compare one article with those that it shares keys with, and save the result."""
    ordered = sorted(own)
    keys = band_keys(minhash(ordered))
    near = store.most_in_common(keys, len(own) * ALIKE, len(own) / ALIKE, _MOST_COMPARED)
    likely = sorted(near) if len(own) < _LONG else known.likely(n, ordered, near)
    alike = [(other, round(likeness(own, known.shingles(other)), 4)) for other in likely]
    links = [(other, similarity) for other, similarity in alike if similarity >= ALIKE]
    full = store.full_keys(keys, _MOST_UNDER_A_KEY)
    kept = sorted(key for key in keys if key not in full)
    store.keep_compared(n, len(own), kept, links)
    return [
        NearDuplicate(ArticleNumber(max(n, other)), ArticleNumber(min(n, other)), similarity)
        for other, similarity in links
    ]


class Known:
    """What is stored about articles that were compared: a sketch of many of them, the shingles of some."""

    _MOST_SKETCHES, _MOST_SHINGLED = 10_000, 64

    def __init__(self, reader: ProjectReader) -> None:
        """Nothing is known yet of the articles that `reader` reads."""
        # The numbers as an array take a tenth of the memory of a set.
        self.shingles = lru_cache(self._MOST_SHINGLED)(lambda n: array("Q", shingles(reader.text_of(n))))
        self._sketches: dict[int, bytes] = {}
        #: Up to this article all have been compared.
        self.reached = 0

    def likely(self, n: int, own: Sequence[int], near: Iterable[int]) -> list[int]:
        """Those of the articles `near` a long one that may be like it, by their sketches; its own is kept.

        `own` are its shingles in ascending order.

        Reading a long text again to find that it is not takes a hundred times as long.
        """
        ours = self._remembered(n, sketch(own))
        return [other for other in sorted(near) if not looks_unlike(ours, self._sketch(other), ALIKE)]

    def _sketch(self, n: int) -> bytes:
        return self._sketches.get(n) or self._remembered(n, sketch(sorted(self.shingles(n))))

    def _remembered(self, n: int, sketch: bytes) -> bytes:
        """The sketch of an article, which takes the place of the oldest if there are many."""
        if len(self._sketches) >= self._MOST_SKETCHES:
            del self._sketches[next(iter(self._sketches))]
        self._sketches[n] = sketch
        return sketch


def near_duplicates(project: OpenProject) -> Iterator[NearDuplicate]:
    """All near-duplicates found so far, by article as imported, read as they are asked for."""
    return (
        NearDuplicate(ArticleNumber(article), ArticleNumber(other), similarity)
        for article, other, similarity in project.near_duplicates.links()
    )
