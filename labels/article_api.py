"""Articles and sentences from a script: add, list and find them, and read their annotations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from labels.annotation_api import AnnotationApi
from labels.article import Article
from labels.decision import Incoming
from labels.errors import ReadingError
from labels.journal.history import Entry
from labels.journal.journal_reader import JournalReader
from labels.journal.text import fault_in_article
from labels.projections.articles import ArticleRow
from labels.projections.project_reader import ProjectReader
from labels.sentence import Sentence
from labels.values.annotation import Annotation

if TYPE_CHECKING:
    from labels.journal.ingest import Ingested
    from labels.query.searcher import Searcher
    from labels.segmentation import CutResult


class ArticleApi:
    """The articles of one open project. Sentences are values or ids."""

    def __init__(
        self,
        reader: ProjectReader,
        events: JournalReader,
        units: AnnotationApi,
        ingest: Callable[[Iterable[Incoming]], list[Ingested]],
        searcher: Callable[[], Searcher],
    ) -> None:
        """`units` looks up ids, `ingest` writes; `searcher` is called only where something is searched."""
        self._reader = reader
        self._events = events
        self._units = units
        self._ingest = ingest
        self._searcher = searcher

    def add(
        self, article: Article | str, *, title: str | None = None, language: str | None = None, layout: str = "auto"
    ) -> str:
        """Add an article (a text will do), cut into sentences; returns its id. A known text is left as it is.

        Raises ReadingError for an article that holds no sentence or cannot be stored.
        """
        from labels.segmentation import cut

        if isinstance(article, str):
            article = Article(article, title=title, language=language)
        self.add_cut([(article, cut(article.text, language or article.language, layout))])
        return article.id

    def add_cut(self, cut_articles: Sequence[tuple[Article, CutResult]]) -> list[bool]:
        """Add articles with their sentences in one transaction; for each, whether it was new. Raises ReadingError."""
        for article, result in cut_articles:
            fault = fault_in_article(article) or (None if result.sentences else "holds no sentence. Give it some text.")
            if fault:
                raise ReadingError(f"{article.source or article.title or 'The article'}: {fault}")
        return [done.is_new for done in self._ingest([Incoming(article, cut) for article, cut in cut_articles])]

    def articles(self) -> Iterator[ArticleRow]:
        """The articles in the order of their import, without their texts."""
        return self._reader.articles()

    def sentences(self, article: str | None = None) -> Iterator[Sentence]:
        """The sentences of one article (by id) or of all, in the order of the text. Raises UsageError."""
        if article is not None:
            yield from self._reader.sentences_in(self._units.known_number(article), article)
            return
        for row in self.articles():
            yield from self._reader.sentences_in(row.n, row.id)

    def find(self, query: str, annotator: str | None = None, *, anyone: bool = False) -> Iterator[Sentence]:
        """The sentences that a query (docs/query.md) selects, seen by an annotator (yourself) or by `anyone`."""
        from labels.query import Search, parse_query

        viewer = None if anyone else annotator or self._units.annotator
        return (found.sentence for found in self._searcher().sentences(Search(parse_query(query), viewer)))

    def annotation(self, sentence: Sentence | str, annotator: str | None = None) -> Annotation:
        """What an annotator (yourself, if none is named) currently says of a sentence. Raises UsageError."""
        n, start, end = self._units.unit(sentence)
        name = annotator or self._units.annotator
        self._reader.check_readable(name)
        return self._reader.annotation_of(n, (start, end), name)

    def history(self, sentence: Sentence | str) -> list[Entry]:
        """Everything that anybody said about a sentence's text. Once there is a lead, others see only what they said.

        The oldest comes first. Raises UsageError.
        """
        n, start, end = self._units.unit(sentence)
        return self._events.history_of(n, (start, end), self._units.viewer)
