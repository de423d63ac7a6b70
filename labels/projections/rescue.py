"""Saving what is whole in a damaged project: events, texts and what is kept beside them, into a new project.

Every event passes the checks of its kind, as if it were merged; every text is the one that its hash says. All
projections are rebuilt from them.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from labels.errors import ProjectError, UsageError, WritingError
from labels.files.new_file import put_new
from labels.journal.form import problem_with_form
from labels.journal.payload import is_canonical
from labels.journal.rows import event_from_row
from labels.projections.check_local import impossible_rows
from labels.projections.differences import UNREADABLE
from labels.projections.rebuild import rebuild
from labels.projections.seal import extend_seals
from labels.sqlite.connection import connect, is_database, writing
from labels.sqlite.migrations import FORMAT, migrate
from labels.sqlite.pages import Pages, snapshot
from labels.sqlite.sums import sum_whole

#: The types of the columns of the journal.
_NUMBER, _MAYBE_NUMBER, _MAYBE_ID = (int,), (int, type(None)), (bytes, type(None))
_TYPES = (
    _NUMBER, (bytes,), (str,), _NUMBER, _NUMBER, (str,), _MAYBE_NUMBER, _MAYBE_NUMBER, _MAYBE_NUMBER, _MAYBE_NUMBER,
    _MAYBE_ID, (str,), (bytes,), _MAYBE_ID,
)  # fmt: skip

#: What is stored beside the journal and cannot be rebuilt: table and number of columns.
_BESIDE = {"run": 5, "suggestion": 6, "place": 5, "preference": 3, "split_made": 3}

_NO_ROOM = "{target}: could not be written ({said}). Free some space, or name a place on another disk."


@dataclass(frozen=True, slots=True)
class Rescued:
    """How many events and articles a rescue saved, and how many there were, as far as the file shows.

    `newer` says that the file calls itself one of a newer Copydesk: what only that one knows is not saved.
    """

    events: int
    of_events: int
    articles: int
    of_articles: int
    newer: bool = False

    @property
    def lost(self) -> bool:
        """Whether anything could not be saved."""
        return self.events < self.of_events or self.articles < self.of_articles


def rescue(path: Path, target: Path) -> Rescued:
    """Save what is whole in the project at `path` into a new project at `target`; nothing else is changed.

    Raises UsageError where `target` is there already, ProjectError where there is no file to read or nothing in it,
    WritingError where the disk is full.
    """
    if not path.is_file():
        raise ProjectError(f"{path}: there is no such project.")
    if os.path.lexists(target):
        raise UsageError(f"{target}: is there already. Name a new file.")
    if not target.absolute().parent.is_dir():
        raise UsageError(f"{target}: its folder does not exist. Make the folder first.")
    folder = target.absolute().parent
    try:
        with TemporaryDirectory(prefix=f".{target.name[:60]}.", suffix=".part", dir=folder) as made:
            return _saved(path, target, Path(made))
    except OSError as error:
        raise WritingError(_NO_ROOM.format(target=target, said=error.strerror or error)) from error


def _saved(path: Path, target: Path, made: Path) -> Rescued:
    """Make the new project in the folder `made`, and put it to `target`."""
    copy, new = made / "copy.db", made / "new.db"
    snapshot(path, copy)
    if not is_database(copy) and copy.stat().st_size < 512:
        raise ProjectError(f"{path}: holds nothing that could be saved.")
    with Pages(copy) as pages:
        try:
            with closing(connect(new)) as connection, writing(connection):
                rescued = replace(_Rescue(pages, connection).run(), newer=pages.format > FORMAT)
        except ProjectError as error:  # an error in the new file: parts of the old one that cannot be read are skipped
            said = str(error).removeprefix(f"{new}: ").partition(".")[0]
            raise WritingError(_NO_ROOM.format(target=target, said=said)) from error
    if not rescued.of_events:
        raise ProjectError(f"{path}: holds no event that could be saved.")
    put_new(new, target)
    return rescued


class _Rescue:
    """Fills a new project, in an open transaction."""

    def __init__(self, pages: Pages, connection: sqlite3.Connection) -> None:
        self._pages = pages
        self._connection = connection
        self._roots = {**_roots_of_new(), **pages.roots()}
        self._hashes: dict[int, bytes] = {}
        self._events = self._highest = 0

    def run(self) -> Rescued:
        """Save everything that can be saved."""
        connection = self._connection
        connection.execute("PRAGMA defer_foreign_keys = ON")
        numbers = self._numbers()
        self._people()
        self._take_texts(self._table("article_text"))
        for row in self._table("journal"):
            self._take_event(row)
        for table, columns in _BESIDE.items():
            self._insert(table, columns, self._table(table))
        known = {row[0] for row in self._table("article") if len(row) == 15 and row[0] in self._hashes}
        self._take_strays()
        self._name_the_missing()
        rebuild(connection)
        for table in ("suggestion", "place"):  # rows that point to missing rows
            connection.execute(f"DELETE FROM {table} WHERE article NOT IN (SELECT n FROM article)")
        connection.execute("DELETE FROM suggestion WHERE run NOT IN (SELECT n FROM run)")
        for table in ("suggestion", "run", "place", "preference", "split_made"):
            for condition in impossible_rows(table):
                connection.execute(f"DELETE FROM {table} WHERE {condition}")
        connection.execute("DELETE FROM derived WHERE name <> 'projections'")  # sums over rows that are lost
        extend_seals(connection)
        for table in ("preference", "split_made", "run"):
            sum_whole(connection, table)
        shown = {n for (n,) in connection.execute("SELECT n FROM article")}
        gone = set(range(1, min(numbers.get("article_key", 0), self._highest) + 1)) - self._hashes.keys()
        return Rescued(
            self._events,
            max(self._highest, self._events, numbers.get("journal", 0)),
            len(shown),
            len(shown | known | gone),
        )

    def _table(self, name: str) -> Iterator[list[Any]]:
        """The rows of a table; where they have numbers, the number is the first value."""
        for number, values in self._pages.rows(self._roots[name]):
            if number is not None and values and values[0] is None:
                values[0] = number
            yield values

    def _numbers(self) -> dict[str, int]:
        """The greatest number of a row in a table when this was last recorded."""
        found = {}
        for row in self._table("derived"):
            if len(row) == 2 and isinstance(row[0], str) and isinstance(row[1], int):
                table, _, rest = row[0].partition(" ")
                if rest == "summed up to":
                    found[table] = row[1]
        return found

    def _people(self) -> None:
        people = (row for row in self._table("person") if len(row) == 2 and _counts(row[0]) and str(row[1]).strip())
        self._insert("person", 2, people)
        sittings = (
            row
            for row in self._table("sitting")
            if len(row) == 4 and _counts(row[0]) and _is_bytes(row[1], 16) and _counts(row[2]) and row[3] in (0, 1)
        )
        self._insert("sitting", 4, sittings)
        for row in self._table("article_key"):
            if len(row) == 2 and _counts(row[0]) and _is_bytes(row[1], 32):
                self._name_article(row[0], row[1])

    def _name_article(self, n: int, hash: bytes) -> None:
        done = self._connection.execute("INSERT OR IGNORE INTO article_key VALUES (?, ?)", (n, hash))
        if done.rowcount == 1:
            self._hashes[n] = hash

    def _take_texts(self, rows: Iterable[list[Any]]) -> None:
        for row in rows:
            if len(row) == 2 and isinstance(row[0], int) and isinstance(row[1], str):
                hash = sha256(row[1].encode("utf-8")).digest()
                if row[0] > 0 and row[0] not in self._hashes:
                    self._name_article(row[0], hash)
                if self._hashes.get(row[0]) == hash:
                    self._connection.execute("INSERT OR IGNORE INTO article_text VALUES (?, ?)", (row[0], row[1]))

    def _take_event(self, row: list[Any]) -> None:
        if len(row) == len(_TYPES) and isinstance(row[0], int) and isinstance(row[1], bytes) and len(row[1]) == 16:
            self._highest = max(self._highest, row[0] if row[0] < 1 << 40 else 0)
        if self._is_sound(row):
            places = ", ".join("?" * len(_TYPES))
            self._events += self._connection.execute(f"INSERT OR IGNORE INTO journal VALUES ({places})", row).rowcount

    def _is_sound(self, row: list[Any]) -> bool:
        if len(row) != len(_TYPES) or not all(type(each) in types for each, types in zip(row, _TYPES, strict=True)):
            return False
        if row[0] < 1 or min(row[3], row[4]) < 1 or (row[6] is not None and row[6] not in self._hashes):
            return False
        try:
            return is_canonical(row[11]) and problem_with_form(event_from_row(tuple(row))) is None
        except UNREADABLE:
            return False

    def _take_strays(self) -> None:
        """Take events and texts from pages to which no other page leads."""
        later = []
        for number, values in self._pages.stray_rows():
            row = [number, *values[1:]] if values and values[0] is None else values
            if len(row) == 2:
                self._take_stray_text(row)
            elif len(row) == len(_TYPES) and row[6] is not None and row[6] not in self._hashes:
                later.append(row)  # its text may still be found
            else:
                self._take_event(row)
        for row in later:
            self._take_event(row)

    def _take_stray_text(self, row: list[Any]) -> None:
        """A text is recognised by its hash. Other tables also have a number and a text, or a number and a hash."""
        if isinstance(row[1], str) and sha256(row[1].encode("utf-8")).digest() == self._hashes.get(row[0], b""):
            self._take_texts([row])
        elif _is_bytes(row[1], 32) and _counts(row[0]):
            self._name_article(row[0], row[1])

    def _name_the_missing(self) -> None:
        """Give lost people and sittings a row: with what the journal says about them, otherwise with a new name.

        People register themselves with the first thing they do; later they register others.
        """
        connection = self._connection
        registers = "kind = 'annotator' AND payload ->> '$.role' IS NULL AND payload ->> '$.same_as' IS NULL"
        rows = connection.execute(
            f"SELECT person, CASE WHEN {registers} THEN payload ->> '$.who' END FROM ("
            "SELECT person, min(seq), kind, payload FROM journal"  # kind and payload are those of the least `seq`
            " WHERE person NOT IN (SELECT n FROM person) GROUP BY person)"
            " UNION SELECT person, NULL FROM sitting WHERE person NOT IN (SELECT n FROM person)"
        ).fetchall()
        for n, who in sorted(rows, key=lambda row: (row[0], row[1] is None)):
            for key in (who, f"unknown {n}~lost{n}"):
                connection.execute("INSERT OR IGNORE INTO person SELECT ?, ? WHERE ?2 IS NOT NULL", (n, key))
        connection.execute(
            "INSERT OR IGNORE INTO sitting SELECT sitting, min(id), person, 0 FROM journal"
            " WHERE sitting NOT IN (SELECT n FROM sitting) GROUP BY sitting"
        )

    def _insert(self, table: str, columns: int, rows: Iterable[list[Any]]) -> None:
        places = ", ".join("?" * columns)
        for row in rows:
            if len(row) != columns:
                continue
            try:
                self._connection.execute(f"INSERT OR IGNORE INTO {table} VALUES ({places})", row)
            except sqlite3.IntegrityError:  # a value of another type than the column has
                continue


def _roots_of_new() -> dict[str, int]:
    """The pages on which the tables of a new project begin.

    They stay there, unless somebody used VACUUM on the file.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as new:
        migrate(new)
        return dict(new.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'table' AND rootpage > 0"))


def _counts(value: object) -> bool:
    """Whether a value can be the number of a person or a sitting."""
    return isinstance(value, int) and value > 0


def _is_bytes(value: object, length: int) -> bool:
    return isinstance(value, bytes) and len(value) == length
