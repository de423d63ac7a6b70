"""The sentences with texts about which the codebook has rulings, found by the full-text index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from labels.codebook.rulings import same_text
from labels.journal.event import ANNOTATION_KINDS
from labels.projections.articles import text_of
from labels.query.phrase import fts_phrase
from labels.sqlite.full_text import SHIFT

#: Article number, start and end of a sentence.
Place = tuple[int, int, int]

#: A sentence is at most this many times as long as the searched text, plus this many code points: there may be several
#: blanks or line breaks where the text has one blank.
_TIMES, _MORE = 2, 40

_BY_WORDS = (
    f'SELECT s.article, s.start, s."end" FROM sentence_words AS w CROSS JOIN sentence AS s'
    f" ON s.article = w.rowid / {SHIFT} AND s.start = w.rowid % {SHIFT}"
    ' WHERE sentence_words MATCH ? AND s."end" - s.start <= ? ORDER BY w.rowid'
)
_BY_LENGTH = (
    'SELECT article, start, "end" FROM sentence INDEXED BY sentence_length WHERE "end" - start = ? ORDER BY 1, 2'
)
_BESIDE = ", ".join(f"'{kind}'" for kind in sorted(ANNOTATION_KINDS))


@dataclass(frozen=True, slots=True)
class _Known:
    """What was found over a connection: of which texts, up to which event of the journal, and where."""

    texts: frozenset[str]
    until: int
    places: Mapping[str, tuple[Place, ...]]


_KNOWN: WeakKeyDictionary[sqlite3.Connection, _Known] = WeakKeyDictionary()


def sentences_of_texts(connection: sqlite3.Connection, texts: frozenset[str]) -> Mapping[str, tuple[Place, ...]]:
    """The sentences of each of these texts (in the form of `same_text`), in the order of the project.

    What was found last over the connection is kept for as long as nothing but annotations has come since: the desk asks
    again with every key.
    """
    # What is read in an open write transaction may still be rolled back.
    kept = None if connection.in_transaction else _KNOWN.get(connection)
    if kept is not None and kept.texts == texts and not _sentences_came(connection, kept.until):
        return kept.places
    (until,) = connection.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()
    places = {text: tuple(_with_text(connection, text)) for text in sorted(texts)}
    if not connection.in_transaction:
        _KNOWN[connection] = _Known(texts, until, places)
    return places


def _sentences_came(connection: sqlite3.Connection, since: int) -> bool:
    found = connection.execute(f"SELECT 1 FROM journal WHERE seq > ? AND kind NOT IN ({_BESIDE}) LIMIT 1", (since,))
    return found.fetchone() is not None


def _with_text(connection: sqlite3.Connection, wanted: str) -> Iterator[Place]:
    if any(sign.isalnum() for sign in wanted):
        rows = connection.execute(_BY_WORDS, (fts_phrase(wanted), _TIMES * len(wanted) + _MORE))
    else:  # it has no words
        rows = connection.execute(_BY_LENGTH, (len(wanted),))
    n, text = 0, ""
    for article, start, end in rows.fetchall():
        if article != n:
            n, text = article, text_of(connection, article)
        if same_text(text[start:end]) == wanted:
            yield article, start, end
