"""The list of articles: which ones, in which order."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import get_args

from labels.browsing.queries import ArticleSort, all_numbers, names_of_articles, sorted_numbers
from labels.codebook import Codebook
from labels.query import Query, find, parse_query
from labels.query.casefold import folded
from labels.query.nodes import And, Node, Words

ARTICLE_SORTS: tuple[ArticleSort, ...] = get_args(ArticleSort)

_FIRST, _NEXT = 100, 5_000  # articles


def find_articles(
    connection: sqlite3.Connection,
    annotator: str,
    codebook: Codebook,
    text: str = "",
    *,
    sort: ArticleSort = "imported",
    descending: bool = False,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Sequence[int]]:
    """The numbers of the articles that `text` selects, part by part; parts come as they are found.

    Plain words are looked for in titles and sources; anything else is a query, and selects the articles that
    hold such a sentence. Raises QueryError at once. Ends as soon as `stop` says so.
    """
    query = parse_query(text)
    if not text.strip():
        if sort == "imported" and not descending:
            return iter([all_numbers(connection)])
        return iter([sorted_numbers(connection, annotator, sort, descending)])
    words = title_words(query)
    if words is None:
        found = _holding(find(connection, query, annotator, codebook, stop=stop))
    else:
        found = _named(connection, words, stop)
    if sort == "imported" and not descending:
        return _parts(found)
    return _sorted(connection, annotator, found, sort, descending, stop)


def title_words(query: Query) -> list[str] | None:
    """The words to look for in titles, folded; None if the query asks for more than words."""
    if '"' in query.text or "“" in query.text:
        return None
    parts: Sequence[Node] = query.root.parts if isinstance(query.root, And) else (query.root,)
    words = [folded(part.text) for part in parts if isinstance(part, Words)]
    return words if len(words) == len(parts) else None


def _named(connection: sqlite3.Connection, words: Sequence[str], stop: Callable[[], bool]) -> Iterator[int]:
    for n, title, source in names_of_articles(connection):
        name = folded(f"{title or ''}\n{source or ''}")
        if all(word in name for word in words):
            yield n
        if n % 1000 == 0 and stop():
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
    connection: sqlite3.Connection,
    annotator: str,
    found: Iterator[int],
    sort: ArticleSort,
    descending: bool,
    stop: Callable[[], bool],
) -> Iterator[Sequence[int]]:
    chosen = set(found)
    if not stop():
        yield [n for n in sorted_numbers(connection, annotator, sort, descending) if n in chosen]
