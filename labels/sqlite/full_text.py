"""The full-text index over the sentences: words to places, without a second copy of the text.

A row's number is made of the article's number and the sentence's start, which only one active sentence of an
article can have; so the index comes in the order of the text, and leads straight to the sentence.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

#: Starts are below this: an article is at most 134 million code points long.
SHIFT = 1 << 27

#: How words are told apart.
TOKENIZE = "unicode61 remove_diacritics 2"

TABLE = f"""
CREATE VIRTUAL TABLE sentence_words USING fts5(text, content='', tokenize='{TOKENIZE}');
"""


def index_text(connection: sqlite3.Connection, n: int, text: str, spans: Iterable[tuple[int, int]]) -> None:
    """Put sentences of an article, whose whole text is `text`, into the index."""
    connection.executemany(
        "INSERT INTO sentence_words (rowid, text) VALUES (?, ?)",
        [(n * SHIFT + start, text[start:end]) for start, end in spans],
    )


def forget_text(connection: sqlite3.Connection, n: int, text: str, spans: Iterable[tuple[int, int]]) -> None:
    """Take sentences of an article out of the index."""
    # An index without content needs the words that are to be removed.
    connection.executemany(
        "INSERT INTO sentence_words (sentence_words, rowid, text) VALUES ('delete', ?, ?)",
        [(n * SHIFT + start, text[start:end]) for start, end in spans],
    )
