"""Events in portable form: keys, hashes and text in place of the numbers that one file has for them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from labels.journal.event import layer_name, layer_number
from labels.journal.ids import id_from_text, id_to_text


class PortableEvent(NamedTuple):
    """An event in an archive: `person` is a key, `article` a hash in hexadecimal digits, `payload` canonical JSON."""

    id: str
    at: str
    person: str
    sitting: str
    kind: str
    article: str | None
    start: int | None
    end: int | None
    layer: str | None
    codebook: str | None
    payload: str
    action: str
    undoes: str | None


def portable_events(
    connection: sqlite3.Connection, where: str = "1", values: Mapping[str, object] | None = None
) -> Iterator[PortableEvent]:
    """The events of the table `journal` of which the condition `where` is true, in the order of ids."""
    rows = connection.execute(
        'SELECT journal.id, at, person.key, sitting.id, kind, article_key.hash, start, "end", layer, codebook, payload,'
        " action, undoes FROM journal JOIN person ON person.n = journal.person"
        " JOIN sitting ON sitting.n = journal.sitting LEFT JOIN article_key ON article_key.n = journal.article"
        f" WHERE {where} ORDER BY journal.id",
        values or {},
    )
    for id, at, person, sitting, kind, article, start, end, layer, codebook, payload, action, undoes in rows:
        yield PortableEvent(
            id_to_text(id), at, person, id_to_text(sitting), kind,
            None if article is None else article.hex(), start, end,
            None if layer is None else layer_name(layer),
            None if codebook is None else id_to_text(codebook),
            payload, id_to_text(action), None if undoes is None else id_to_text(undoes),
        )  # fmt: skip


def event_count(connection: sqlite3.Connection) -> int:
    """How many events the journal has."""
    (count,) = connection.execute("SELECT count(*) FROM journal").fetchone()
    return int(count)


def texts(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """The hash (hexadecimal digits) and number of every article whose text is here, in the order of hashes."""
    rows = connection.execute(
        "SELECT hash, n FROM article_key WHERE n IN (SELECT article FROM article_text) ORDER BY hash"
    )
    return [(hash.hex(), n) for hash, n in rows]


def texts_about(connection: sqlite3.Connection) -> Iterator[dict[str, object]]:
    """For each text its hash, and the article's id, title and source.

    They come in the order of the events that brought them, which is the same in every copy. Texts that still wait for
    such an event come last.
    """
    rows = connection.execute(
        "SELECT hash, article.id, title, source FROM article_key"
        " JOIN article_text ON article_text.article = article_key.n LEFT JOIN article ON article.n = article_key.n"
        " ORDER BY born IS NULL, born, hash"
    )
    for hash, id, title, source in rows:
        yield {"hash": hash.hex(), "id": id, "title": title, "source": source}


def portable_runs(
    connection: sqlite3.Connection, where: str = "1", values: Mapping[str, object] | None = None
) -> Iterator[dict[str, object]]:
    """The runs of models of which the condition `where` is true, in the order of their hashes."""
    rows = connection.execute(f"SELECT hash, model, codebook, at FROM run WHERE {where} ORDER BY hash", values or {})
    for hash, model, codebook, at in rows:
        yield {
            "hash": hash.hex(),
            "model": model,
            "codebook": None if codebook is None else id_to_text(codebook),
            "at": at,
        }


def portable_suggestions(
    connection: sqlite3.Connection, where: str = "1", values: Mapping[str, object] | None = None
) -> Iterator[dict[str, object]]:
    """What the runs suggest where the condition `where` is true, in the order of articles, units and runs."""
    rows = connection.execute(
        'SELECT article_key.hash, start, "end", run.hash, label, score FROM suggestion'
        " JOIN run ON run.n = run JOIN article_key ON article_key.n = suggestion.article"
        f' WHERE {where} ORDER BY 1, start, "end", 4, label',
        values or {},
    )
    for article, start, end, run, label, score in rows:
        yield {"article": article.hex(), "start": start, "end": end, "run": run.hex(), "label": label, "score": score}


class Loader:
    """Writes portable events into the journal of a file that is made only to be merged."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """`connection` is in a transaction, on a file with the tables of a project."""
        self._connection = connection
        self._people: dict[str, int] = {}
        self._sittings: dict[str, int] = {}
        self._articles: dict[str, int] = {}

    def add(self, event: PortableEvent) -> None:
        """Write one event. Raises ValueError if it is not valid, sqlite3.IntegrityError if it is already there."""
        person = self.person(event.person)
        self._connection.execute(
            'INSERT INTO journal (id, at, person, sitting, kind, article, start, "end", layer, codebook, payload,'
            " action, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                id_from_text(event.id), event.at, person, self._sitting(event.sitting, person), event.kind,
                None if event.article is None else self.article(event.article), event.start, event.end,
                None if event.layer is None else layer_number(event.layer),
                None if event.codebook is None else id_from_text(event.codebook),
                event.payload, id_from_text(event.action),
                None if event.undoes is None else id_from_text(event.undoes),
            ),
        )  # fmt: skip

    def article(self, hash: str) -> int:
        """The number for an article's hash (64 hexadecimal digits)."""
        if hash not in self._articles:
            value = bytes.fromhex(hash)
            if len(value) != 32:
                raise ValueError(f"{hash[:80]!r} is no hash of an article")
            self._articles[hash] = self._number("article_key", "hash", value)
        return self._articles[hash]

    def person(self, key: str) -> int:
        """The number for an annotator's key."""
        if key not in self._people:
            self._people[key] = self._number("person", "key", key)
        return self._people[key]

    def _sitting(self, id: str, person: int) -> int:
        if id not in self._sittings:
            self._connection.execute(
                "INSERT INTO sitting (id, person, here) VALUES (?, ?, 0)", (id_from_text(id), person)
            )
            (self._sittings[id],) = self._connection.execute("SELECT max(n) FROM sitting").fetchone()
        return self._sittings[id]

    def _number(self, table: str, column: str, value: object) -> int:
        found = self._connection.execute(f"INSERT INTO {table} ({column}) VALUES (?)", (value,))
        return int(found.lastrowid or 0)

    def add_text(self, hash: str, text: str) -> None:
        """Write the text of an article, which is checked when it is merged."""
        self._connection.execute("INSERT INTO article_text VALUES (?, ?)", (self.article(hash), text))

    def add_run(self, hash: str, model: str, codebook: str | None, at: str) -> None:
        """Write one run of a model. Raises ValueError."""
        self._connection.execute(
            "INSERT INTO run (hash, model, codebook, at) VALUES (?, ?, ?, ?)",
            (bytes.fromhex(hash), model, None if codebook is None else id_from_text(codebook), at),
        )

    def add_suggestion(self, article: str, start: int, end: int, run: str, label: str, score: float | None) -> None:
        """Write what a run suggests for a unit."""
        self._connection.execute(
            'INSERT INTO suggestion (article, start, "end", run, label, score)'
            " VALUES (?, ?, ?, (SELECT n FROM run WHERE hash = ?), ?, ?)",
            (self.article(article), start, end, bytes.fromhex(run), label, score),
        )
