"""The list of sentences that a query selects, in any order, and what a line of it shows."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import get_args

from labels.browsing.queries import SentenceSort, better_labels, keep_hits, sorted_hits, title_of
from labels.codebook import Codebook
from labels.projections.articles import text_of
from labels.projections.read import annotation_of, votes_of
from labels.projections.viewers import viewer_named
from labels.query import Hit, QueryError, Search, find, parse_query
from labels.query.query import asks_of
from labels.values.annotation import Annotation
from labels.values.progress import UNWATCHED, Progress
from labels.values.viewer import Viewer

SENTENCE_SORTS: tuple[SentenceSort, ...] = get_args(SentenceSort)

_FIRST, _NEXT = 100, 4_000  # sentences: the first part fills a window, later parts are larger
_TEXTS = 16  # articles whose texts are kept in memory


@dataclass(frozen=True, slots=True)
class SentenceSearch:
    """What a list of sentences looks for (`text` is a query), and its order, as `annotator` sees it."""

    annotator: str
    text: str = ""
    sort: SentenceSort = "place"
    descending: bool = False


def find_sentences(
    connection: sqlite3.Connection, codebook: Codebook, search: SentenceSearch, progress: Progress = UNWATCHED
) -> Iterator[Sequence[Hit]]:
    """The sentences that `search` selects, part by part, as soon as they are found.

    `connection` was opened for this search and is not written to; lists are sorted in a temporary table. Raises
    QueryError at once. Ends as soon as it is cancelled.
    """
    by_place = search.sort == "place"
    wanted = Search(parse_query(search.text), search.annotator, descending=by_place and search.descending)
    hits = find(connection, codebook, wanted, progress)
    return _parts(hits) if by_place else _sorted(connection, search, hits, progress)


def _parts(hits: Iterator[Hit]) -> Iterator[Sequence[Hit]]:
    size = _FIRST
    while part := list(islice(hits, size)):
        yield part
        size = _NEXT


def _sorted(
    connection: sqlite3.Connection, search: SentenceSearch, hits: Iterator[Hit], progress: Progress
) -> Iterator[Sequence[Hit]]:
    keep_hits(connection, hits)
    if not progress.cancelled():
        found = sorted_hits(connection, search.annotator, search.sort, search.descending)
        yield from _parts(map(Hit._make, found))


@dataclass(frozen=True, slots=True)
class ListedSentence:
    """A line of the list of sentences, as one annotator sees it.

    `better` are the labels (ids) that the model found more probable than those that were given, if that was asked for.
    """

    hit: Hit
    text: str
    annotation: Annotation
    better: tuple[str, ...] = ()


class SentenceLines:
    """Reads the lines of sentences; the texts of a few articles stay in memory."""

    def __init__(self, connection: sqlite3.Connection, annotator: str) -> None:
        """Read what `annotator` says of sentences."""
        self._connection = connection
        self._annotator = annotator
        self._texts: OrderedDict[int, str] = OrderedDict()

    def line(self, hit: Hit, *, doubted: bool = False) -> ListedSentence:
        """The line of a sentence, as it is now; With `doubted`, also the labels that the model found more probable."""
        annotation = annotation_of(self._connection, hit.article, hit[1:], self._annotator)
        better = better_labels(self._connection, hit, self._annotator) if doubted else ()
        return ListedSentence(hit, self._text(hit.article)[hit.start : hit.end], annotation, better)

    def against(self, hit: Hit, codebook: Codebook, text: str) -> str:
        """Why `codebook` contradicts the annotator's decision, in words; empty if the query `text` asks otherwise."""
        if "contradicted" not in text.lower() or not _asks_what_is_contradicted(text):
            return ""
        from labels.query.contradicted import why_contradicted  # few queries ask that

        reader = viewer_named(self._connection, self._annotator)
        found = why_contradicted(self._connection, codebook, hit, self.line(hit).text, reader)
        return "; ".join(why.in_words(codebook) for why in found.get(self._annotator, ()))

    def votes(self, hit: Hit, viewer: Viewer) -> dict[str, Annotation]:
        """The decisions on a sentence that the viewer may read, by the annotator's name."""
        return votes_of(self._connection, hit.article, hit[1:], viewer)

    def title(self, n: int) -> str:
        """What article number `n` is called."""
        return title_of(self._connection, n)

    def _text(self, n: int) -> str:
        if n in self._texts:
            self._texts.move_to_end(n)
            return self._texts[n]
        text = self._texts[n] = text_of(self._connection, n)
        if len(self._texts) > _TEXTS:
            self._texts.popitem(last=False)
        return text


def _asks_what_is_contradicted(text: str) -> bool:
    try:
        return asks_of(parse_query(text), "contradicted")
    except QueryError:
        return False
