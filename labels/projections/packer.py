"""What packing reads from an open project: who has work, and what goes into a pack."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager

from labels.projections.pack_contents import PackContents
from labels.projections.people import name_on_screen, names_of_people, numbers_by_name, person_named
from labels.sqlite.connection import one_moment
from labels.sqlite.reader import Reader


class Packer(Reader):
    """Reads one open project."""

    def one_moment(self) -> AbstractContextManager[sqlite3.Connection]:
        """Everything that is read in the block shows one moment, whatever other processes write meanwhile."""
        return one_moment(self._connection)

    def contents(self, annotator: str) -> PackContents | None:
        """What is in the pack of an annotator, by the name on screen; None if nobody in the project has that name."""
        person = person_named(self._connection, annotator)
        return None if person is None else PackContents(self._connection, person)

    def contents_of_nobody(self) -> PackContents:
        """What is in the pack of somebody who is new to the project."""
        return PackContents(self._connection, 0)

    def known_as(self, annotator: str) -> str:
        """The name on screen of the annotator who has this name or key, or had the name before a merge.

        A name that nobody has is returned as it is.
        """
        name = name_on_screen(self._connection, annotator)
        person = person_named(self._connection, name)
        return name if person is None else names_of_people(self._connection)[person]

    def names(self) -> list[str]:
        """The names on screen of everybody, sorted."""
        return sorted(numbers_by_name(self._connection))

    def with_work(self) -> list[str]:
        """The names on screen of those to whom something is assigned, sorted."""
        rows = self._connection.execute(
            "SELECT shown FROM team WHERE person IN (SELECT person FROM assigned) AND shown IS NOT NULL ORDER BY shown"
        )
        return [name for (name,) in rows]
