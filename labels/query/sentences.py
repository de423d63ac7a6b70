"""The sentences that a query selects, with their texts, and their annotations article by article."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from labels.codebook import Codebook
from labels.projections.articles import ArticleRow, article_numbered, sentences_of, text_of
from labels.projections.read import all_annotations_of
from labels.query.find import find
from labels.query.pages import Hit
from labels.query.query import Query
from labels.sentence import Sentence
from labels.values.annotation import Annotation


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that a query selected: its article, and everyone's annotations of it by annotator."""

    article: ArticleRow
    sentence: Sentence
    marks: dict[str, Annotation]


def sentences_found(
    connection: sqlite3.Connection,
    query: Query,
    viewer: str | None,
    codebook: Codebook,
    *,
    limit: int | None = None,
    told: Callable[[int], None] = lambda seen: None,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Found]:
    """What `labels.query.find` finds, in the same order, as sentences. Raises QueryError at once."""
    return _found(connection, find(connection, query, viewer, codebook, limit=limit, told=told, stop=stop))


def _found(connection: sqlite3.Connection, hits: Iterator[Hit]) -> Iterator[Found]:
    page: _Article | None = None
    for hit in hits:
        if page is None or page.row.n != hit.article:
            page = _Article(connection, hit.article)
        sentence = page.sentence(hit)
        if sentence is not None:  # else it was split or joined since it was found
            yield Found(page.row, sentence, page.marks.get((hit.start, hit.stop), {}))


class _Article:
    """An article with what is needed to show its sentences."""

    def __init__(self, connection: sqlite3.Connection, n: int) -> None:
        row = article_numbered(connection, n)
        assert row is not None, "articles are never taken out"
        self.row = row
        self._text = text_of(connection, n)
        cuts = sentences_of(connection, n)
        self._places = {(cut.start, cut.end): (position, cut.paragraph) for position, cut in enumerate(cuts)}
        self.marks: dict[tuple[int, int], dict[str, Annotation]] = {}
        for (start, stop, annotator), mark in all_annotations_of(connection, n).items():
            self.marks.setdefault((start, stop), {})[annotator] = mark

    def sentence(self, hit: Hit) -> Sentence | None:
        """The sentence of a hit, if it is still there."""
        place = self._places.get((hit.start, hit.stop))
        if place is None:
            return None
        position, paragraph = place
        text = self._text[hit.start : hit.stop]
        return Sentence(self.row.id, hit.start, hit.stop, paragraph, position, text)
