"""Sums over the rows of tables, stored in the table `derived`. They show later whether somebody changed a row.

The sum of a table is that of the hashes of its rows, so it does not depend on their order.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from labels.sqlite.batches import in_lots

#: Sums are numbers below this: SQLite has no greater ones.
BELOW = 1 << 62

#: The small tables that are summed whole when they are written, and those to which rows are only added.
_WHOLE = ("preference", "split_made", "run")
_GROWING = ("compared", "near_duplicate")


def name_of_sum(table: str) -> str:
    """The name of a table's sum in the table `derived`."""
    return f"sum of {table}"


def kept_sums(connection: sqlite3.Connection) -> dict[str, int]:
    """Everything in the table `derived`, by name."""
    return dict(connection.execute("SELECT name, number FROM derived").fetchall())


def keep_sums(connection: sqlite3.Connection, found: dict[str, int]) -> None:
    """Write sums into an open transaction."""
    connection.executemany("INSERT OR REPLACE INTO derived VALUES (?, ?)", found.items())


def hash_of(value: object) -> int:
    """A number that another row is very unlikely to have."""
    return int.from_bytes(blake2b(ascii(value).encode("ascii"), digest_size=8).digest(), "big")


def sum_whole(connection: sqlite3.Connection, table: str) -> None:
    """Sum a small table again after it was written; in the same transaction."""
    keep_sums(connection, {name_of_sum(table): sum_of_rows(connection, table)})


def begin_sums(connection: sqlite3.Connection) -> None:
    """Begin the sums of the tables that only grow, while they are empty; in an open transaction."""
    for table in _GROWING:
        connection.execute(
            f"INSERT OR IGNORE INTO derived SELECT ?, 0 WHERE NOT EXISTS (SELECT 1 FROM {table})", (name_of_sum(table),)
        )


def add_to_sum(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Add the rows that are written into a table that only grows, where it has a sum; in the same transaction."""
    change_sum(connection, table, sum(map(hash_of, rows)))


def change_sum(connection: sqlite3.Connection, name: str, by: int) -> None:
    """Add to a sum, or take away from it, in the transaction of the change; nothing where it is not kept."""
    if by % BELOW:
        connection.execute(
            f"UPDATE derived SET number = (number + ?) % {BELOW} WHERE name = ?", (by % BELOW, name_of_sum(name))
        )


def problems_with_sums(connection: sqlite3.Connection) -> Iterator[str]:
    """Which tables do not have the rows that were written, one line each."""
    kept = kept_sums(connection)
    for table in (*_WHOLE, *_GROWING):
        if kept.get(name_of_sum(table), -1) not in (-1, sum_of_rows(connection, table)):
            yield f"{table}: a row was changed, added or taken away after it was written"


def sum_of_rows(connection: sqlite3.Connection, table: str) -> int:
    """The sum over all rows that a table has now."""
    return sum(map(hash_of, in_lots(connection.execute(f"SELECT * FROM {table}")))) % BELOW
