"""Finding near-duplicates among the articles of a project, of those only that came since last time."""

from __future__ import annotations

import itertools
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from labels.duplicates.minhash import band_keys, minhash
from labels.duplicates.shingles import likeness, shingles
from labels.duplicates.sketch import looks_unlike, sketch
from labels.project import Project
from labels.projections import near_duplicates as store
from labels.projections.articles import text_of
from labels.sqlite.connection import writing

#: From which likeness on two articles are near-duplicates: four in ten of their runs of three words are the same, as
#: when of two texts of the same length somewhat more than half is. Two updates of one agency report that had only its
#: background in common were measured at 0.44; of pairs of unrelated news reports, one in a thousand reaches 0.03.
ALIKE = 0.4

#: An article is compared with so many others, those that share most keys with it.
_MOST_COMPARED = 20

#: So many articles are compared in one transaction; labellers wait for no longer than it takes.
_AT_ONCE = 50

#: Comparing says nothing in anybody's name.
_NOBODY = "nobody"

#: No more articles than this are kept under one key. Those that share it are near-duplicates of each other almost
#: surely, so that a new one is linked to their group without being compared with every last one of them.
_MOST_UNDER_A_KEY = 20

#: From so many shingles on a text is long: comparing it takes a while, and its sketch tells nearly as much.
_LONG = 500


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Two articles by their numbers, the greater one first, and the share of shingles that they have in common."""

    article: int
    other: int
    similarity: float


def find_near_duplicates(project: Project, known: Known | None = None) -> Iterator[list[NearDuplicate]]:
    """Compare the articles that have not been compared yet with all that have; yields what each lot brought.

    Interrupted, it goes on from there; what it finds depends on the articles and the order of their import only.
    `known` spares whoever calls it again and again looking at the same articles anew.
    """
    known = known or Known(project.connection)
    while store.not_compared(project.connection, 1, known.reached):
        with writing(project.connection) as connection:
            found: list[NearDuplicate] = []
            last = known.reached
            for last, text in store.not_compared(connection, _AT_ONCE, known.reached):
                found += _compare(connection, last, shingles(text), known)
        known.reached = last
        yield found


def known_articles(project: Project) -> Known:
    """The articles that have been compared already, for whoever compares again and again."""
    return Known(project.connection)


def _compare(connection: sqlite3.Connection, n: int, own: frozenset[int], known: Known) -> list[NearDuplicate]:
    """Compare one article with those that it shares keys with, and keep what comes of it."""
    keys = band_keys(minhash(own))
    near = store.most_in_common(connection, keys, len(own) * ALIKE, len(own) / ALIKE, _MOST_COMPARED)
    likely = sorted(near) if len(own) < _LONG else known.likely(n, own, near)
    alike = [(other, round(likeness(own, known.shingles(other)), 4)) for other in likely]
    links = [(other, similarity) for other, similarity in alike if similarity >= ALIKE]
    full = store.full_keys(connection, keys, _MOST_UNDER_A_KEY)
    kept = sorted(key for key in keys if key not in full)
    store.keep_compared(connection, n, len(own), kept, links)
    return [NearDuplicate(max(n, other), min(n, other), similarity) for other, similarity in links]


class Known:
    """What is known of articles that were compared: of many of them a sketch, of some the shingles."""

    _MOST_SKETCHES, _MOST_SHINGLED = 10_000, 64

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Nothing is known yet of what is in the project behind `connection`."""
        # The numbers as an array take a tenth of the memory of a set.
        self.shingles = lru_cache(self._MOST_SHINGLED)(lambda n: array("Q", shingles(text_of(connection, n))))
        self._sketches: dict[int, bytes] = {}
        #: Up to this article all have been compared.
        self.reached = 0

    def likely(self, n: int, own: frozenset[int], near: Iterable[int]) -> list[int]:
        """Those of the articles `near` a long one that may be like it, told by their sketches; its own is kept.

        Reading a long text again to find that it is not takes a hundred times as long.
        """
        ours = self._remembered(n, sketch(own))
        return [other for other in sorted(near) if not looks_unlike(ours, self._sketch(other), ALIKE)]

    def _sketch(self, n: int) -> bytes:
        return self._sketches.get(n) or self._remembered(n, sketch(self.shingles(n)))

    def _remembered(self, n: int, sketch: bytes) -> bytes:
        """The sketch of an article, which takes the place of the oldest if there are many."""
        if len(self._sketches) >= self._MOST_SKETCHES:
            del self._sketches[next(iter(self._sketches))]
        self._sketches[n] = sketch
        return sketch


def bring_up_to_date(path: Path, told: Callable[[int], None] = lambda count: None) -> None:
    """Compare what has not been compared in the project at `path`, which is written to only if there is something.

    `told` hears how many articles are done. Raises ProjectError for a file that would have to be written and may not.
    """
    with Project(path, _NOBODY, write=False) as project:
        if store.all_compared(project.connection):
            return
    with Project(path, _NOBODY) as project:
        for done, _ in enumerate(find_near_duplicates(project), start=1):
            told(done * _AT_ONCE)


def near_duplicates(project: Project) -> Iterator[NearDuplicate]:
    """All near-duplicates found so far, by article as imported, read as they are asked for."""
    return itertools.starmap(NearDuplicate, store.links(project.connection))
