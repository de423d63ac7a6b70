"""Sums over rows that never change. They show later whether a row was changed.

Most of what is stored follows from the journal, and can be rebuilt and compared. The journal itself, the numbers of
people, sittings and articles, and suggestions cannot be rebuilt. So the table `derived` has a sum over them: the hashes
of groups of rows are added up. It covers the rows up to some number. Later rows are added at the end of a sitting, an
import or a merge, so that a key press costs nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from labels.journal.rows import EVENT_COLUMNS
from labels.sqlite.batches import in_lots
from labels.sqlite.sums import BELOW, hash_of, keep_sums, kept_sums, name_of_sum

#: The tables with such a sum, each with its columns. The first column is the number by which rows are added.
SEALED = {
    "journal": EVENT_COLUMNS,
    "person": "n, key",
    "sitting": "n, id, person, here",
    "article_key": "n, hash",
}

_SUGGESTIONS = 'article, start, "end", run, label, score'

#: So many numbers are hashed at once. The rows of the last, which may grow, are read again when more are added.
_LOT = 256


def extend_seals(connection: sqlite3.Connection) -> None:
    """Add the rows that have arrived since then; in an open transaction."""
    kept = kept_sums(connection)
    found: dict[str, int] = {}
    for table, columns in SEALED.items():
        until, number = kept.get(_until(table), 0), columns.split(",")[0]
        (last,) = connection.execute(f"SELECT coalesce(max({number}), 0) FROM {table}").fetchone()
        if last > until:
            begun = until - until % _LOT
            more = _sum_between(connection, table, begun, last) - _sum_between(connection, table, begun, until)
            found |= {_until(table): last, name_of_sum(table): (kept.get(name_of_sum(table), 0) + more) % BELOW}
    (suggestions,) = connection.execute("SELECT count(*) FROM suggestion").fetchone()
    if suggestions != kept.get(_until("suggestion"), 0):
        found |= {_until("suggestion"): suggestions, name_of_sum("suggestion"): _sum_of_suggestions(connection)}
    keep_sums(connection, found)


def sealed_until(connection: sqlite3.Connection, table: str) -> int:
    """Up to which number the rows of a table are in its sum; 0 where there is none."""
    return kept_sums(connection).get(_until(table), 0)


def problems_with_seal(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    """One line if the rows of a table are not those that were written, as far as its sum covers them; else nothing."""
    until, number = sealed_until(connection, table), SEALED[table].split(",")[0]
    (last,) = connection.execute(f"SELECT coalesce(max({number}), 0) FROM {table}").fetchone()
    if last < until:
        yield f"{table}: rows are missing: there were {until:,}, and the last is number {last:,}"
    elif _sum_between(connection, table, 0, until) != kept_sums(connection).get(name_of_sum(table), 0):
        yield f"{table}: a row was changed, added or taken away after it was written"


def problems_with_seals(connection: sqlite3.Connection) -> Iterator[str]:
    """Which of the small tables were changed. The journal is checked together with its events."""
    for table in SEALED:
        if table != "journal":
            yield from problems_with_seal(connection, table)
    kept = kept_sums(connection)
    (count,) = connection.execute("SELECT count(*) FROM suggestion").fetchone()
    sealed = kept.get(_until("suggestion"), 0)
    if sealed > count:
        yield f"suggestion: rows are missing: there were {sealed:,}, and there are {count:,}"
    elif sealed == count and _sum_of_suggestions(connection) != kept.get(name_of_sum("suggestion"), 0):
        yield "suggestion: a row was changed after it was written"


def _sum_between(connection: sqlite3.Connection, table: str, begin: int, until: int) -> int:
    """The sum of the hashes of the rows beyond the number `begin`, where a lot ends, up to `until`."""
    columns = SEALED[table]
    number = columns.split(",")[0]
    rows = connection.execute(
        f"SELECT {columns} FROM {table} WHERE {number} > ? AND {number} <= ? ORDER BY 1", (begin, until)
    )
    return _sum_of(groupby(in_lots(rows), key=lambda row: (row[0] - 1) // _LOT))


def _sum_of(lots: Iterable[tuple[object, Iterable[tuple[Any, ...]]]]) -> int:
    return sum(hash_of(list(rows)) for _, rows in lots) % BELOW


def _sum_of_suggestions(connection: sqlite3.Connection) -> int:
    rows = connection.execute(f"SELECT {_SUGGESTIONS} FROM suggestion ORDER BY article")
    return _sum_of(groupby(in_lots(rows), key=itemgetter(0)))


def _until(table: str) -> str:
    return f"{table} summed up to"
