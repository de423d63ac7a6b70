"""The sentences that a query selects, with their texts, and their annotations article by article."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from labels.codebook import Codebook
from labels.projections.articles import ArticleRow, article_numbered, sentences_of, text_of
from labels.projections.read import all_annotations_of
from labels.query.find import find
from labels.query.names import reader_of
from labels.query.pages import Hit
from labels.query.query import asks_of
from labels.query.search import Search
from labels.sentence import Sentence
from labels.values.annotation import Annotation
from labels.values.progress import UNWATCHED, Progress
from labels.values.viewer import Viewer

if TYPE_CHECKING:
    from labels.codebook.contradictions import Contradiction


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that a query selected: its article, and the annotations of it by annotator, as far as one may read.

    Where the query asks for what is contradicted, `contradicted` has why each annotator's decision is.
    """

    article: ArticleRow
    sentence: Sentence
    annotations: dict[str, Annotation]
    contradicted: dict[str, list[Contradiction]] = field(default_factory=dict)


def sentences_found(
    connection: sqlite3.Connection, codebook: Codebook, search: Search, progress: Progress = UNWATCHED
) -> Iterator[Found]:
    """What `labels.query.find` finds, in the same order, as sentences. Raises QueryError at once."""
    reader = reader_of(connection, search)
    found = _found(connection, find(connection, codebook, search, progress), reader)
    return _with_reasons(connection, codebook, found, reader) if asks_of(search.query, "contradicted") else found


def _with_reasons(
    connection: sqlite3.Connection, codebook: Codebook, found: Iterator[Found], reader: Viewer
) -> Iterator[Found]:
    from labels.query.contradicted import why_contradicted  # few queries ask that

    for each in found:
        place = (each.article.n, each.sentence.start, each.sentence.end)
        yield replace(each, contradicted=why_contradicted(connection, codebook, place, each.sentence.text, reader))


def _found(connection: sqlite3.Connection, hits: Iterator[Hit], reader: Viewer) -> Iterator[Found]:
    page: _Article | None = None
    for hit in hits:
        if page is None or page.row.n != hit.article:
            page = _Article(connection, hit.article, reader)
        sentence = page.sentence(hit)
        if sentence is not None:  # else it was split or joined since it was found
            yield Found(page.row, sentence, page.annotations.get((hit.start, hit.end), {}))


class _Article:
    """An article with what is needed to show its sentences."""

    def __init__(self, connection: sqlite3.Connection, n: int, reader: Viewer) -> None:
        row = article_numbered(connection, n)
        assert row is not None, "articles are never taken out"
        self.row = row
        self._text = text_of(connection, n)
        cuts = sentences_of(connection, n)
        self._places = {(cut.start, cut.end): (position, cut.paragraph) for position, cut in enumerate(cuts)}
        self.annotations: dict[tuple[int, int], dict[str, Annotation]] = {}
        for (start, end, annotator), annotation in all_annotations_of(connection, n, reader).items():
            self.annotations.setdefault((start, end), {})[annotator] = annotation

    def sentence(self, hit: Hit) -> Sentence | None:
        """The sentence of a hit, if it is still there."""
        place = self._places.get((hit.start, hit.end))
        if place is None:
            return None
        position, paragraph = place
        text = self._text[hit.start : hit.end]
        return Sentence(self.row.id, hit.start, hit.end, paragraph, position, text)
