"""Checking a project file: SQLite's own integrity, the journal against its projections, spans against texts."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from labels.article import article_id
from labels.store.articles import every_article, sentences_of, text_of
from labels.store.connection import connect
from labels.store.full_text import SHIFT
from labels.store.projections import PARTLY, TABLES, rebuild
from labels.store.rows import Row

#: Articles whose sentences are not just those cut at import.
_REPAIRED = (
    "SELECT n FROM main.article WHERE repaired"
    " OR id IN (SELECT article FROM main.event WHERE kind IN ('split', 'join'))"
)


def check(path: Path) -> list[str]:
    """What is wrong with the project at `path`, one line each; empty if it is sound. Nothing is changed.

    Raises ProjectError if the file cannot be opened as a project at all.
    """
    connection = connect(path, write=False)
    try:
        connection.execute("BEGIN")
        # Each of these takes for granted what the one before it has looked at.
        parts = (_integrity, _texts, _index, _replay)
        return next(filter(None, (list(part(connection)) for part in parts)), [])
    finally:
        connection.close()


def _integrity(connection: sqlite3.Connection) -> Iterator[str]:
    for (said,) in connection.execute("PRAGMA integrity_check(20)"):
        if said != "ok":
            yield from (f"database: {line}" for line in said.splitlines())
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table}: a row points at nothing in {parent}"
    for id, action in connection.execute(
        "SELECT id, action FROM event WHERE action NOT IN (SELECT id FROM event) LIMIT 20"
    ):
        yield f"event {id}: belongs to an action {action} that is not in the journal"


def _texts(connection: sqlite3.Connection) -> Iterator[str]:
    """Ids are those of the texts; sentences are ordered, disjoint, and leave out nothing but blanks."""
    for row in every_article(connection):
        text = text_of(connection, row.n)
        if article_id(text) != row.id:
            yield f"article {row.id}: its text is not the one it was imported with"
        sentences = sentences_of(connection, row.n)
        if len(sentences) != row.sentences:
            yield f"article {row.id}: has {len(sentences)} sentences, not {row.sentences} as counted"
        reached = 0
        for start, end, _ in sentences:
            if start < reached or end > len(text) or text[reached:start].strip():
                yield f"article {row.id}: the sentence at {start}-{end} does not fit its neighbours"
            reached = end
        if text[reached:].strip():
            yield f"article {row.id}: the text after {reached} belongs to no sentence"


def _index(connection: sqlite3.Connection) -> Iterator[str]:
    """Each sentence is in the full-text index under its number, and nothing else is."""
    sentences = f"SELECT article * {SHIFT} + start FROM sentence WHERE active"
    indexed = "SELECT id FROM sentence_words_docsize"
    for one, other, what in (
        (sentences, indexed, "is missing from the full-text index"),
        (indexed, sentences, "is in the full-text index, but is no sentence"),
    ):
        for (row,) in connection.execute(f"{one} EXCEPT {other} LIMIT 5"):
            n, start = divmod(row, SHIFT)
            yield f"article number {n}: what begins at {start} {what}"


def _replay(connection: sqlite3.Connection) -> Iterator[str]:
    """Replay the journal into empty copies of the projections, and compare.

    The copies are temporary tables under the same names: SQLite looks there first, so the code that keeps
    the projections is the code that is checked.
    """
    connection.execute("PRAGMA query_only = OFF")  # opened read-only: only temporary tables can be written
    for table in (*TABLES, *PARTLY):
        _shadow(connection, table)
    connection.execute("INSERT INTO temp.article SELECT * FROM main.article")
    connection.execute(f"INSERT INTO temp.sentence SELECT * FROM main.sentence WHERE article IN ({_REPAIRED})")
    # Nothing is looked up in the full-text index here; a table that takes anything stands in for it.
    connection.execute("CREATE TEMP TABLE sentence_words (sentence_words TEXT, rowid INTEGER, text TEXT)")
    try:
        rebuild(connection)
    except (ValueError, LookupError, TypeError) as error:
        yield f"journal: an event holds what no event can say ({error})"
        return
    for table in (*TABLES, *PARTLY):
        only = f" WHERE article IN ({_REPAIRED})" if table == "sentence" else ""
        for schema, other, what in (("main", "temp", "is not in"), ("temp", "main", "is missing, by")):
            rows = connection.execute(
                f"SELECT * FROM {schema}.{table}{only} EXCEPT SELECT * FROM {other}.{table}{only} LIMIT 5"
            )
            for row in rows:
                yield f"{table}: {_short(row)} {what} the journal"


def _shadow(connection: sqlite3.Connection, table: str) -> None:
    """An empty temporary copy of a table, without its references to others."""
    (made,) = connection.execute("SELECT sql FROM main.sqlite_master WHERE name = ?", (table,)).fetchone()
    copy = re.sub(r"^CREATE TABLE", "CREATE TEMP TABLE", made)
    copy = re.sub(r",\s*FOREIGN KEY.*?\(.*?\)\s*REFERENCES.*?\(.*?\)", "", copy, flags=re.DOTALL)
    connection.execute(re.sub(r" REFERENCES \w+ \(\w+\)", "", copy))


def _short(row: Row) -> str:
    said = ", ".join(map(str, row))
    return said if len(said) <= 120 else said[:119] + "…"
