"""Annotators' keys, and the numbers that a file has for keys and sittings."""

from __future__ import annotations

import secrets
import sqlite3
import unicodedata
from base64 import b32encode
from hashlib import sha256

from labels.journal.project_fold import KEY_SIGN


def newest_id(connection: sqlite3.Connection) -> bytes | None:
    """The greatest event id in the file."""
    (newest,) = connection.execute("SELECT max(id) FROM journal").fetchone()
    return None if newest is None else bytes(newest)


def new_key(name: str) -> str:
    """A new key for somebody of this name, made once at registration, such as `ana~7f3kq2`."""
    return f"{_short(name)}{KEY_SIGN}{b32encode(secrets.token_bytes(5)).decode('ascii').lower()[:6]}"


def imported_key(name: str) -> str:
    """The key of somebody whose name came with an import.

    It is computed from the name, so two imports of one name give one person.
    """
    digits = b32encode(sha256(name.encode("utf-8")).digest()).decode("ascii").lower()
    return f"{_short(name)}{KEY_SIGN}{digits[:12]}"


def number_of_key(connection: sqlite3.Connection, key: str) -> int:
    """The number that the file has for an annotator's key, given now if it is new."""
    connection.execute("INSERT OR IGNORE INTO person (key) VALUES (?)", (key,))
    (number,) = connection.execute("SELECT n FROM person WHERE key = ?", (key,)).fetchone()
    return int(number)


def number_of_sitting(connection: sqlite3.Connection, id: bytes, person: int, *, here: bool) -> int:
    """The number that the file has for a sitting, given now if it is new. `here`: undo may walk over it."""
    connection.execute("INSERT OR IGNORE INTO sitting (id, person, here) VALUES (?, ?, ?)", (id, person, int(here)))
    (number,) = connection.execute("SELECT n FROM sitting WHERE id = ?", (id,)).fetchone()
    return int(number)


def _short(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(sign for sign in plain if sign.isascii() and sign.isalnum())[:20] or "annotator"


class Numbers:
    """SQL expressions, over a row `other`, that turn the numbers of an attached file into those of this one.

    People and sittings that only the other file has get a number here. `same` says that all numbers are equal.
    """

    def __init__(self, connection: sqlite3.Connection, schema: str) -> None:
        before = connection.total_changes
        connection.execute(f"INSERT OR IGNORE INTO main.person (key) SELECT key FROM {schema}.person ORDER BY n")
        self.are_new = connection.total_changes > before
        connection.execute(
            f"INSERT OR IGNORE INTO main.article_key (hash) SELECT hash FROM {schema}.article_key ORDER BY n"
        )
        self.same = True
        self.person = self._map(connection, schema, "person", "person", "key")
        connection.execute(
            f"INSERT OR IGNORE INTO main.sitting (id, person, here) SELECT id, {self.person}, 0"
            f" FROM {schema}.sitting AS other ORDER BY n"
        )
        self.sitting = self._map(connection, schema, "sitting", "sitting", "id")
        self.article = self._map(connection, schema, "article_key", "article", "hash")

    def _map(self, connection: sqlite3.Connection, schema: str, table: str, column: str, key: str) -> str:
        name = f"{column}_number"
        connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {name} (there INTEGER PRIMARY KEY, here INTEGER)")
        connection.execute(f"DELETE FROM temp.{name}")
        connection.execute(
            f"INSERT INTO temp.{name} SELECT there.n, here.n FROM {schema}.{table} AS there"
            f" JOIN main.{table} AS here ON here.{key} = there.{key}"
        )
        differ = connection.execute(f"SELECT 1 FROM temp.{name} WHERE there <> here LIMIT 1").fetchone()
        self.same = self.same and differ is None
        return f"(SELECT here FROM temp.{name} WHERE there = other.{column})"
