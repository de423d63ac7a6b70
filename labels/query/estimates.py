"""How many rows a way leads through: by walking its first stretch and seeing how far into the project it got."""

from __future__ import annotations

import sqlite3

from labels.query.reach import Reach
from labels.query.sql import Sql

#: Rows that are walked for an estimate; a way with fewer is known exactly.
SAMPLE = 1000


class Estimates:
    """Estimates for one page of hits; each way is walked once."""

    def __init__(self, connection: sqlite3.Connection, reach: Reach) -> None:
        self._connection = connection
        self._reach = reach
        self._known: dict[Sql, float] = {}
        first, last = connection.execute("SELECT min(n), max(n) FROM article").fetchone()
        self._last = (first if reach.descending else last) or 0
        default = (last if reach.descending else first) or 0
        self._first = default if reach.first is None else reach.first

    def rows(self, probe: Sql) -> float:
        """The rows that a probe (article numbers, in order) would find; exact below SAMPLE."""
        if probe not in self._known:
            self._known[probe] = self._walk(probe)
        return self._known[probe]

    def few(self, probe: Sql) -> bool:
        """Whether a probe finds less than SAMPLE."""
        return self.rows(probe) < SAMPLE

    def _walk(self, probe: Sql) -> float:
        furthest = "min" if self._reach.descending else "max"
        count, reached = self._connection.execute(
            f"SELECT count(*), {furthest}(article) FROM ({probe.text} LIMIT {SAMPLE})", probe.values
        ).fetchone()
        if count < SAMPLE:
            return float(count)
        whole, walked = abs(self._last - self._first) + 1, abs(reached - self._first) + 1
        return float(count * max(1.0, whole / walked))
