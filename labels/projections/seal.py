"""Sums over rows that never change, by which a later look can tell that they did not.

Most of what is kept follows from the journal, and can be made again and compared. The journal itself, the numbers of
people, sittings and articles, and suggestions follow from nothing. So there is a sum over them in the table `derived`:
of each row a hash is added. It covers the rows up to some number; those since then are added at the end of a sitting,
an import or a merge, so that a key press pays nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any

from labels.journal.rows import EVENT_COLUMNS

#: The tables with such a sum, each with its columns; the first is the number by which rows are only ever added.
SEALED = {
    "journal": EVENT_COLUMNS,
    "person": "n, key",
    "sitting": "n, id, person, here",
    "article_key": "n, hash",
    "run": "n, hash, model, codebook, at",
}

_SUGGESTIONS = 'article, start, "end", run, label, score'

#: Sums are numbers below this: SQLite has no greater ones.
_BELOW = 1 << 62

_LOT = 1_000


def sum_of(rows: Iterable[tuple[Any, ...]]) -> int:
    """The sum of the hashes of some rows, in any order."""
    return sum(int.from_bytes(blake2b(ascii(row).encode("ascii"), digest_size=8).digest(), "big") for row in rows)


def extend_seals(connection: sqlite3.Connection) -> None:
    """Add the rows that have come since; in an open transaction."""
    kept = _kept(connection)
    found: dict[str, int] = {}
    for table, columns in SEALED.items():
        until, number = kept.get(_until(table), 0), columns.split(",")[0]
        (last,) = connection.execute(f"SELECT coalesce(max({number}), 0) FROM {table}").fetchone()
        if last > until:
            rows = connection.execute(f"SELECT {columns} FROM {table} WHERE {number} > ?", (until,))
            total = sum(map(sum_of, _in_lots(rows)), kept.get(_sum(table), 0))
            found |= {_until(table): last, _sum(table): total % _BELOW}
    (suggestions,) = connection.execute("SELECT count(*) FROM suggestion").fetchone()
    if suggestions != kept.get(_until("suggestion"), 0):
        found |= {_until("suggestion"): suggestions, _sum("suggestion"): _sum_of_suggestions(connection)}
    connection.executemany("INSERT OR REPLACE INTO derived VALUES (?, ?)", found.items())


class Seal:
    """What a sum says of a table, compared with its rows as they pass."""

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        """Look up the sum of `table`; where there is none, nothing can be said."""
        kept = _kept(connection)
        self._table = table
        self.until = kept.get(_until(table), 0)
        self._wanted = kept.get(_sum(table), 0)
        self._found = self._last = 0

    def add(self, rows: list[tuple[Any, ...]]) -> None:
        """Let rows pass, in the order of their numbers, which are their first values."""
        if rows and rows[0][0] <= self.until:
            if rows[-1][0] > self.until:
                rows = [row for row in rows if row[0] <= self.until]
            self._found += sum_of(rows)
            self._last = rows[-1][0]

    def problems(self) -> Iterator[str]:
        """What is wrong, in one line, after all rows have passed."""
        if self._last < self.until:
            yield f"{self._table}: rows are missing: there were {self.until:,}, and the last is number {self._last:,}"
        elif self._found % _BELOW != self._wanted:
            yield f"{self._table}: a row was changed, added or taken away after it was written"


def problems_with_seals(connection: sqlite3.Connection) -> Iterator[str]:
    """Where the small tables are not what they were; the journal is looked at where its events are."""
    for table, columns in SEALED.items():
        if table != "journal":
            seal = Seal(connection, table)
            for rows in _in_lots(connection.execute(f"SELECT {columns} FROM {table} ORDER BY n")):
                seal.add(rows)
            yield from seal.problems()
    kept = _kept(connection)
    (count,) = connection.execute("SELECT count(*) FROM suggestion").fetchone()
    if kept.get(_until("suggestion"), 0) > count:
        yield f"suggestion: rows are missing: there were {kept[_until('suggestion')]:,}, and there are {count:,}"
    elif kept.get(_until("suggestion"), 0) == count and _sum_of_suggestions(connection) != kept.get(
        _sum("suggestion"), 0
    ):
        yield "suggestion: a row was changed after it was written"


def _sum_of_suggestions(connection: sqlite3.Connection) -> int:
    rows = connection.execute(f"SELECT {_SUGGESTIONS} FROM suggestion")
    return sum(map(sum_of, _in_lots(rows))) % _BELOW


def _in_lots(cursor: sqlite3.Cursor) -> Iterator[list[tuple[Any, ...]]]:
    while lot := cursor.fetchmany(_LOT):
        yield lot


def _kept(connection: sqlite3.Connection) -> dict[str, int]:
    return dict(connection.execute("SELECT name, number FROM derived").fetchall())


def _until(table: str) -> str:
    return f"{table} summed up to"


def _sum(table: str) -> str:
    return f"sum of {table}"
