"""A read-only view of a project. Exports, and other code that only reads, get this in place of the project."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labels.codebook import Codebook
from labels.errors import UsageError
from labels.journal import portable
from labels.projections import articles as article_store
from labels.projections import codebooks, people
from labels.projections import read as annotation_store
from labels.projections.annotations import Row
from labels.projections.articles import ArticleRow
from labels.projections.project_reader import ProjectReader
from labels.projections.tie_breaks import tie_breaks_in
from labels.sqlite.annotator_state import AnnotatorState, everything_kept
from labels.sqlite.connection import one_moment
from labels.values.viewer import THE_FILE, Viewer

if TYPE_CHECKING:
    from labels.projections.gold import GoldReader
    from labels.query import Hit, Query
    from labels.statistics.posteriors import Posteriors
    from labels.values.review import ReviewUnit


class ProjectView:
    """Reads a project, nothing else. `reader` gives its articles, texts, sentences and labels.

    Beside that, here is what only an export reads: everything in the order that is the same in every copy of a project,
    everybody's annotations, people by name and key, and what an archive holds.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, annotator: str, viewer: Viewer = THE_FILE) -> None:
        """`annotator` is whose project it is: the name on screen. Only what is for the `viewer` is read."""
        self.path = path
        self.annotator = annotator
        self.viewer = viewer
        self.reader = ProjectReader(connection, lambda: viewer)
        self._connection = connection
        self._codebook: tuple[int, Codebook] | None = None

    def one_moment(self) -> AbstractContextManager[sqlite3.Connection]:
        """Everything that is read in the block shows one moment, whatever other processes write meanwhile."""
        return one_moment(self._connection)

    # -- articles and what is said of them ---------------------------------------------------------------

    def articles_in_order(self) -> Iterator[ArticleRow]:
        """The articles in the order of the events that brought them: the same in every copy of a project."""
        return article_store.articles_in_order(self._connection)

    def are_numbered_in_order(self) -> bool:
        """Whether the numbers of the articles follow the order of the events that brought them."""
        return article_store.are_numbered_in_order(self._connection)

    def annotation_rows(self, n: int) -> Mapping[tuple[int, int, int], Row]:
        """What is said of an article's sentences, by start, end and the annotator's number in this file.

        A row has the columns of `labels.projections.annotations.COLUMNS`.
        """
        return annotation_store.rows_by_person(self._connection, n, self.viewer)

    def suggestions_in(self, n: int) -> Mapping[bytes, Mapping[str, Any]]:
        """The payloads of the decisions in an article that say something of suggestions, by their events."""
        return annotation_store.suggestions_in(self._connection, n)

    def carried(self, n: int) -> frozenset[tuple[int, int, str]]:
        """What was carried by a split or a join in an article, by start, end and the annotator's key."""
        found = annotation_store.carried_in(self._connection, n)
        keys = self.annotator_keys() if found else {}
        return frozenset((start, end, keys[person]) for start, end, person in found if self.viewer.may_read(person))

    def tie_breaks(self, n: int) -> frozenset[tuple[int, int, str]]:
        """Decisions in an article that were asked for because others differed, by start, end and annotator's key."""
        found = tie_breaks_in(self._connection, n)
        keys = self.annotator_keys() if found else {}
        return frozenset((*span, keys[person]) for span, person in found if self.viewer.may_read(person))

    def find(self, query: Query, viewer: str | None, articles: Collection[int] | None = None) -> Iterator[Hit]:
        """The sentences that a query selects, seen by an annotator; in some `articles` only, if they are given."""
        from labels.query import Search
        from labels.query.searcher import Searcher

        searcher = Searcher(self._connection, lambda: self.codebook, lambda: self.viewer)
        return searcher.hits(Search(query, viewer, articles=articles))

    def where_decided(self) -> tuple[bool, bool]:
        """Whether any decision was made here, and whether any came with an import."""
        return annotation_store.where_decided(self._connection, self.viewer)

    # -- what was settled --------------------------------------------------------------------------------

    def review_units(self, n: int) -> dict[tuple[int, int], ReviewUnit]:
        """Everybody's votes on the sentences of an article, and what was settled, by span; where there is anything.

        Raises UsageError for a viewer who may not read that.
        """
        return self._gold.units(n)

    def settled_articles(self) -> frozenset[int]:
        """The numbers of the articles in which anything is settled. Raises UsageError as `review_units` does."""
        return self._gold.settled_articles()

    def labels_settled(self) -> frozenset[str]:
        """The ids of the labels that are among what was settled. Raises UsageError as `review_units` does."""
        return self._gold.labels()

    def posteriors(self) -> Posteriors:
        """How probable each answer is, by the model of the annotators, fitted to all votes now."""
        from labels.statistics.agreement_reader import AgreementReader

        return AgreementReader(self._connection).posteriors(self.codebook)

    @cached_property
    def _gold(self) -> GoldReader:
        from labels.projections.gold import GoldReader

        if not self.viewer.sees_others:
            raise UsageError("Gold is made of what everybody said, and only leads see it here. Leave it out.")
        return GoldReader(self._connection)

    def names_on_screen(self) -> Mapping[int, str]:
        """The names of annotators as they are shown, each once, by number."""
        return people.names_of_people(self._connection)

    # -- people ------------------------------------------------------------------------------------------

    def annotator_number(self, name: str) -> int | None:
        """The number in this file of the annotator with this name on screen; None for nobody."""
        return people.person_named(self._connection, name)

    def plain_names(self) -> Mapping[int, str]:
        """The names of annotators as they gave them, by number: two may have one name."""
        return people.plain_names(self._connection)

    def annotator_keys(self) -> Mapping[int, str]:
        """The keys of annotators, by number."""
        return people.keys_of_people(self._connection)

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
        for number, _, _ in self.reader.codebook_history():
            codebook = self.reader.codebook_version(number)
            assert codebook is not None
            yield number, codebook

    # -- all of it, as an archive holds it ---------------------------------------------------------------

    def event_count(self) -> int:
        """How many events there are. Raises UsageError for a viewer who may not read all of them."""
        if not self.viewer.sees_others:
            raise UsageError(
                "An archive holds what everybody said, and this project has a lead: it is not exported at the desk."
                " Choose another format, or use: copydesk export"
            )
        return portable.event_count(self._connection)

    def events(self) -> Iterator[portable.PortableEvent]:
        """The journal in the order of ids."""
        return portable.portable_events(self._connection)

    def text_hashes(self) -> Sequence[tuple[str, int]]:
        """The hashes of all texts, each with the number of its article."""
        return portable.texts(self._connection)

    def texts_about(self) -> Iterator[dict[str, object]]:
        """What each text is, for people."""
        return portable.texts_about(self._connection)

    def runs(self) -> Iterator[dict[str, object]]:
        """The runs of models."""
        return portable.portable_runs(self._connection)

    def suggestions(self) -> Iterator[dict[str, object]]:
        """What the runs suggest."""
        return portable.portable_suggestions(self._connection)

    def kept_state(self) -> AnnotatorState:
        """What is kept beside the journal: places, preferences, and which splits were written."""
        return everything_kept(self._connection)

    def _versioned_codebook(self) -> tuple[int, Codebook]:
        if self._codebook is None:
            self._codebook = self.reader.codebook()
        if self._codebook is None:
            raise UsageError(f"{self.path}: the project has no codebook yet. Open it once with: copydesk")
        return self._codebook
