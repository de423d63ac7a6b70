"""The full-text index over the sentences: words to places, without a second copy of the text.

A row's number is made of the article's number and the sentence's start, which only one active sentence of an
article can have; so the index comes in the order of the text, and leads straight to the sentence.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

#: Starts are below this: an article is at most 134 million code points long.
SHIFT = 1 << 27

TABLE = """
CREATE VIRTUAL TABLE sentence_words USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2');
"""


def index_text(connection: sqlite3.Connection, n: int, text: str, spans: Iterable[tuple[int, int]]) -> None:
    """Put the sentences of a new article into the index."""
    connection.executemany(
        "INSERT INTO sentence_words (rowid, text) VALUES (?, ?)",
        [(n * SHIFT + start, text[start:stop]) for start, stop in spans],
    )


def index_sentence(connection: sqlite3.Connection, n: int, span: tuple[int, int]) -> None:
    """Put one sentence into the index."""
    index_text(connection, n, _text(connection, n), [span])


def forget_sentence(connection: sqlite3.Connection, n: int, span: tuple[int, int]) -> None:
    """Take one sentence out of the index."""
    start, stop = span
    # An index without content has to be told what it is to forget.
    connection.execute(
        "INSERT INTO sentence_words (sentence_words, rowid, text) VALUES ('delete', ?, ?)",
        (n * SHIFT + start, _text(connection, n)[start:stop]),
    )


def _text(connection: sqlite3.Connection, n: int) -> str:
    (text,) = connection.execute("SELECT text FROM article_text WHERE article = ?", (n,)).fetchone()
    return str(text)
