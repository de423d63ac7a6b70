"""The labels and people that a query names, found in the project whatever their case."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from labels.codebook import Codebook
from labels.codebook.fields import fold
from labels.projections import codebooks, people, viewers
from labels.projections.read import annotators
from labels.query.conditions import NOBODY, Who
from labels.query.errors import QueryError
from labels.query.nodes import By, Label
from labels.query.query import people_named
from labels.query.search import Search
from labels.values.viewer import Viewer
from labels.words import meant

if TYPE_CHECKING:
    from labels.query.contradicted import Ruled


class Names:
    """The names in one project, looked up once: labels become ids, people become numbers."""

    def __init__(self, connection: sqlite3.Connection, codebook: Codebook, search: Search) -> None:
        """The viewer of `search` may be named in its query without having said anything yet.

        Raises UsageError if the reader may not see what the viewer said.
        """
        self._connection = connection
        self._codebook = codebook
        self._viewer = search.viewer
        self._text = search.query.text
        self._reader = reader_of(connection, search)
        if search.viewer is not None:
            viewers.check_readable(connection, self._reader, search.viewer)
        shown = people.numbers_by_name(connection)
        self._former = people.former_names(connection)
        self._numbers = self._former | shown
        self._people = {name: shown[name] for name in annotators(connection, self._reader)}
        self._merged = codebooks.merged(connection)

    @property
    def has_merged_labels(self) -> bool:
        """Whether some labels are read as others."""
        return bool(self._merged)

    def who(self, name: str | None) -> Who:
        """The annotations of the annotator `name`, or anybody's."""
        numbers = tuple(self._people.values())
        if name is None and self._reader.sees_others:
            return Who(None, numbers)
        if name is None:
            person = NOBODY if self._reader.person is None else self._reader.person
            return Who(person, (person,))
        person = self._numbers.get(name, NOBODY)
        return Who(person, (person,), tuple(each for each in numbers if each != person))

    def labels(self, node: Label) -> tuple[str, ...]:
        """The ids of the label, by its name now or else by a name it had, and of all that is merged with it.

        Raises QueryError.
        """
        id = self._label(node)
        id = self._merged.get(id, id)
        return (id, *sorted(other for other, target in self._merged.items() if target == id))

    @cached_property
    def codebooks(self) -> dict[bytes, int]:
        """The number of each version of the codebook by its event."""
        return codebooks.numbers(self._connection)

    @cached_property
    def contradicted(self) -> Ruled:
        """What the codebook contradicts in this project."""
        from labels.query.contradicted import what_is_contradicted  # few queries ask that

        return what_is_contradicted(self._connection, self._codebook)

    def annotator(self, node: By) -> str:
        """A name of the annotator in the spelling of the project.

        A person with two names is found by both. Raises QueryError.
        """
        if not self._reader.sees_others:
            return self._own_name(node)
        known = {*self._people} | ({self._viewer} if self._viewer else set())
        heard = {*self._people.values()}
        former = [name for name, number in self._former.items() if number in heard]
        found = _alike(node.name, known) or _alike(node.name, former)
        if found and len({self._numbers.get(name, NOBODY) for name in found}) == 1:
            return found[0]
        if found:
            raise QueryError(f"“{node.name}” may be {' or '.join(found)}. Write it as it is.", self._text, node.at)
        who = ", ".join(sorted(known)) or "nobody yet"
        near = meant(node.name, known) or f" Known annotators: {who}."
        raise QueryError(f"“{node.name}” has said nothing in this project.{near}", self._text, node.at)

    def _own_name(self, node: By) -> str:
        """The name of the reader, who may name nobody else.

        The error for other names does not show whether they exist.
        """
        own = {name for name, number in self._numbers.items() if self._reader.may_read(number)} | {self._reader.name}
        found = _alike(node.name, own)
        if not found:
            raise QueryError(viewers.not_readable(node.name), self._text, node.at)
        return found[0]

    def _label(self, node: Label) -> str:
        wanted = fold(node.name)
        labels = self._codebook.labels
        for label in labels:
            if fold(label.name) == wanted:
                return label.id
        for label in labels:
            if wanted in (fold(label.id), *map(fold, label.formerly)):
                return label.id
        known = [label.name for label in labels]
        near = meant(node.name, known) or f" It has {', '.join(known)}."
        raise QueryError(f"the codebook has no label “{node.name}”.{near}", self._text, node.at)


def whose(connection: sqlite3.Connection, codebook: Codebook, search: Search) -> set[str] | None:
    """Whose annotations a search is about, by the names on screen: those of the people it names, else the viewer's.

    None if they are anybody's. Raises QueryError.
    """
    query, viewer = search.query, search.viewer
    names = Names(connection, codebook, search)
    found = [names.annotator(named) for named in people_named(query)] or ([] if viewer is None else [viewer])
    reader = reader_of(connection, search)
    if not found and not reader.sees_others:
        return {reader.name}
    shown = people.names_of_people(connection)
    return {shown.get(names.who(name).person or NOBODY, name) for name in found} or None


def reader_of(connection: sqlite3.Connection, search: Search) -> Viewer:
    """Who reads what a search finds, and whether they see what others said."""
    return search.reader or viewers.viewer_named(connection, search.viewer)


def _alike(name: str, known: Iterable[str]) -> list[str]:
    """The name itself if it is known, else those that differ from it in case only."""
    known = set(known)
    return [name] if name in known else sorted(each for each in known if fold(each) == fold(name))
