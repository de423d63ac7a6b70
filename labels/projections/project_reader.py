"""What other rooms read of a project's articles, annotations, codebooks and places, without any SQL of their own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator

from labels.article import ArticleId
from labels.codebook import Codebook
from labels.journal.event import Event
from labels.projections import articles, codebooks, own_work, read, viewers
from labels.projections.articles import ArticleRow
from labels.projections.own_work import Parts, Share
from labels.projections.read import Completion, Span
from labels.projections.returned import returned_in_article, sent_back_to
from labels.sentence import Cut, Sentence
from labels.sqlite.reader import Reader
from labels.values.annotation import Annotation
from labels.values.place import Place
from labels.values.returned import Returned, SentBack
from labels.values.viewer import THE_FILE, Viewer


class ProjectReader(Reader):
    """Reads one open project. Articles go by their numbers in the file, labels by their ids, annotators by name."""

    def __init__(self, connection: sqlite3.Connection, viewer: Callable[[], Viewer] = lambda: THE_FILE) -> None:
        """`viewer` says who reads, at every question that is about several annotators; without it all of them count."""
        super().__init__(connection)
        self._viewer = viewer

    # -- articles and sentences --------------------------------------------------------------------------

    def articles(self) -> Iterator[ArticleRow]:
        """All articles in the order of their import, without their texts; nothing is left open between two."""
        return articles.every_article(self._connection)

    def article(self, n: int) -> ArticleRow | None:
        """The article with this number, or None."""
        return articles.article_numbered(self._connection, n)

    def article_with_id(self, id: str) -> ArticleRow | None:
        """The article with this id, or None."""
        return articles.article_with_id(self._connection, id)

    def id_of_article(self, n: int) -> ArticleId:
        """The id of the article with this number, also while its text has not come yet. Raises KeyError."""
        return articles.id_of_article(self._connection, n)

    def text_of(self, n: int) -> str:
        """The text of an article. Raises ProjectError where a damaged file has lost it."""
        return articles.text_of(self._connection, n)

    def whole_text_of(self, n: int) -> str:
        """The text of an article as it came in. Raises ProjectError where its hash says that it is another one now."""
        return articles.whole_text_of(self._connection, n)

    def cuts_of(self, n: int) -> list[Cut]:
        """The spans and paragraphs of an article's sentences, in the order of the text."""
        return articles.sentences_of(self._connection, n)

    def sentences_in(self, n: int, id: str) -> Iterator[Sentence]:
        """The sentences of article number `n`, whose id is `id`, in the order of the text."""
        text = self.text_of(n)
        for position, (start, end, paragraph) in enumerate(self.cuts_of(n)):
            yield Sentence(id, start, end, paragraph, position, text[start:end])

    def is_sentence(self, n: int, start: int, end: int) -> bool:
        """Whether an article has a sentence with exactly this span now."""
        return articles.is_sentence(self._connection, n, start, end)

    def totals(self) -> tuple[int, int]:
        """The number of articles and of sentences in the project."""
        return read.totals(self._connection)

    # -- annotations -------------------------------------------------------------------------------------

    def annotations_of(self, n: int, annotator: str) -> dict[Span, Annotation]:
        """One annotator's annotations in an article, by span."""
        return read.annotations_of(self._connection, n, annotator)

    def annotation_of(self, n: int, span: Span, annotator: str) -> Annotation:
        """One annotator's annotation of a sentence."""
        return read.annotation_of(self._connection, n, span, annotator)

    def returned_in(self, n: int, annotator: str) -> dict[Span, list[Returned]]:
        """What was ever sent back to an annotator in an article, by span; `latest_waiting` says what waits."""
        return returned_in_article(self._connection, n, annotator)

    def sent_back_to(self, annotator: str) -> list[SentBack]:
        """The sentences that wait to be decided again by an annotator, in the order of import and of the text."""
        return sent_back_to(self._connection, annotator)

    def annotators(self) -> list[str]:
        """Everyone whose decisions, flags or notes are in force and are for the viewer, sorted."""
        return read.annotators(self._connection, self._viewer())

    def check_readable(self, annotator: str) -> None:
        """Raise UsageError if what this annotator said is not for the viewer."""
        viewers.check_readable(self._connection, self._viewer(), annotator)

    def check_known(self, annotator: str) -> None:
        """Raise UsageError if nobody is registered under this name; says who is near, if the viewer may know."""
        viewers.check_known(self._connection, self._viewer(), annotator)

    def new_here(self) -> str:
        """That the viewer is new in a project in which others have worked; empty for everybody else."""
        return viewers.new_here(self._connection, self._viewer())

    def progress(self, annotator: str, sentences: int | None = None) -> Completion:
        """How far an annotator is with the whole project; `sentences` is how many it has, for who has counted them."""
        return read.project_progress(self._connection, annotator, sentences)

    def article_progress(self, annotator: str) -> Iterator[tuple[int, Completion]]:
        """For each article, in the order of import: its number, and how far an annotator is with it."""
        return read.article_progress(self._connection, annotator)

    def decisions_since(self, annotator: str, moment: str) -> int:
        """How many decisions of the annotator in force were made since a moment (ISO 8601, UTC, milliseconds)."""
        return read.decisions_since(self._connection, annotator, moment)

    def last_decision(self, annotator: str) -> Event | None:
        """The annotator's newest label or skip of a sentence that is not undone."""
        return read.last_decision(self._connection, annotator)

    def labels_in_use(self) -> dict[str, int]:
        """How many annotations that are for the viewer carry each label id."""
        return read.labels_in_use(self._connection, self._viewer())

    def label_sets_in_use(self) -> dict[tuple[str, ...], int]:
        """How many annotations that are for the viewer carry each set of several label ids, as they were given."""
        return read.labels_together(self._connection, self._viewer())

    # -- what is assigned --------------------------------------------------------------------------------

    def held_of(self, n: int, annotator: str) -> Parts | None:
        """What an annotator has of an article: parts, all of it (no parts), or nothing (None)."""
        return own_work.held_of(self._connection, n, annotator)

    def share_of(self, annotator: str) -> Share | None:
        """The sentences that are assigned to an annotator; None where nothing is."""
        return own_work.share_named(self._connection, annotator)

    # -- codebooks ---------------------------------------------------------------------------------------

    def codebook(self) -> tuple[int, Codebook] | None:
        """The number of the codebook in force, and the codebook; None in a project without one."""
        return codebooks.current(self._connection, self._viewer())

    def codebook_version(self, number: int) -> Codebook | None:
        """One version of the codebook, or None."""
        return codebooks.version(self._connection, number)

    def codebook_history(self) -> list[tuple[int, str, str]]:
        """For each version, oldest first: its number, when it was made (ISO 8601, UTC), and by whom."""
        return codebooks.history(self._connection)

    def codebooks_to_settle(self) -> list[int]:
        """The numbers of the codebooks that no other is based on, if there are several; the one in force last."""
        return codebooks.to_settle(self._connection)

    def parents_of_next_codebook(self) -> list[bytes]:
        """The events of the codebooks that one written now is based on."""
        return codebooks.parents_of_next(self._connection)

    def every_codebook(self) -> list[bytes]:
        """The events of all codebooks there are."""
        return codebooks.every_event(self._connection)

    def examples_seen_by_next_codebook(self) -> list[bytes]:
        """The events of the examples in force that are for the viewer: a codebook written now has seen them."""
        return codebooks.seen_examples(self._connection, self._viewer())

    def merged_labels(self) -> dict[str, str]:
        """The ids of labels that were merged into another, each with the id that its decisions are read under."""
        return codebooks.merged(self._connection)

    def labels_ever_given(self) -> dict[str, int]:
        """How often each label id was given in the journal as far as it is for the viewer, undone ones included."""
        return codebooks.labels_ever_given(self._connection, self._viewer())

    def has_chosen_suggestions(self, annotator: str) -> bool:
        """Whether suggestions were turned on or off for an annotator, or for everybody."""
        return read.has_chosen_suggestions(self._connection, annotator)

    def had_suggestions(self, annotators: Iterable[str]) -> list[str]:
        """Those of the annotators at whose decisions in force a model spoke."""
        return read.had_suggestions(self._connection, annotators)

    # -- places ------------------------------------------------------------------------------------------

    def latest_place(self, annotator: str) -> Place | None:
        """Where the annotator was last, or None for somebody new."""
        return read.latest_place(self._connection, annotator)

    def place_in(self, annotator: str, n: int) -> Place | None:
        """Where the annotator was last in this article, or None if never there."""
        return read.place_in(self._connection, annotator, n)
