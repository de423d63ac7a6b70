"""Finding the sentences that a query selects."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from labels.codebook import Codebook
from labels.query.conditions import Every
from labels.query.names import Names
from labels.query.pages import LARGEST, Hit, pages
from labels.query.post_filter import has_pattern
from labels.query.resolve import resolve
from labels.query.scan_range import ScanRange
from labels.query.search import Search
from labels.query.sql import prepare
from labels.values.progress import UNWATCHED, Progress

#: The first page of a search whose end is open, in sentences; with a regular expression most are no hits.
_FIRST, _FIRST_JUDGED = 200, 1000


def find(
    connection: sqlite3.Connection, codebook: Codebook, search: Search, progress: Progress = UNWATCHED
) -> Iterator[Hit]:
    """The sentences that `search` selects.

    `progress` is told how many sentences were looked at, page by page; a cancelled search ends early. Reads page by
    page and holds nothing open between two, so the project may be written to meanwhile; what has changed by then
    counts. Raises QueryError at once for a label or annotator that is not in the project.
    """
    prepare(connection)
    query = search.query
    every = resolve(query, search.viewer, Names(connection, codebook, search))
    only = None if search.articles is None else tuple(search.articles)
    reach = ScanRange(search.after, search.descending, only, search.until)
    return _hits(connection, every, reach, search.limit, progress)


def _hits(
    connection: sqlite3.Connection, every: Every, reach: ScanRange, limit: int | None, progress: Progress
) -> Iterator[Hit]:
    left = limit
    if left is not None and left <= 0:
        return
    size = _FIRST_JUDGED if has_pattern(every) else min(left or _FIRST, LARGEST)
    for page in pages(connection, every, reach, size, progress):
        if left is not None:
            if len(page) >= left:
                yield from page[:left]
                return
            left -= len(page)
        yield from page
