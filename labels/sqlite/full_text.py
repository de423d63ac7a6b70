"""The full-text index over the sentences: words to places, without a second copy of the text.

The number of a row is made from the article's number and the sentence's start, which only one sentence in force can
have. So the index is in the order of the text, and each row gives its sentence. Text without blanks between words is
put into it sign by sign, see `labels.sqlite.unblanked`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from labels.sqlite.usual_text import is_usual

#: Starts are below this: an article is at most 134 million code points long.
SHIFT = 1 << 27

#: What a word consists of: letters, digits and marks, because many scripts write vowels as marks.
TOKENIZE = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"

TABLE = f"""
CREATE VIRTUAL TABLE sentence_words USING fts5(text, content='', tokenize="{TOKENIZE}");
"""


def begin_index(connection: sqlite3.Connection) -> None:
    """Begin with an empty index; in an open transaction."""
    connection.execute("DROP TABLE IF EXISTS sentence_words")
    connection.execute(TABLE.strip().rstrip(";"))


def index_anew(connection: sqlite3.Connection) -> None:
    """Build the index again from the articles and their sentences; in an open transaction."""
    begin_index(connection)
    texts = connection.execute("SELECT article, text FROM article_text ORDER BY article")
    for n, text in texts:
        spans = connection.execute('SELECT start, "end" FROM sentence WHERE article = ? ORDER BY start', (n,))
        index_text(connection, n, text, spans.fetchall())


def index_text(connection: sqlite3.Connection, n: int, text: str, spans: Iterable[tuple[int, int]]) -> None:
    """Put sentences of an article, whose whole text is `text`, into the index."""
    connection.executemany(
        "INSERT INTO sentence_words (rowid, text) VALUES (?, ?)",
        _rows(n, text, spans),
    )


def forget_text(connection: sqlite3.Connection, n: int, text: str, spans: Iterable[tuple[int, int]]) -> None:
    """Take sentences of an article out of the index."""
    # An index without content needs the words that are to be removed.
    connection.executemany(
        "INSERT INTO sentence_words (sentence_words, rowid, text) VALUES ('delete', ?, ?)",
        _rows(n, text, spans),
    )


def _rows(n: int, text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    if is_usual(text):  # computed once for all sentences
        return ((n * SHIFT + start, text[start:end]) for start, end in spans)
    from labels.sqlite.unblanked import indexed

    return ((n * SHIFT + start, indexed(text[start:end])) for start, end in spans)
