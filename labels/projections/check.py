"""Checking a project file: SQLite's own integrity, texts against their hashes, what is read against the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from labels.journal.kinds import KINDS
from labels.projections.check_articles import lots_of_articles, problems_with_articles
from labels.projections.codebooks import codebook_rows
from labels.projections.differences import NAMED, Row, differences, name_of, shortened
from labels.projections.label_counts import problems_with_given
from labels.projections.people import numbers_of_keys, team_rows
from labels.projections.refold import project_rows, project_state
from labels.projections.work import problems_with_work
from labels.sqlite.connection import connect
from labels.sqlite.full_text import SHIFT
from labels.values.progress import UNWATCHED, Progress

#: Room for pages of the file, in KiB: its indexes are looked up a million times, which saves a tenth of the time.
_CACHE = 32_000


@dataclass(slots=True)
class Checked:
    """What a check found: `problems`, one line each; and, which are no problems, how many events of `unknown` kinds
    there are, and how many decisions are `waiting` because they lie on spans that are no sentences, or in articles that
    are not here.
    """

    problems: list[str]
    unknown: int = 0
    waiting: int = 0


def check(path: Path, progress: Progress = UNWATCHED) -> Checked:
    """Check the project at `path`. Nothing is changed.

    Raises ProjectError if the file cannot be opened as a project at all.
    """
    connection = connect(path, write=False)
    try:
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        connection.execute("BEGIN")
        # Each of these relies on what the one before it has checked.
        parts = (
            _integrity,
            _texts,
            _journal,
            _project_wide,
            lambda each: problems_with_articles(each, progress),
            _counts,
            _statistics,
            _index,
        )
        problems = next(filter(None, (list(part(connection)) for part in parts)), [])
        if problems:
            return Checked(problems)
        known = ", ".join(f"'{kind}'" for kind in KINDS)
        (unknown,) = connection.execute(f"SELECT count(*) FROM journal WHERE kind NOT IN ({known})").fetchone()
        (waiting,) = connection.execute("SELECT count(*) FROM waiting").fetchone()
        return Checked([], unknown, waiting)
    finally:
        connection.close()


def _integrity(connection: sqlite3.Connection) -> Iterator[str]:
    for (said,) in connection.execute("PRAGMA integrity_check(20)"):
        if said != "ok":
            yield from (f"database: {line}" for line in said.splitlines())
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table}: a row points at nothing in {parent}"


def _texts(connection: sqlite3.Connection) -> Iterator[str]:
    """Every text is the one that its hash says."""
    rows = connection.execute(
        "SELECT hash, text FROM article_text JOIN article_key ON article_key.n = article ORDER BY n"
    )
    for hash, text in rows:
        if sha256(text.encode("utf-8", "surrogatepass")).digest() != bytes(hash):
            yield f"article {bytes(hash).hex()[:20]}: its text is not the one that came in"


def _journal(connection: sqlite3.Connection) -> Iterator[str]:
    """Events that are about no article can be read; those about articles are looked at with their articles."""
    rows = connection.execute("SELECT id, payload FROM journal WHERE NOT json_valid(payload) LIMIT 20")
    for id, _ in rows:
        yield f"event {name_of(id)}: its payload is no JSON"


def _project_wide(connection: sqlite3.Connection) -> Iterator[str]:
    """People, codebooks, examples, assignments and settings are those of the journal."""
    try:
        state, registry = project_state(connection)
        numbers = numbers_of_keys(connection)
        wanted = {
            "team": team_rows(state.people, numbers),
            **codebook_rows(state.codebooks),
            **{table: set(rows) for table, rows in project_rows(connection, state, registry).items()},
        }
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        yield f"journal: an event holds what no event can say ({error})"
        return
    for table, rows in wanted.items():
        yield from differences(table, set(connection.execute(f"SELECT * FROM {table}")), rows)


def _counts(connection: sqlite3.Connection) -> Iterator[str]:
    """The labels and the progress are those of the annotations."""
    (given, kept) = connection.execute(
        "SELECT (SELECT coalesce(sum(json_array_length(labels)), 0) FROM main_annotation),"
        " (SELECT count(*) FROM annotation_label)"
    ).fetchone()
    if given != kept:
        yield f"annotation_label: has {kept:,} rows, and the annotations {given:,} labels"
    rows = connection.execute(
        "SELECT * FROM annotation_label AS kept WHERE NOT EXISTS (SELECT 1 FROM annotation WHERE article = kept.article"
        ' AND start = kept.start AND "end" = kept."end" AND layer = 0 AND person = kept.person'
        f" AND instr(labels, json_quote(kept.label))) LIMIT {NAMED}"
    )
    for row in rows:
        yield f"annotation_label: {shortened(row)} is not in the journal"
    for table in ("annotation", "progress", "gold_state", "waiting"):
        rows = connection.execute(
            f"SELECT person, article FROM {table} WHERE article NOT IN (SELECT n FROM article_key)"
            f" OR person NOT IN (SELECT n FROM person UNION SELECT 0) LIMIT {NAMED}"
            if table != "gold_state"
            else f"SELECT article FROM {table} WHERE article NOT IN (SELECT n FROM article_key) LIMIT {NAMED}"
        )
        for row in rows:
            yield f"{table}: {shortened(row)} is about no article, or by nobody"
    people = [n for (n,) in connection.execute("SELECT n FROM person")]
    for lot in lots_of_articles(connection):
        yield from _progress(connection, people, lot[0], lot[-1])


def _progress(connection: sqlite3.Connection, people: list[int], first: int, last: int) -> Iterator[str]:
    """The progress in the articles from one number to another is that of the annotations."""
    wanted = connection.execute(
        "SELECT person, article, sum(status = 'labelled'), sum(status = 'skipped'), sum(flagged), sum(note <> '')"
        " FROM main_annotation WHERE article BETWEEN ? AND ? GROUP BY article, person"
        " HAVING sum(status <> 'undecided' OR flagged OR note <> '') > 0",
        (first, last),
    )
    kept: set[Row] = set()
    for person in people:
        rows = connection.execute(
            "SELECT * FROM progress WHERE person = ? AND article BETWEEN ? AND ?", (person, first, last)
        )
        kept.update(rows.fetchall())
    yield from differences("progress", kept, set(wanted.fetchall()))


def _statistics(connection: sqlite3.Connection) -> Iterator[str]:
    """The figures of the statistics are those of the annotations and the journal."""
    yield from problems_with_given(connection)
    yield from problems_with_work(connection)


def _index(connection: sqlite3.Connection) -> Iterator[str]:
    """Each sentence is in the full-text index under its number, and nothing else is."""
    rows = connection.execute(
        f"SELECT article, start FROM sentence WHERE article * {SHIFT} + start NOT IN (SELECT id FROM"
        f" sentence_words_docsize) LIMIT {NAMED}"
    )
    for n, start in rows:
        yield f"article number {n}: what begins at {start} is missing from the full-text index"
    rows = connection.execute(
        f"SELECT id / {SHIFT}, id % {SHIFT} FROM sentence_words_docsize WHERE NOT EXISTS (SELECT 1 FROM sentence"
        f" WHERE article = id / {SHIFT} AND start = id % {SHIFT}) LIMIT {NAMED}"
    )
    for n, start in rows:
        yield f"article number {n}: what begins at {start} is in the full-text index, but is no sentence"
