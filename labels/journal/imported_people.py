"""Who made the decisions that are imported: people that the project knows, or new ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from labels.decision import Decision
from labels.journal.event import Act
from labels.journal.numbers import imported_key, number_of_key
from labels.projections.people import person_named

#: Writes an act in the name of a person (their number).
Write = Callable[[Act, int], None]


class ImportedPeople:
    """The numbers of those who made the decisions of one import."""

    def __init__(self, connection: sqlite3.Connection, importer: int, write: Write) -> None:
        """`importer` is the number of whoever imports; decisions that name nobody are theirs.

        `write` registers somebody whom the project does not know yet.
        """
        self._connection = connection
        self._importer = importer
        self._write = write
        self._numbers: dict[tuple[str | None, str | None], int] = {(None, None): importer}

    def number_of(self, decision: Decision) -> int:
        """The number of the person who made a decision; they are registered where they are new."""
        who = (decision.annotator, decision.annotator_key)
        if who not in self._numbers:
            self._numbers[who] = self._found_or_registered(*who)
        return self._numbers[who]

    def _found_or_registered(self, name: str | None, key: str | None) -> int:
        """The number by the key that our own records carry, else by name."""
        if name is None:
            return self._importer
        if key is None:
            person = person_named(self._connection, name)
            if person is not None:
                return person
            key = imported_key(name)
        row = self._connection.execute(
            "SELECT same FROM team JOIN person ON n = person WHERE key = ?", (key,)
        ).fetchone()
        if row is not None:
            return int(row[0])
        person = number_of_key(self._connection, key)
        self._write(Act("annotator", payload={"who": key, "name": name}), person)
        return person
