"""The lists of a project: what they find, what their lines show, and the order of work through the articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from labels.browsing.articles import ArticleSearch, find_articles
from labels.browsing.changes import is_news
from labels.browsing.queries import ListedArticle, all_numbers, listed_articles, newest_change
from labels.browsing.sentences import SentenceLines, SentenceSearch, find_sentences
from labels.codebook import Codebook
from labels.query import Hit
from labels.sqlite.reader import Reader
from labels.values.progress import UNWATCHED, Progress


class Lists(Reader):
    """Reads the long lists of one open project."""

    def all_articles(self) -> Sequence[int]:
        """The numbers of all articles, as imported."""
        return all_numbers(self._connection)

    def find_articles(
        self, codebook: Codebook, search: ArticleSearch, progress: Progress = UNWATCHED
    ) -> Iterator[Sequence[int]]:
        """The numbers of the articles that `search` selects, part by part. Raises QueryError."""
        return find_articles(self._connection, codebook, search, progress)

    def find_sentences(
        self, codebook: Codebook, search: SentenceSearch, progress: Progress = UNWATCHED
    ) -> Iterator[Sequence[Hit]]:
        """The sentences that `search` selects, part by part; only over a connection of its own. Raises QueryError."""
        return find_sentences(self._connection, codebook, search, progress)

    def article_lines(self, annotator: str, numbers: Sequence[int]) -> list[ListedArticle]:
        """The lines of these articles (a window of them), in the order asked for."""
        return listed_articles(self._connection, annotator, numbers)

    def sentence_lines(self, annotator: str) -> SentenceLines:
        """Reads the lines of sentences one by one."""
        return SentenceLines(self._connection, annotator)

    def newest_change(self) -> int:
        """A number that grows whenever anything arrives that a list may show."""
        return newest_change(self._connection)

    def is_news(self, annotator: str, query: str, since: int) -> bool:
        """Whether anything that arrived after the change `since` may change which rows a list has."""
        return is_news(self._connection, annotator, query, since)
