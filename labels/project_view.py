"""What may be read of a project: exports, and whatever else only reads, get this in place of the project."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from labels.codebook import Codebook
from labels.errors import UsageError
from labels.journal import portable
from labels.projections import articles as article_store
from labels.projections import codebooks, people
from labels.projections import read as queries
from labels.projections.articles import ArticleRow
from labels.sentence import Cut
from labels.sqlite.annotator_state import AnnotatorState, everything_kept
from labels.sqlite.connection import one_moment
from labels.values.annotation import Annotation

if TYPE_CHECKING:
    from labels.query import Hit, Query


class ProjectView:
    """Reads a project. Articles go by their id, or by `n`, the number that they have in this file only."""

    def __init__(self, path: Path, connection: sqlite3.Connection, annotator: str) -> None:
        """`annotator` is whose project it is: the name on screen."""
        self.path = path
        self.annotator = annotator
        self._connection = connection
        self._codebook: tuple[int, Codebook] | None = None

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Within the block everything is read as it was at one moment, whatever other processes write meanwhile."""
        with one_moment(self._connection):
            yield

    # -- articles and sentences --------------------------------------------------------------------------

    def articles(self) -> Iterator[ArticleRow]:
        """The articles in the order of their import, without their texts."""
        return article_store.every_article(self._connection)

    def articles_in_order(self) -> Iterator[ArticleRow]:
        """The articles in the order of the events that brought them: the same in every copy of a project."""
        return article_store.articles_in_order(self._connection)

    def are_numbered_in_order(self) -> bool:
        """Whether the numbers of the articles follow the order of the events that brought them."""
        return article_store.are_numbered_in_order(self._connection)

    def article(self, id: str) -> ArticleRow | None:
        """The article with this id; None if it is not here."""
        return article_store.article_with_id(self._connection, id)

    def text(self, n: int) -> str:
        """The text of an article."""
        return article_store.text_of(self._connection, n)

    def cuts(self, n: int) -> list[Cut]:
        """The sentences of an article that are in force, in the order of the text."""
        return article_store.sentences_of(self._connection, n)

    # -- what is said of them ----------------------------------------------------------------------------

    def annotations(self, n: int, merged: dict[str, str]) -> dict[tuple[int, int, int], Annotation]:
        """What is said of an article's sentences, by start, end and the annotator's number; see `merged_labels`."""
        return queries.annotations_by_person(self._connection, n, merged)

    def find(self, query: Query, viewer: str | None, articles: Collection[int] | None = None) -> Iterator[Hit]:
        """The sentences that a query selects, seen by an annotator; in some `articles` only, if they are given."""
        from labels.query import find

        return find(self._connection, query, viewer, self.codebook, articles=articles)

    def annotators(self) -> list[str]:
        """Everyone who has said something that stands, by the names on screen."""
        return queries.annotators(self._connection)

    def person(self, name: str) -> int | None:
        """The number of the annotator with this name on screen."""
        return people.person_named(self._connection, name)

    def plain_names(self) -> Mapping[int, str]:
        """The names of annotators as they gave them, by number: two may have one name."""
        return people.plain_names(self._connection)

    def annotator_keys(self) -> Mapping[int, str]:
        """The keys of annotators, by number."""
        return people.keys_of_people(self._connection)

    def where_decided(self) -> tuple[bool, bool]:
        """Whether any decision was made here, and whether any came with an import."""
        return queries.where_decided(self._connection)

    # -- the codebook ------------------------------------------------------------------------------------

    @property
    def codebook(self) -> Codebook:
        """The codebook as it was when it was read first."""
        return self._versioned_codebook()[1]

    @property
    def codebook_version(self) -> int:
        """The number of the codebook's version, from 1."""
        return self._versioned_codebook()[0]

    def reread_codebook(self) -> None:
        """Forget the codebook as read before: another process may have changed it."""
        self._codebook = None

    def codebook_numbers(self) -> Mapping[bytes, int]:
        """The numbers of the codebook's versions, by the events that made them."""
        return codebooks.numbers(self._connection)

    def codebook_versions(self) -> Iterator[tuple[int, Codebook]]:
        """All versions of the codebook with their numbers, oldest first."""
        for number, _, _ in codebooks.history(self._connection):
            codebook = codebooks.version(self._connection, number)
            assert codebook is not None
            yield number, codebook

    def merged_labels(self) -> dict[str, str]:
        """The labels that were merged into others: id to id."""
        return codebooks.merged(self._connection)

    def labels_in_use(self) -> Mapping[str, int]:
        """How many annotations carry each label, by the label's id."""
        return queries.labels_in_use(self._connection)

    def labels_ever_given(self) -> Collection[str]:
        """The ids of all labels that were ever given, whether or not that still stands."""
        return codebooks.labels_ever_given(self._connection)

    # -- all of it, as it travels ------------------------------------------------------------------------

    def event_count(self) -> int:
        """How many events there are."""
        return portable.event_count(self._connection)

    def events(self) -> Iterator[portable.PortableEvent]:
        """The journal in the order of ids."""
        return portable.portable_events(self._connection)

    def text_hashes(self) -> Sequence[tuple[str, int]]:
        """The hashes of all texts, each with the number of its article."""
        return list(portable.texts(self._connection))

    def texts_about(self) -> Iterator[dict[str, object]]:
        """What is known of each text."""
        return portable.texts_about(self._connection)

    def runs(self) -> Iterator[dict[str, object]]:
        """The runs of models."""
        return portable.portable_runs(self._connection)

    def suggestions(self) -> Iterator[dict[str, object]]:
        """What models suggest."""
        return portable.portable_suggestions(self._connection)

    def kept_state(self) -> AnnotatorState:
        """What is kept beside the journal: places, preferences, and which splits were written."""
        return everything_kept(self._connection)

    def _versioned_codebook(self) -> tuple[int, Codebook]:
        if self._codebook is None:
            self._codebook = codebooks.current(self._connection)
        if self._codebook is None:
            raise UsageError(f"{self.path}: the project has no codebook yet. Open it once with: copydesk")
        return self._codebook
