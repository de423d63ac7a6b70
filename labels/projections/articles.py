"""Articles and their sentences as they are read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from labels.article import ArticleId, ArticleNumber, id_of_hash
from labels.errors import ProjectError
from labels.sentence import Cut

_COLUMNS = (
    "article.n, article.id, title, source, url, author, published, language, meta, segmenter, layout, sentences,"
    " imported_at"
)

_PAGE = 500

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a project, without its text. `n` counts articles in the order of their import, from 1."""

    n: ArticleNumber
    id: ArticleId
    title: str | None
    source: str | None
    url: str | None
    author: str | None
    published: str | None
    language: str | None
    meta: str
    segmenter: str
    layout: str
    sentences: int
    imported_at: str


def article_numbered(connection: sqlite3.Connection, n: int) -> ArticleRow | None:
    """The article with this number, or None."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM article WHERE n = ?", (n,)).fetchone()
    return ArticleRow(*row) if row else None


def article_with_id(connection: sqlite3.Connection, id: str) -> ArticleRow | None:
    """The article with this id, or None."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM article WHERE id = ?", (id,)).fetchone()
    return ArticleRow(*row) if row else None


def every_article(connection: sqlite3.Connection) -> Iterator[ArticleRow]:
    """All articles in the order of their import, a page of them in memory at a time.

    No read stays open between two pages, so the caller may write meanwhile. A transaction cannot begin to write under a
    read that started before another process wrote.
    """
    reached = 0
    while True:
        page: list[Row] = connection.execute(
            f"SELECT {_COLUMNS} FROM article WHERE n > ? ORDER BY n LIMIT {_PAGE}", (reached,)
        ).fetchall()
        for row in page:
            yield ArticleRow(*row)
        if len(page) < _PAGE:
            return
        reached = page[-1][0]


def articles_in_order(connection: sqlite3.Connection) -> Iterator[ArticleRow]:
    """All articles in the order of the events that brought them, which is the same in every copy of the project."""
    reached = b""
    while True:
        page: list[Row] = connection.execute(
            f"SELECT {_COLUMNS}, born FROM article WHERE born > ? ORDER BY born LIMIT {_PAGE}", (reached,)
        ).fetchall()
        for row in page:
            yield ArticleRow(*row[:-1])
        if len(page) < _PAGE:
            return
        reached = page[-1][-1]


def are_numbered_in_order(connection: sqlite3.Connection) -> bool:
    """Whether the numbers of the articles have the order of the events that brought them."""
    (found,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM (SELECT n, lag(n) OVER (ORDER BY born) AS before FROM article) WHERE before > n)"
    ).fetchone()
    return not found


def id_of_article(connection: sqlite3.Connection, n: int) -> ArticleId:
    """The id of the article that has this number here, also while its text has not come yet. Raises KeyError."""
    row = connection.execute("SELECT hash FROM article_key WHERE n = ?", (n,)).fetchone()
    if row is None:
        raise KeyError(n)
    return id_of_hash(row[0])


def numbers_of_articles(connection: sqlite3.Connection, ids: Collection[str]) -> frozenset[int]:
    """The numbers of the articles with these ids that are here."""
    rows = connection.execute(
        "SELECT n FROM article WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(ids)),)
    )
    return frozenset(n for (n,) in rows)


def text_of(connection: sqlite3.Connection, n: int) -> str:
    """The text of an article. Raises ProjectError if a damaged file has lost it."""
    row = connection.execute("SELECT text FROM article_text WHERE article = ?", (n,)).fetchone()
    if row is None:
        (_, _, path) = connection.execute("PRAGMA database_list").fetchone()
        raise ProjectError(f"{path}: article {n} has no text, the file is damaged. Run: copydesk check")
    return str(row[0])


def whole_text_of(connection: sqlite3.Connection, n: int) -> str:
    """The text of an article as it was imported. Raises ProjectError if it no longer matches its hash."""
    text = text_of(connection, n)
    (hash,) = connection.execute("SELECT hash FROM article_key WHERE n = ?", (n,)).fetchone()
    if sha256(text.encode("utf-8")).digest() != hash:
        (_, _, path) = connection.execute("PRAGMA database_list").fetchone()
        raise ProjectError(
            f"{path}: the text of article {id_of_hash(hash)} is not the one that came in, the file is damaged. Run:"
            " copydesk check"
        )
    return text


def sentences_of(connection: sqlite3.Connection, n: int) -> list[Cut]:
    """The sentences of an article as they are now, in the order of the text."""
    rows = connection.execute('SELECT start, "end", paragraph FROM sentence WHERE article = ? ORDER BY start', (n,))
    return list(map(Cut._make, rows.fetchall()))


def is_sentence(connection: sqlite3.Connection, n: int, start: int, end: int) -> bool:
    """Whether an article has a sentence with exactly this span now."""
    found = connection.execute(
        'SELECT 1 FROM sentence WHERE article = ? AND start = ? AND "end" = ?', (n, start, end)
    ).fetchone()
    return found is not None
