"""Articles and their sentences in the project file: added once, never changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from labels.article import Article
from labels.errors import ProjectError
from labels.sentence import Cut
from labels.store.full_text import index_text
from labels.store.rows import Row, as_json

if TYPE_CHECKING:
    from labels.segmentation import CutResult

_COLUMNS = (
    "article.n, article.id, title, source, url, author, published, language, meta, segmenter, layout, sentences,"
    " imported_at"
)

_PAGE = 500


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a project, without its text. `n` counts articles in the order of their import, from 1."""

    n: int
    id: str
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


def add_article(connection: sqlite3.Connection, article: Article, cut: CutResult, imported_at: str) -> bool:
    """Put an article and its sentences into an open transaction; False if the project has this text already."""
    id = article.id
    if connection.execute("SELECT 1 FROM article WHERE id = ?", (id,)).fetchone():
        return False
    number = connection.execute(
        "INSERT INTO article (id, title, source, url, author, published, language, meta, segmenter, layout,"
        " sentences, imported_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            id,
            article.title,
            article.source,
            article.url,
            article.author,
            article.published,
            article.language or cut.language,
            as_json(dict(article.meta)),
            cut.segmenter,
            cut.layout,
            len(cut.sentences),
            imported_at,
        ),
    ).lastrowid
    connection.execute("INSERT INTO article_text VALUES (?, ?)", (number, article.text))
    connection.executemany(
        "INSERT INTO sentence VALUES (?, ?, ?, ?, 1, 1)",
        [(number, start, end, paragraph) for start, end, paragraph in cut.sentences],
    )
    assert number is not None
    index_text(connection, number, article.text, [(start, end) for start, end, _ in cut.sentences])
    return True


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

    Nothing is left open between them, so that whoever goes through them may write meanwhile: a transaction cannot
    begin to write under a read that started before another process wrote.
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


def text_of(connection: sqlite3.Connection, n: int) -> str:
    """The text of an article. Raises ProjectError where a damaged file has lost it."""
    row = connection.execute("SELECT text FROM article_text WHERE article = ?", (n,)).fetchone()
    if row is None:
        (_, _, path) = connection.execute("PRAGMA database_list").fetchone()
        raise ProjectError(f"{path}: article {n} has no text, the file is damaged. Run: copydesk check")
    return str(row[0])


def sentences_of(connection: sqlite3.Connection, n: int) -> list[Cut]:
    """The sentences of an article as they stand, in the order of the text."""
    rows = connection.execute(
        "SELECT start, stop, paragraph FROM sentence WHERE article = ? AND active ORDER BY start", (n,)
    )
    return list(map(Cut._make, rows.fetchall()))


def is_sentence(connection: sqlite3.Connection, n: int, start: int, stop: int) -> bool:
    """Whether an article has a sentence with exactly this span now."""
    found = connection.execute(
        "SELECT 1 FROM sentence WHERE article = ? AND start = ? AND stop = ? AND active", (n, start, stop)
    ).fetchone()
    return found is not None
