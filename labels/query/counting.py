"""How many sentences a query selects, counted by SQLite if it can decide alone."""

from __future__ import annotations

import sqlite3

from labels.codebook import Codebook
from labels.query.conditions import Every
from labels.query.estimates import Estimates
from labels.query.names import Names
from labels.query.pages import LARGEST, narrow, pages
from labels.query.plan import Planner
from labels.query.post_filter import has_pattern
from labels.query.resolve import resolve
from labels.query.scan_range import ScanRange
from labels.query.search import Search
from labels.query.sql import prepare
from labels.sqlite.busy import unless_stopped
from labels.values.progress import UNWATCHED, Progress


def count(connection: sqlite3.Connection, codebook: Codebook, search: Search, progress: Progress = UNWATCHED) -> int:
    """How many sentences `search` selects; no more than its limit are counted, and all of them from the beginning.

    `progress` is told how many sentences were looked at, where Python has to look; what is left when the search is
    cancelled is not counted. Raises QueryError.
    """
    prepare(connection)
    query, limit = search.query, search.limit
    every = resolve(query, search.viewer, Names(connection, codebook, search))
    if not has_pattern(every):
        return unless_stopped(progress.cancelled, connection, lambda: _counted(connection, every, limit)) or 0
    found = 0
    for page in pages(connection, every, ScanRange(), min(limit or LARGEST, LARGEST), progress):
        found += len(page)
        if limit is not None and found >= limit:
            return limit
    return found


def _counted(connection: sqlite3.Connection, every: Every, limit: int | None) -> int:
    narrowed = narrow(connection, every, ScanRange())
    if narrowed is None:
        return 0
    reach, share = narrowed
    plan = Planner(Estimates(connection, reach), reach, share, branch=False).plan(every.parts)
    statement = plan.branches[0].distinct(-1 if limit is None else limit)
    (found,) = connection.execute(f"SELECT count(*) FROM ({statement.text})", statement.values).fetchone()
    return int(found)
