"""Checking the full-text index: it has every word of every sentence in its place, and nothing else.

SQLite can check an index against the texts only if the index has them, and this one is without content. So the index, a
few bytes for each sentence, is copied into a temporary index that has the sentences, and that one is checked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from labels.errors import DamagedError
from labels.projections.differences import NAMED
from labels.sqlite.full_text import SHIFT, TOKENIZE
from labels.sqlite.unblanked import indexed

#: The tables of an index.
_PARTS = ("data", "idx", "docsize")


def problems_with_index(connection: sqlite3.Connection) -> Iterator[str]:
    """What is missing in the index, or should not be in it, one line each.

    The connection must be able to write temporary tables.
    """
    connection.execute(
        "CREATE VIRTUAL TABLE temp.words USING"
        f" fts5(text, content='sentence_text', content_rowid='id', tokenize=\"{TOKENIZE}\")"
    )
    try:
        connection.create_function("sentence_text_at", 3, _Texts(connection).sentence)
        # SQLite reads the view in the order of its ids. Only a table that has them as its key needs no sorting for it.
        connection.execute('CREATE TEMP TABLE sentence_at (id INTEGER PRIMARY KEY, article, start, "end")')
        connection.execute(
            f'INSERT OR IGNORE INTO temp.sentence_at SELECT article * {SHIFT} + start, article, start, "end"'
            " FROM main.sentence NOT INDEXED"
        )
        connection.execute(
            "CREATE TEMP VIEW sentence_text AS"
            ' SELECT id, sentence_text_at(article, start, "end") AS text FROM temp.sentence_at'
        )
        for part in _PARTS:
            connection.execute(f"DELETE FROM temp.words_{part}")
            connection.execute(f"INSERT INTO temp.words_{part} SELECT * FROM main.sentence_words_{part}")
        try:
            connection.execute("INSERT INTO temp.words (words, rank) VALUES ('integrity-check', 1)")
        except DamagedError:
            yield from _in_words(connection)
    finally:
        connection.execute("DROP VIEW IF EXISTS temp.sentence_text")
        connection.execute("DROP TABLE IF EXISTS temp.sentence_at")
        connection.execute("DROP TABLE IF EXISTS temp.words")


class _Texts:
    """The texts of articles, one at a time: sentences come in the order of the text."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._n, self._text = 0, ""

    def sentence(self, n: int, start: int, end: int) -> str:
        """A span of an article's text, in the form in which it is given to the index."""
        if n != self._n:
            row = self._connection.execute("SELECT text FROM main.article_text WHERE article = ?", (n,)).fetchone()
            self._n, self._text = n, "" if row is None else row[0]
        return indexed(self._text[start:end])


def _in_words(connection: sqlite3.Connection) -> Iterator[str]:
    """Which sentences are missing or should not be there; otherwise that the words are not those of the sentences."""
    rows = connection.execute(
        f"SELECT article, start FROM sentence WHERE article * {SHIFT} + start NOT IN (SELECT id FROM"
        f" sentence_words_docsize) LIMIT {NAMED}"
    ).fetchall()
    more = connection.execute(
        f"SELECT id / {SHIFT}, id % {SHIFT} FROM sentence_words_docsize WHERE NOT EXISTS (SELECT 1 FROM sentence"
        f" WHERE article = id / {SHIFT} AND start = id % {SHIFT}) LIMIT {NAMED}"
    ).fetchall()
    for n, start in rows:
        yield f"article number {n}: what begins at {start} is missing from the full-text index"
    for n, start in more:
        yield f"article number {n}: what begins at {start} is in the full-text index, but is no sentence"
    if not rows and not more:
        yield "full-text index: its words are not those of the sentences"
