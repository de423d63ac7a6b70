"""A search: a query, with its viewer, its beginning, its direction and its limits."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from labels.query.query import Query
from labels.values.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for, and how.

    Annotations are those of `viewer`, or anybody's where that is None, unless the query says by:. Sentences come by
    article as imported and place in the text, or backwards if `descending`; they begin beyond the place `after`
    (article number, start), end after `limit` sentences or with the article `until` (a number), and keep to `articles`
    by number (a few hundred at most). Only what the `reader` may see is read; if none is given, what `viewer` may see.
    """

    query: Query
    viewer: str | None = None
    after: tuple[int, int] | None = None
    limit: int | None = None
    articles: Collection[int] | None = None
    descending: bool = False
    until: int | None = None
    reader: Viewer | None = None
