"""A query as a condition on one sentence and its labels. The labels can come from a person, gold or a model."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable

from labels.codebook import Codebook
from labels.query import Query, QueryError, Search, find
from labels.query.names import Names
from labels.query.nodes import And, By, InArticle, Is, Label, Measure, Node, Not, Or, Pattern, Source, Words
from labels.statistics.votes import Unit
from labels.values.progress import UNWATCHED, Cancelled, Progress
from labels.values.viewer import Viewer

Labels = tuple[str, ...]


#: Whether a unit with these labels fulfils it. Labels are None if nobody decided; then the answer can be None too.
Holds = Callable[[Unit, Labels | None], bool | None]


class Condition:
    """Whether sentences fulfil a query. Conditions on the text are looked up once. Labels are given with each call."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        codebook: Codebook,
        query: Query,
        reader: Viewer,
        progress: Progress = UNWATCHED,
    ) -> None:
        """Raises QueryError for a label that there is not, and for what is asked of annotations besides labels.

        Raises Cancelled.
        """
        self._connection = connection
        self._codebook = codebook
        self._reader = reader
        self._progress = progress
        self._query = query
        self._names = Names(connection, codebook, Search(query, reader=reader))
        self.asks_labels = _asks(query.root)
        self.labels = tuple(dict.fromkeys(self._labels_in(query.root)))
        self.holds = self._compiled(query.root)

    def _compiled(self, node: Node) -> Holds:
        if not _asks(node):
            return self._of_text(node)
        match node:
            case Not(part):
                inner = self._compiled(part)
                return lambda unit, labels: _negated(inner(unit, labels))
            case And(parts):
                every = [self._compiled(part) for part in parts]
                return lambda unit, labels: _every(each(unit, labels) for each in every)
            case Or(parts):
                some = [self._compiled(part) for part in parts]
                return lambda unit, labels: _negated(_every(_negated(each(unit, labels)) for each in some))
            case Label(near=False):
                ids = frozenset(self._names.labels(node))
                return lambda _, labels: None if labels is None else not ids.isdisjoint(labels)
            case Is("labelled"):
                return lambda _, labels: None if labels is None else bool(labels)
            case Is("skipped"):
                return lambda _, labels: None if labels is None else not labels
        raise QueryError(
            "an estimate asks for labels (label:, is:labelled, is:skipped) and for the text, not for this."
            + (" Say whose labels with --labels." if isinstance(node, By) else ""),
            self._query.text,
            getattr(node, "at", 0),
        )

    def _of_text(self, node: Node) -> Holds:
        if node == And():
            return lambda unit, labels: True
        search = Search(Query(node, self._query.text), reader=self._reader)
        watched = Progress(cancelled=self._progress.cancelled)
        found = {(hit.article, hit.start) for hit in find(self._connection, self._codebook, search, watched)}
        if self._progress.cancelled():
            raise Cancelled
        return lambda unit, labels: unit[:2] in found

    def _labels_in(self, node: Node) -> Iterable[str]:
        match node:
            case Label():
                yield self._names.labels(node)[0]
            case Not(part):
                yield from self._labels_in(part)
            case And(parts) | Or(parts):
                for part in parts:
                    yield from self._labels_in(part)


def asks_annotations(query: Query) -> bool:
    """Whether a query asks for annotations, so that it may select other sentences later."""
    return _asks(query.root)


def _asks(node: Node) -> bool:
    match node:
        case Words() | Pattern() | InArticle() | Source():
            return False
        case Measure():
            return node.what == "seconds"
        case Not(part):
            return _asks(part)
        case And(parts) | Or(parts):
            return any(map(_asks, parts))
    return True  # all other conditions are about annotations


def _negated(value: bool | None) -> bool | None:
    return None if value is None else not value


def _every(values: Iterable[bool | None]) -> bool | None:
    """Whether all are true; None if that depends on unknown ones."""
    found = list(values)
    if False in found:
        return False
    return None if None in found else True
