"""Checking what has no event and cannot be rebuilt: places, preferences, near-duplicates, runs, splits, versions.

If rows change at every key press, the check only tells whether they are possible.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from labels.projections.differences import NAMED, shortened
from labels.projections.rebuild import DERIVED
from labels.projections.seal import problems_with_seals
from labels.sqlite.sums import problems_with_sums

#: For each table, which of its rows are impossible, and what is wrong with them.
_IMPOSSIBLE = (
    ("person", "n < 1 OR trim(key) = ''", "is no key of a person"),
    ("sitting", "n < 1 OR length(id) <> 16 OR here NOT IN (0, 1)", "is no sitting"),
    ("article_key", "n < 1 OR length(hash) <> 32", "is no hash of a text"),
    ("run", "n < 1 OR length(hash) = 0 OR (codebook IS NOT NULL AND length(codebook) <> 16)", "is no run of a model"),
    ("suggestion", 'start < -1 OR ("end" <= start AND "end" <> -1)', "is on no part of a text"),
    ("place", "annotator = '' OR turn < 1 OR min(cursor, top) < 0", "is no place in a text"),
    ("preference", "annotator = '' OR key = ''", "is nobody's preference"),
    ("preference", "key IN ('key', 'pack') AND value NOT IN (SELECT key FROM person)", "names nobody"),
    ("near_duplicate", "NOT similarity BETWEEN 0 AND 1", "is no likeness"),
    (
        "near_duplicate",
        "article NOT IN (SELECT article FROM compared) OR other NOT IN (SELECT article FROM compared)",
        "is of articles that were not compared",
    ),
    ("compared", "shingles < 0 OR article NOT IN (SELECT n FROM article)", "is no article that was compared"),
    ("compared_by", "article NOT IN (SELECT article FROM compared)", "is of an article that was not compared"),
    ("split_made", "split = '' OR articles < 0 OR julianday(at) IS NULL", "is no split"),
    ("counted", "until < 0 OR until > (SELECT coalesce(max(seq), 0) FROM journal)", "counts what is not there"),
)


def problems_with_numbers(connection: sqlite3.Connection) -> Iterator[str]:
    """Which people, sittings, articles and runs have changed since they were written."""
    yield from problems_with_seals(connection)


def problems_with_local(connection: sqlite3.Connection) -> Iterator[str]:
    """The impossible rows of local tables, one line each, a few of each table."""
    yield from problems_with_sums(connection)
    for table, impossible, what in _IMPOSSIBLE:
        for row in connection.execute(f"SELECT * FROM {table} WHERE {impossible} LIMIT {NAMED}").fetchall():
            yield f"{table}: {shortened(row)} {what}"
    rows = connection.execute(
        'SELECT article, last FROM (SELECT article, max("end") AS last FROM suggestion GROUP BY article)'
        f" JOIN article_text USING (article) WHERE last > length(text) LIMIT {NAMED}"
    )
    for n, last in rows.fetchall():
        yield f"suggestion: one ends at {last} in article number {n}, which is shorter"
    yield from _versions(connection)


def _versions(connection: sqlite3.Connection) -> Iterator[str]:
    """Whether the projections are those that this program makes."""
    for name, number in connection.execute("SELECT name, number FROM derived WHERE name = 'projections'").fetchall():
        if number != DERIVED:
            yield f"derived: the {name} are of version {number}, and this program makes version {DERIVED}"
    if connection.execute("SELECT 1 FROM derived WHERE name = 'projections'").fetchone() is None:
        (events,) = connection.execute("SELECT count(*) FROM journal").fetchone()
        if events:
            yield "derived: the version of the projections is missing"


def impossible_rows(table: str) -> list[str]:
    """The conditions, in SQL, of the impossible rows of a table."""
    return [impossible for name, impossible, _ in _IMPOSSIBLE if name == table]
