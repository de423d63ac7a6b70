"""Which articles of a project are near-duplicates of which: derived from their texts, and made anew at any time."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

TABLES = """
CREATE TABLE near_duplicate (
    article INTEGER NOT NULL REFERENCES article (n),
    other INTEGER NOT NULL REFERENCES article (n),
    similarity REAL NOT NULL,
    PRIMARY KEY (article, other),
    CHECK (other < article)
) STRICT, WITHOUT ROWID;
CREATE TABLE compared (
    article INTEGER PRIMARY KEY REFERENCES article (n),
    shingles INTEGER NOT NULL
) STRICT;
CREATE TABLE compared_by (
    key INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article (n),
    PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE split_made (
    split TEXT PRIMARY KEY NOT NULL,
    articles INTEGER NOT NULL,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""


def not_compared(connection: sqlite3.Connection, most: int) -> list[tuple[int, str]]:
    """Number and text of the first articles that have not been compared with earlier ones, at most so many."""
    found: list[tuple[int, str]] = connection.execute(
        "SELECT n, text FROM article JOIN article_text ON article_text.article = n"
        " WHERE n > (SELECT ifnull(max(article), 0) FROM compared) ORDER BY n LIMIT ?",
        (most,),
    ).fetchall()
    return found


def all_compared(connection: sqlite3.Connection) -> bool:
    """Whether every article has been compared with all earlier ones."""
    (article,) = connection.execute("SELECT ifnull(max(n), 0) FROM article").fetchone()
    (compared,) = connection.execute("SELECT ifnull(max(article), 0) FROM compared").fetchone()
    return bool(article == compared)


def most_in_common(
    connection: sqlite3.Connection, keys: Collection[int], fewest: float, most: float, number: int
) -> list[int]:
    """The articles that share most of these keys, so many of them, and have between `fewest` and `most` shingles."""
    rows = connection.execute(
        "SELECT compared.article FROM compared_by JOIN compared USING (article)"
        f" WHERE key IN ({','.join('?' * len(keys))}) AND shingles BETWEEN ? AND ?"
        " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ?",
        (*keys, fewest, most, number),
    )
    return [n for (n,) in rows.fetchall()]


def full_keys(connection: sqlite3.Connection, keys: Collection[int], full: int) -> set[int]:
    """Those of these keys that so many articles have."""
    rows = connection.execute(
        f"SELECT key FROM compared_by WHERE key IN ({','.join('?' * len(keys))}) GROUP BY key HAVING count(*) >= ?",
        (*keys, full),
    )
    return {key for (key,) in rows.fetchall()}


def keep_compared(
    connection: sqlite3.Connection,
    article: int,
    shingles: int,
    keys: Iterable[int],
    links: Iterable[tuple[int, float]],
) -> None:
    """Write into a transaction that an article has been compared: its keys, and the earlier ones that it is like."""
    connection.execute("INSERT INTO compared VALUES (?, ?)", (article, shingles))
    connection.executemany("INSERT INTO compared_by VALUES (?, ?)", [(key, article) for key in keys])
    connection.executemany(
        "INSERT INTO near_duplicate VALUES (?, ?, ?)", [(article, other, similarity) for other, similarity in links]
    )


def links(connection: sqlite3.Connection, newest: int | None = None) -> list[tuple[int, int, float]]:
    """Article, an earlier one that it is like, and how much; those up to the article `newest` only, if it is given."""
    return connection.execute(
        "SELECT article, other, similarity FROM near_duplicate WHERE article <= ifnull(?, article) ORDER BY 1, 2",
        (newest,),
    ).fetchall()


def articles_when_split(connection: sqlite3.Connection, split: str) -> int | None:
    """How many articles there were when data was last written with this split; None if it never was."""
    row = connection.execute("SELECT articles FROM split_made WHERE split = ?", (split,)).fetchone()
    return row[0] if row else None


def keep_split(connection: sqlite3.Connection, split: str, articles: int, at: str) -> None:
    """Note that data was written with this split, when there were so many articles."""
    connection.execute("INSERT OR REPLACE INTO split_made VALUES (?, ?, ?)", (split, articles, at))
