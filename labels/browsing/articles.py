"""The list of articles: which ones, in which order."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import get_args

from labels.browsing.queries import ArticleSort, all_numbers, names_of_articles, sorted_numbers
from labels.codebook import Codebook
from labels.query import Query, Search, find, parse_query
from labels.query.casefold import folded
from labels.query.nodes import And, Node, Words
from labels.values.progress import UNWATCHED, Progress

ARTICLE_SORTS: tuple[ArticleSort, ...] = get_args(ArticleSort)

_FIRST, _NEXT = 100, 5_000  # articles


@dataclass(frozen=True, slots=True)
class ArticleSearch:
    """What a list of articles looks for, and its order, as `annotator` sees it.

    Plain words of `text` are looked for in titles and sources; anything else is a query, and selects the articles that
    hold such a sentence.
    """

    annotator: str
    text: str = ""
    sort: ArticleSort = "imported"
    descending: bool = False

    @property
    def in_import_order(self) -> bool:
        """Whether articles come in the order in which they are read."""
        return self.sort == "imported" and not self.descending


def find_articles(
    connection: sqlite3.Connection, codebook: Codebook, search: ArticleSearch, progress: Progress = UNWATCHED
) -> Iterator[Sequence[int]]:
    """The numbers of the articles that `search` selects, part by part; parts come as they are found.

    Raises QueryError at once. Ends as soon as it is cancelled.
    """
    query = parse_query(search.text)
    if not search.text.strip():
        return iter([all_numbers(connection) if search.in_import_order else _all_sorted(connection, search)])
    words = title_words(query)
    if words is None:
        found = _holding(find(connection, codebook, Search(query, search.annotator), progress))
    else:
        found = _named(connection, words, progress.cancelled)
    return _parts(found) if search.in_import_order else _sorted(connection, search, found, progress)


def title_words(query: Query) -> list[str] | None:
    """The words to look for in titles, folded; None if the query asks for more than words."""
    if '"' in query.text or "“" in query.text:
        return None
    parts: Sequence[Node] = query.root.parts if isinstance(query.root, And) else (query.root,)
    words = [folded(part.text) for part in parts if isinstance(part, Words)]
    return words if len(words) == len(parts) else None


def _named(connection: sqlite3.Connection, words: Sequence[str], cancelled: Callable[[], bool]) -> Iterator[int]:
    for n, title, source in names_of_articles(connection):
        name = folded(f"{title or ''}\n{source or ''}")
        if all(word in name for word in words):
            yield n
        if n % 1000 == 0 and cancelled():
            return


def _holding(hits: Iterator[tuple[int, int, int]]) -> Iterator[int]:
    last = 0
    for article, _, _ in hits:
        if article != last:
            yield article
            last = article


def _parts(found: Iterator[int]) -> Iterator[Sequence[int]]:
    size = _FIRST
    while part := list(islice(found, size)):
        yield part
        size = _NEXT


def _sorted(
    connection: sqlite3.Connection, search: ArticleSearch, found: Iterator[int], progress: Progress
) -> Iterator[Sequence[int]]:
    chosen = set(found)
    if not progress.cancelled():
        yield [n for n in _all_sorted(connection, search) if n in chosen]


def _all_sorted(connection: sqlite3.Connection, search: ArticleSearch) -> list[int]:
    return sorted_numbers(connection, search.annotator, search.sort, search.descending)
