"""Finding the sentences that a query selects."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator

from labels.codebook import Codebook
from labels.query.conditions import Every
from labels.query.names import Names
from labels.query.pages import LARGEST, Hit, pages
from labels.query.post_filter import has_pattern
from labels.query.query import Query
from labels.query.resolve import resolve
from labels.query.scan_range import Reach
from labels.query.sql import prepare

#: The first page of a search whose end is open, in sentences; with a regular expression most are no hits.
_FIRST, _FIRST_JUDGED = 200, 1000


def find(
    connection: sqlite3.Connection,
    query: Query,
    viewer: str | None,
    codebook: Codebook,
    *,
    after: tuple[int, int] | None = None,
    limit: int | None = None,
    articles: Collection[int] | None = None,
    descending: bool = False,
    told: Callable[[int], None] = lambda seen: None,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Hit]:
    """The sentences that `query` selects, by article as imported and place in the text, or backwards.

    Marks are those of `viewer`, or anybody's where that is None, unless the query says by:. Begins beyond the
    place `after` (article number, start), ends after `limit` hits, keeps to `articles` by number (a few hundred at
    most). `told` hears how many sentences were looked at, page by page; as soon as `stop` says so the search just ends.
    Reads page by page and holds nothing open between, so the project may be written to meanwhile; what has
    changed by then counts. Raises QueryError at once for a label or annotator that is not in the project.
    """
    prepare(connection)
    every = resolve(query, viewer, Names(connection, codebook, viewer, query.text))
    reach = Reach(after, descending, None if articles is None else tuple(articles))
    return _hits(connection, every, reach, limit, told, stop)


def _hits(
    connection: sqlite3.Connection,
    every: Every,
    reach: Reach,
    limit: int | None,
    told: Callable[[int], None],
    stop: Callable[[], bool],
) -> Iterator[Hit]:
    left = limit
    if left is not None and left <= 0:
        return
    size = _FIRST_JUDGED if has_pattern(every) else min(left or _FIRST, LARGEST)
    for page in pages(connection, every, reach, size, told, stop):
        if left is not None:
            if len(page) >= left:
                yield from page[:left]
                return
            left -= len(page)
        yield from page


def matches(
    connection: sqlite3.Connection, query: Query, viewer: str | None, codebook: Codebook, article: int
) -> set[int]:
    """Where the sentences begin that `query` selects in one article, by its number."""
    return {hit.start for hit in find(connection, query, viewer, codebook, articles=(article,))}
