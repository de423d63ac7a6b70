"""Alterations by hand, made from the shape of a file: every column, row, index, trigger and view of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

#: What is altered, in words, and what does it; it raises sqlite3.Error where SQLite does not allow it.
Alteration = tuple[str, Callable[[sqlite3.Connection], None]]


def alterations(path: Path) -> Iterator[Alteration]:
    """All alterations of the project at `path`."""
    with closing(sqlite3.connect(path)) as connection:
        parts = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
        for kind, name, sql in parts:
            if sql and kind != "table":
                yield f"{kind} {name} dropped", partial(_do, sql=f"DROP {kind} {name}")
                yield f"{kind} {name} altered", partial(_alter, name=name, sql=sql)
            elif sql and name != "sentence_words":
                yield from _of_table(connection, name)
        more = "CREATE TRIGGER more AFTER INSERT ON annotation BEGIN DELETE FROM progress; END"
        yield "a trigger added", partial(_do, sql=more)


def _of_table(connection: sqlite3.Connection, table: str) -> Iterator[Alteration]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    rows = connection.execute(f"SELECT * FROM {table}").fetchall()
    about = {"table": table, "columns": columns}
    yield f"{table} dropped", partial(_do, sql=f"DROP TABLE {table}")
    for place in sorted({0, len(rows) // 2, len(rows) - 1}) if rows else ():
        row = rows[place]
        yield f"{table}: row {place} deleted", partial(_delete, **about, row=row)
        for number, column in enumerate(columns):
            for value in _others(row[number]):
                said = f"{table}.{column}: row {place} set to {value!r:.40}"
                yield said, partial(_set, **about, row=row, changes={column: value})
        added = [_others(each)[0] if isinstance(each, int | bytes) else each for each in row]
        yield f"{table}: row {place} added again", partial(_add, table=table, row=added)
    for number, column in enumerate(columns if len(rows) > 1 else ()):
        one, other = rows[0], rows[-1]
        if one[number] != other[number]:
            yield f"{table}.{column}: swapped", partial(_swap, **about, rows=(one, other), column=column)


def _others(value: Any) -> list[Any]:
    """Other values than this one, of the same type."""
    if value is None:
        return ["x", 1, b"\x00" * 16]
    if isinstance(value, str):
        return [value + "x", ""]
    if isinstance(value, bytes):
        return [value[:-1] + bytes([value[-1] ^ 1]) if value else b"x", bytes(len(value))]
    return [value + 1, 0] if value else [value + 1]


def _set(
    connection: sqlite3.Connection, table: str, columns: list[str], row: tuple[Any, ...], changes: dict[str, Any]
) -> None:
    where = " AND ".join(f'"{each}" IS ?' for each in columns)
    for column, value in changes.items():
        _do(connection, f'UPDATE {table} SET "{column}" = ? WHERE {where}', (value, *row))


def _swap(
    connection: sqlite3.Connection,
    table: str,
    columns: list[str],
    rows: tuple[tuple[Any, ...], tuple[Any, ...]],
    column: str,
) -> None:
    one, other = rows
    number = columns.index(column)
    _delete(connection, table, columns, other)
    _set(connection, table, columns, one, {column: other[number]})
    _add(connection, table, [*other[:number], one[number], *other[number + 1 :]])


def _delete(connection: sqlite3.Connection, table: str, columns: list[str], row: tuple[Any, ...]) -> None:
    where = " AND ".join(f'"{each}" IS ?' for each in columns)
    _do(connection, f"DELETE FROM {table} WHERE {where}", row)


def _add(connection: sqlite3.Connection, table: str, row: list[Any]) -> None:
    _do(connection, f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def _alter(connection: sqlite3.Connection, name: str, sql: str) -> None:
    """Give an index, a trigger or a view another meaning."""
    other = sql.replace("BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END", "BEGIN SELECT 1; END")
    other = other.replace("WHERE +layer = 0", "WHERE layer >= 0").replace(")", " DESC)", 1) if other == sql else other
    _do(connection, "PRAGMA writable_schema = ON")
    _do(connection, "UPDATE sqlite_master SET sql = ? WHERE name = ?", (other, name))


def _do(connection: sqlite3.Connection, sql: str, values: Any = ()) -> None:
    connection.execute(sql, values)


def alter(path: Path, name: str, alteration: Callable[[sqlite3.Connection], None]) -> bool:
    """Alter the project at `path`; False where SQLite does not allow it. The triggers of the journal are put back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        kept = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        against = [] if name.startswith("trigger") else list(kept)
        try:
            for each in against:
                connection.execute(f"DROP TRIGGER {each}")
            connection.execute("BEGIN")
            alteration(connection)
            connection.execute("COMMIT")
        except sqlite3.Error:
            return False
        for each in against:
            if name != "journal dropped":
                connection.execute(kept[each])
        return True
