"""The number of rows that an access path reads, estimated from how far its first rows reach into the project."""

from __future__ import annotations

import sqlite3

from labels.query.scan_range import ScanRange
from labels.query.sql import Sql

#: Rows that are read for an estimate; a path with fewer is known exactly.
SAMPLE = 1000

#: Rows of an index in another order that may be sorted for a page.
SORTABLE = 100_000


class Estimates:
    """Estimates for one page of hits; each path is read once."""

    def __init__(self, connection: sqlite3.Connection, reach: ScanRange) -> None:
        self._connection = connection
        self._reach = reach
        self._known: dict[Sql, float] = {}
        # In one SELECT without others inside it, SQLite would look at every article.
        begin, end = connection.execute(
            "SELECT coalesce((SELECT min(n) FROM article), 0), coalesce((SELECT max(n) FROM article), 0)"
        ).fetchone()
        #: The numbers of the first and the last article within reach, in its direction.
        self.first, self.last = (end, begin) if reach.descending else (begin, end)
        if reach.after is not None:
            self.first = reach.after[0]
        if reach.until is not None:
            self.last = reach.until

    def rows(self, probe: Sql) -> float:
        """The rows that a probe (article numbers, in order) would find; exact below SAMPLE."""
        if probe not in self._known:
            self._known[probe] = self._walk(probe)
        return self._known[probe]

    def counted(self, probe: Sql) -> int:
        """The rows that a probe finds, up to SORTABLE."""
        (count,) = self._connection.execute(
            f"SELECT count(*) FROM ({probe.text} LIMIT {SORTABLE})", probe.values
        ).fetchone()
        return int(count)

    def _walk(self, probe: Sql) -> float:
        furthest = "min" if self._reach.descending else "max"
        count, reached = self._connection.execute(
            f"SELECT count(*), {furthest}(article) FROM ({probe.text} LIMIT {SAMPLE})", probe.values
        ).fetchone()
        if count < SAMPLE:
            return float(count)
        whole, walked = abs(self.last - self.first) + 1, abs(reached - self.first) + 1
        return float(count * max(1.0, whole / walked))
