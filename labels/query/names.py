"""The labels and people that a query names, found in the project whatever their case."""

from __future__ import annotations

import sqlite3

from labels.query.conditions import Who
from labels.query.errors import QueryError, meant
from labels.query.nodes import By, Label
from labels.scheme import Scheme
from labels.scheme.fields import fold
from labels.store.queries import annotators


class Names:
    """The names in one project, looked up once."""

    def __init__(self, connection: sqlite3.Connection, scheme: Scheme, viewer: str | None, text: str) -> None:
        """`viewer` may be named in a query without having said anything yet; `text` is for messages."""
        self._scheme = scheme
        self._viewer = viewer
        self._text = text
        self._people = tuple(annotators(connection))

    def who(self, name: str | None) -> Who:
        """The marks of the annotator `name`, or anybody's."""
        if name is None:
            return Who(None, self._people)
        return Who(name, (name,), tuple(each for each in self._people if each != name))

    def label(self, node: Label) -> str:
        """The id of the label: by its name now, else by a name it had. Raises QueryError."""
        wanted = fold(node.name)
        labels = self._scheme.labels
        for label in labels:
            if fold(label.name) == wanted:
                return label.id
        for label in labels:
            if wanted in (fold(label.id), *map(fold, label.formerly)):
                return label.id
        known = [label.name for label in labels]
        near = meant(node.name, known) or f" It has {', '.join(known)}."
        raise QueryError(f"the codebook has no label “{node.name}”.{near}", self._text, node.at)

    def annotator(self, node: By) -> str:
        """The annotator as written in the project. Raises QueryError."""
        known = {*self._people} | ({self._viewer} if self._viewer else set())
        if node.name in known:
            return node.name
        found = sorted(name for name in known if fold(name) == fold(node.name))
        if len(found) == 1:
            return found[0]
        if found:
            raise QueryError(f"“{node.name}” may be {' or '.join(found)}. Write it as it is.", self._text, node.at)
        who = ", ".join(sorted(known)) or "nobody yet"
        near = meant(node.name, known) or f" Known annotators: {who}."
        raise QueryError(f"“{node.name}” has said nothing in this project.{near}", self._text, node.at)
