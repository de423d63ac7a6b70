"""Pieces of work that are measured in a process of their own, and the least code that does about the same."""

from __future__ import annotations

import json
import sqlite3
from collections import deque
from contextlib import closing
from pathlib import Path

from tests.benchmarks.projects import ANNOTATOR

_EVENT = 'id, at, person, sitting, kind, article, start, "end", layer, codebook, payload, action, undoes'


def dashboard(project: Path) -> None:
    """The figures of the dashboard: those of one annotator, then those of everybody else."""
    from labels.sqlite.connection import connect
    from labels.statistics.queries import everyone
    from labels.statistics.standing import where_you_stand

    with closing(connect(project, write=False)) as connection:
        others = [name for name in everyone(connection) if name != ANNOTATOR]
        for names in ([ANNOTATOR], others):
            where_you_stand(connection, names)


def log(project: Path) -> None:
    """The whole journal backwards."""
    from labels.journal import history
    from labels.sqlite.connection import connect

    with closing(connect(project, write=False)) as connection:
        deque(history.log(connection), maxlen=0)


def merge(project: Path, other: Path) -> None:
    """Merge a file, without a copy before."""
    _merge(project, other, copy=False)


def merge_with_copy(project: Path, other: Path) -> None:
    """Merge a file as the command does."""
    _merge(project, other, copy=True)


def _merge(path: Path, other: Path, *, copy: bool) -> None:
    from labels.merging import merge_files
    from labels.project import Project

    with Project(path, ANNOTATOR) as project:
        merge_files(project, [other], copy=copy)


# -- floors ----------------------------------------------------------------------------------------------


def bare_journal(project: Path) -> None:
    """Read every event backwards, and its payload."""
    with closing(sqlite3.connect(f"file:{project}?mode=ro", uri=True)) as connection:
        for row in connection.execute(f"SELECT {_EVENT} FROM journal ORDER BY id DESC"):
            json.loads(row[10])


def bare_integrity(project: Path) -> None:
    """SQLite's own check."""
    with closing(sqlite3.connect(f"file:{project}?mode=ro", uri=True)) as connection:
        connection.execute("PRAGMA integrity_check").fetchall()


def bare_count(project: Path) -> None:
    """How many decisions with which labels, straight from the annotations."""
    with closing(sqlite3.connect(f"file:{project}?mode=ro", uri=True)) as connection:
        connection.execute("SELECT person, labels, count(*), sum(seconds) FROM annotation GROUP BY 1, 2").fetchall()


def bare_union(project: Path, other: Path) -> None:
    """Insert the events that are new, and nothing that follows from them. Both files have the same numbers."""
    with closing(sqlite3.connect(project, isolation_level=None, uri=True)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("ATTACH ? AS other", (f"{other.as_uri()}?mode=ro",))
        connection.execute("BEGIN IMMEDIATE")
        for table, columns in (("person", "*"), ("sitting", "*"), ("journal", _EVENT)):
            into = f" ({columns})" if columns != "*" else ""
            connection.execute(f"INSERT OR IGNORE INTO {table}{into} SELECT {columns} FROM other.{table}")
        connection.execute("COMMIT")


def bare_file(project: Path, path: Path) -> None:
    """The texts, the spans and a row for each decision, in a file of their own."""
    with closing(sqlite3.connect(path, isolation_level=None, uri=True)) as connection:
        connection.execute("ATTACH ? AS other", (f"{project.as_uri()}?mode=ro",))
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE article AS SELECT article, text FROM other.article_text")
        connection.execute(
            'CREATE TABLE decision (article INTEGER, start INTEGER, "end" INTEGER, person INTEGER, labels TEXT,'
            ' at TEXT, seconds REAL, PRIMARY KEY (article, start, "end", person)) WITHOUT ROWID'
        )
        connection.execute(
            'INSERT INTO decision SELECT article, start, "end", person, labels, decided_at, seconds'
            " FROM other.main_annotation ORDER BY 1, 2, 3, 4"
        )
        connection.execute("COMMIT")
