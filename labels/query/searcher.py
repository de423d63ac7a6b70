"""Searching an open project, without any SQL on the side of the caller."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from labels.codebook import Codebook
from labels.query.counting import count
from labels.query.find import find
from labels.query.names import whose
from labels.query.pages import Hit
from labels.query.search import Search
from labels.query.sentences import Found, sentences_found
from labels.query.summary import Summary, summary
from labels.sqlite.connection import connect
from labels.values.progress import UNWATCHED, Progress
from labels.values.viewer import Viewer


class Searcher:
    """Looks for what a search selects. Everything here raises QueryError for names that the project lacks."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        codebook: Callable[[], Codebook],
        reader: Callable[[], Viewer] | None = None,
    ) -> None:
        """`codebook` gives the codebook as it is now, `reader` who reads; without it that is looked up by name."""
        self._connection = connection
        self._codebook = codebook
        self._reader = reader

    @classmethod
    @contextmanager
    def opened(cls, path: Path, codebook: Codebook) -> Iterator[Searcher]:
        """A searcher of the project at `path` over a connection of its own, for another thread. Raises ProjectError."""
        with closing(connect(path, write=False)) as connection:
            yield cls(connection, lambda: codebook)

    def hits(self, search: Search, progress: Progress = UNWATCHED) -> Iterator[Hit]:
        """The articles and spans of the sentences that a search selects, as `labels.query.find` describes."""
        return find(self._connection, self._codebook(), self._read(search), progress)

    def sentences(self, search: Search, progress: Progress = UNWATCHED) -> Iterator[Found]:
        """The sentences that a search selects, with their texts and everyone's annotations."""
        return sentences_found(self._connection, self._codebook(), self._read(search), progress)

    def count(self, search: Search, progress: Progress = UNWATCHED) -> int:
        """How many sentences a search selects; no more than its limit are counted."""
        return count(self._connection, self._codebook(), self._read(search), progress)

    def summary(self, search: Search, progress: Progress = UNWATCHED) -> Summary:
        """How many sentences a search selects, and who decided what about them."""
        return summary(self._connection, self._codebook(), self._read(search), progress)

    def whose(self, search: Search) -> set[str] | None:
        """The annotators, by the names on screen, whose annotations the query is about; None for anybody's."""
        return whose(self._connection, self._codebook(), self._read(search))

    def _read(self, search: Search) -> Search:
        """The search with its reader."""
        return search if self._reader is None or search.reader is not None else replace(search, reader=self._reader())
