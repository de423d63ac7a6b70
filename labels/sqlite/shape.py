"""The schema of a project file, compared with the one that the migrations make: tables, indexes, triggers, views."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache

from labels.sqlite.migrations import migrate

#: The type of a part of the schema, and its name.
Part = tuple[str, str]

#: SQLite's own tables for its planner, which anybody may make with ANALYZE. They do not change any result.
_FIGURES = "sqlite_stat"

#: Tables that have the same rows in every project.
_FIXED = ("_sqlite_migrations", "sentence_words_config")


def problems_with_shape(connection: sqlite3.Connection) -> Iterator[str]:
    """How the tables, indexes, triggers and views of the file differ from those of a new one, one line each."""
    (wanted, rows), kept = _made_new(), _parts(connection)
    for part in sorted(wanted.keys() | kept.keys()):
        kind, name = part
        if part not in kept:
            yield f"{kind} {name}: is missing"
        elif part not in wanted:
            yield f"{kind} {_short(name)}: does not belong to a project"
        elif kept[part] != wanted[part]:
            yield f"{kind} {name}: is not as Copydesk makes it"
    if wanted == kept:
        for table in _FIXED:
            if rows[table] != _rows(connection, table):
                yield f"table {table}: is not as Copydesk makes it"


@cache
def _made_new() -> tuple[dict[Part, tuple[str, str]], dict[str, list[tuple[object, ...]]]]:
    """The parts of a new project, and the rows of the tables that are the same in every one."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as new:
        migrate(new)
        return _parts(new), {table: _rows(new, table) for table in _FIXED}


def _parts(connection: sqlite3.Connection) -> dict[Part, tuple[str, str]]:
    """Each part with the table that it belongs to and its SQL, written without needless blanks."""
    rows = connection.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master")
    return {
        (str(kind), str(name)): (str(table), " ".join(str(sql).split()))
        for kind, name, table, sql in rows.fetchall()
        if not str(name).startswith(_FIGURES)
    }


def _rows(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    """The rows without the time of a migration."""
    columns = "migration_set, name" if table == "_sqlite_migrations" else "*"
    return connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall()


def _short(name: str) -> str:
    return " ".join(name.split())[:60]
