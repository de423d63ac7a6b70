"""The list of sentences that a query selects, in any order, and what a line of it shows."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import get_args

from labels.browsing.queries import SentenceSort, keep_hits, sorted_hits, title_of
from labels.codebook import Codebook
from labels.projections.articles import text_of
from labels.projections.read import annotation_of
from labels.query import Hit, find, parse_query
from labels.values.annotation import Annotation

SENTENCE_SORTS: tuple[SentenceSort, ...] = get_args(SentenceSort)

_FIRST, _NEXT = 100, 4_000  # sentences: the first part fills a window, the next ones come in bulk
_TEXTS = 16  # articles whose texts stay at hand


def find_sentences(
    connection: sqlite3.Connection,
    annotator: str,
    codebook: Codebook,
    text: str = "",
    *,
    sort: SentenceSort = "place",
    descending: bool = False,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Sequence[Hit]]:
    """The sentences that the query `text` selects, part by part, as soon as they are found.

    `connection` was opened for this search and is not written to; sorted lists are put together beside the
    project. Raises QueryError at once. Ends as soon as `stop` says so.
    """
    query = parse_query(text)
    by_place = sort == "place"
    hits = find(connection, query, annotator, codebook, descending=by_place and descending, stop=stop)
    return _parts(hits) if by_place else _sorted(connection, annotator, hits, sort, descending, stop)


def _parts(hits: Iterator[Hit]) -> Iterator[Sequence[Hit]]:
    size = _FIRST
    while part := list(islice(hits, size)):
        yield part
        size = _NEXT


def _sorted(
    connection: sqlite3.Connection,
    annotator: str,
    hits: Iterator[Hit],
    sort: SentenceSort,
    descending: bool,
    stop: Callable[[], bool],
) -> Iterator[Sequence[Hit]]:
    keep_hits(connection, hits)
    if not stop():
        yield from _parts(map(Hit._make, sorted_hits(connection, annotator, sort, descending)))


@dataclass(frozen=True, slots=True)
class ListedSentence:
    """A line of the list of sentences, as one annotator sees it."""

    hit: Hit
    text: str
    mark: Annotation


class SentenceLines:
    """Reads the lines of sentences; the texts of a few articles stay at hand."""

    def __init__(self, connection: sqlite3.Connection, annotator: str) -> None:
        """Read what `annotator` says of sentences."""
        self._connection = connection
        self._annotator = annotator
        self._texts: OrderedDict[int, str] = OrderedDict()

    def line(self, hit: Hit) -> ListedSentence:
        """The line of a sentence, as it is now."""
        mark = annotation_of(self._connection, hit.article, hit[1:], self._annotator)
        return ListedSentence(hit, self._text(hit.article)[hit.start : hit.stop], mark)

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
