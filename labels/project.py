"""A project: one SQLite file, and everything a script can do with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Self

from labels.annotation_api import AnnotationApi
from labels.article import Article
from labels.codebook import Codebook
from labels.decision import Incoming
from labels.default_codebook import begin_with_default_codebook
from labels.errors import CodebookError, ReadingError, UsageError
from labels.journal.append import Journal, utc_now
from labels.journal.event import Act, Event
from labels.journal.history import Entry, history_of, log
from labels.journal.sitting import Clock
from labels.journal.text import fault_in, fault_in_article
from labels.projections import articles as article_store
from labels.projections import codebooks
from labels.projections import read as queries
from labels.projections.read import Progress, annotation_of
from labels.projections.rebuild import keep_current
from labels.sentence import Sentence
from labels.sqlite.connection import connect, writing
from labels.values.annotation import Annotation

if TYPE_CHECKING:
    from labels.codebook.change import CodebookChange
    from labels.desk.bulk import Annotated
    from labels.exporting.selection import Selection
    from labels.importing.report import ImportReport
    from labels.journal.ingest import Ingested
    from labels.merging import MergeResult
    from labels.project_view import ProjectView
    from labels.projections.check import Checked
    from labels.segmentation import CutResult
    from labels.sqlite.annotator_state import AnnotatorState
    from labels.statistics.status import Standing
    from labels.values.import_options import ImportOptions

#: The project file of the current folder, unless another is named.
DEFAULT_PATH = Path("copydesk.db")


class Project:
    """An open project. A context manager; not to be shared between threads.

    Sentences are `labels.Sentence` values or their ids; labels are given by name.
    """

    def __init__(
        self, path: Path, annotator: str, *, write: bool = True, clock: Clock = utc_now, begin: bool = True
    ) -> None:
        """Open the project at `path`, made if it is missing and `write` is true.

        A new one begins with the codebook that comes with Copydesk, or waits for `begin` if that is put off.
        Raises ProjectError, and UsageError for a name that cannot be an annotator's.
        """
        if not annotator.strip() or fault_in(annotator):
            raise UsageError(f"{annotator!r} is no name for an annotator. Give another one with --annotator.")
        self.path = path
        self.clock = clock
        self.connection = connect(path, write=write)
        self._codebook: tuple[int, Codebook] | None = None
        try:
            if write:
                keep_current(self.connection)
            self.journal = Journal(self.connection, annotator, clock)
            self._annotating = AnnotationApi(path, self.journal, self.connection, lambda: self.codebook)
            if write and begin:
                self.begin()
        except BaseException:
            self.close()
            raise

    @classmethod
    def open(
        cls, path: str | Path = DEFAULT_PATH, annotator: str | None = None, *, write: bool = True, begin: bool = True
    ) -> Self:
        """Open the project at `path` as `annotator` (else COPYDESK_ANNOTATOR, git's user.name, the login name)."""
        from labels.annotator import find_annotator

        return cls(Path(path), annotator or find_annotator(), write=write, begin=begin)

    @property
    def annotator(self) -> str:
        """Your name on screen: the one that you opened the project under, or "ana (2)" where there is another ana."""
        return self.journal.sitting.annotator

    def begin(self) -> None:
        """Give a project that has no codebook yet the one that comes with Copydesk."""
        if codebooks.current(self.connection) is None:
            begin_with_default_codebook(self.journal)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Everything said so far is in it already."""
        self.journal.end()
        self.connection.close()

    # -- articles and sentences --------------------------------------------------------------------------

    def add(
        self, article: Article | str, *, title: str | None = None, language: str | None = None, layout: str = "auto"
    ) -> str:
        """Add an article (a text will do), cut into sentences; returns its id. A known text is left as it is.

        Raises ReadingError for an article that holds no sentence or cannot be stored.
        """
        from labels.segmentation import cut

        if isinstance(article, str):
            article = Article(article, title=title, language=language)
        self.add_cut([(article, cut(article.text, language or article.language, layout))])
        return article.id

    def add_cut(self, cut_articles: Sequence[tuple[Article, CutResult]]) -> list[bool]:
        """Add articles with their sentences in one transaction; for each, whether it was new. Raises ReadingError."""
        for article, result in cut_articles:
            fault = fault_in_article(article) or (None if result.sentences else "holds no sentence. Give it some text.")
            if fault:
                raise ReadingError(f"{article.source or article.title or 'The article'}: {fault}")
        return [done.is_new for done in self.ingest([Incoming(article, cut) for article, cut in cut_articles])]

    def ingest(self, incoming: Iterable[Incoming]) -> list[Ingested]:
        """Add articles and the decisions that come with them, in one transaction; what came of each.

        Labels go by the names of the codebook, which must have them all (see `labels.importing.codebook`). Raises
        UsageError for a decision that cannot be stored, or for labels that exclude each other.
        """
        from labels.journal.ingest import Ingest

        now, codebook = self.clock().astimezone(UTC), self.codebook
        with self.journal.sitting.transaction():
            ingest = Ingest(self.connection, codebook, self.journal.registered(now), now)
            done = [ingest.add(each) for each in incoming]
        self.journal.wrote(ingest.events)
        return done

    def articles(self) -> Iterator[article_store.ArticleRow]:
        """The articles in the order of their import, without their texts."""
        return article_store.every_article(self.connection)

    def sentences(self, article: str | None = None) -> Iterator[Sentence]:
        """The sentences of one article (by id) or of all, in the order of the text. Raises UsageError."""
        if article is not None:
            yield from self._sentences_in(self._annotating.known_number(article), article)
            return
        for row in self.articles():
            yield from self._sentences_in(row.n, row.id)

    def find(self, query: str, annotator: str | None = None, *, anyone: bool = False) -> Iterator[Sentence]:
        """The sentences that a query (docs/query.md) selects, seen by an annotator (yourself) or by `anyone`."""
        from labels.query import parse_query
        from labels.query.sentences import sentences_found

        viewer = None if anyone else annotator or self.annotator
        return (found.sentence for found in sentences_found(self.connection, parse_query(query), viewer, self.codebook))

    def annotation(self, sentence: Sentence | str, annotator: str | None = None) -> Annotation:
        """What an annotator (yourself, if none is named) currently says of a sentence. Raises UsageError."""
        n, start, end = self._annotating.unit(sentence)
        return annotation_of(self.connection, n, (start, end), annotator or self.annotator)

    # -- annotating ----------------------------------------------------------------------------------------

    def label(
        self,
        sentence: Sentence | str,
        *names: str,
        seconds: float | None = None,
        suggested: tuple[str, float] | None = None,
    ) -> Event:
        """Label a sentence, replacing what was decided before. Raises UsageError for a label that cannot be given.

        `suggested` is the label name and score (0 to 1) of a model's suggestion that was in view.
        """
        return self._annotating.label(sentence, *names, seconds=seconds, suggested=suggested)

    def skip(self, sentence: Sentence | str, seconds: float | None = None) -> Event:
        """Decide that a sentence gets no label."""
        return self._annotating.skip(sentence, seconds)

    def clear(self, sentence: Sentence | str) -> Event:
        """Take the decision on a sentence away."""
        return self._annotating.clear(sentence)

    def flag(self, sentence: Sentence | str, on: bool = True, reason: str = "") -> Event:
        """Flag a sentence, or take the flag off."""
        return self._annotating.flag(sentence, on, reason)

    def note(self, sentence: Sentence | str, text: str) -> Event:
        """Write a note on a sentence; an empty one takes it away."""
        return self._annotating.note(sentence, text)

    def annotate(
        self,
        query: str,
        *,
        label: str | None = None,
        skip: bool = False,
        clear: bool = False,
        flag: bool | None = None,
        dry_run: bool = False,
        told: Callable[[int], None] = lambda done: None,
    ) -> Annotated:
        """Say the same of every sentence that a query (docs/query.md) selects, as one action; `dry_run` only looks.

        One thing is said: a label (by name), skip, clear, or a flag (False takes it off). Sentences of which it holds
        already are left alone. `told` hears now and then how many are done. Raises QueryError, and UsageError for a
        label that cannot be given.
        """
        return self._annotating.annotate(
            query, label=label, skip=skip, clear=clear, flag=flag, dry_run=dry_run, told=told
        )

    def split(self, sentence: Sentence | str, at: int) -> Event:
        """Split a sentence in two; the second half begins at `at`, a code point of the article's text.

        Both halves inherit everyone's marks, as carried. Raises UsageError where there is nothing to split.
        """
        return self._annotating.split(sentence, at)

    def join(self, sentence: Sentence | str) -> Event:
        """Join a sentence with the next one of its paragraph; of everyone's annotations stays what both agree on.

        Raises UsageError at the end of a paragraph.
        """
        return self._annotating.join(sentence)

    def add_example(self, sentence: Sentence | str, label: str, *, counter: bool = False) -> Event:
        """Put a sentence into the codebook as an example of a label, or as a counter-example."""
        return self._annotating.add_example(sentence, label, counter=counter)

    def undo(self) -> bool:
        """Take back your last action; False if there is nothing left to undo."""
        return self._annotating.undo()

    def redo(self) -> bool:
        """Bring back what you undid last; False if there is nothing to redo."""
        return self._annotating.redo()

    def number_of(self, article: str | None) -> int | None:
        """The number of the article with this id, counted in the order of import from 1; None if unknown."""
        return self._annotating.number_of(article)

    # -- the codebook ------------------------------------------------------------------------------------

    @property
    def codebook(self) -> Codebook:
        """The codebook as it is now."""
        return self._versioned_codebook()[1]

    @property
    def codebook_version(self) -> int:
        """The number of the codebook's version, from 1."""
        return self._versioned_codebook()[0]

    def reread_codebook(self) -> None:
        """Forget the codebook as read before: another process may have changed it."""
        self._codebook = None

    def plan_codebook(
        self, new: Codebook, *, renames: Mapping[str, str] | None = None, retire: Collection[str] = ()
    ) -> CodebookChange:
        """What it would mean to go over to the codebook `new`. Raises CodebookError where decisions would be lost.

        `renames` has new names by old ones; labels that get the same name, or that of another, are merged. Where
        several codebooks are to be settled, `new` takes the place of all of them.
        """
        from labels.codebook.change import plan_change

        self.reread_codebook()
        used = codebooks.labels_ever_given(self.connection)
        together = queries.labels_together(self.connection)
        change = plan_change(self.codebook, new, renames=renames, used=used, retire=retire, together=together)
        return replace(change, settles=tuple(self.codebooks_to_settle()))

    def change_codebook(self, change: CodebookChange) -> int:
        """Write a planned change of the codebook into the journal; returns the new version.

        Raises CodebookError if the codebook is not any more the one that the change was planned for.
        """
        from labels.codebook.record import codebook_to_record

        self.reread_codebook()
        if change.before != self.codebook:
            raise CodebookError(f"{self.path}: the codebook has been changed meanwhile. Plan the change again.")
        payload = {
            "value": codebook_to_record(change.codebook),
            "parents": [event.hex() for event in codebooks.parents_of_next(self.connection)],
            "seen": [event.hex() for event in codebooks.seen_examples(self.connection)],
        }
        self.journal.record([Act("codebook", payload=payload)])
        self.reread_codebook()
        return self.codebook_version

    def codebooks_to_settle(self) -> list[int]:
        """The numbers of the codebooks that were made apart from each other, where there are several; else none.

        The last of them is in force; a codebook that is written now takes the place of all.
        """
        return codebooks.to_settle(self.connection)

    # -- where things stand ------------------------------------------------------------------------------

    def progress(self, annotator: str | None = None) -> Progress:
        """How far an annotator (yourself, if none is named) is with the whole project."""
        return queries.project_progress(self.connection, annotator or self.annotator)

    def annotators(self) -> list[str]:
        """Everyone who has said something that stands."""
        return queries.annotators(self.connection)

    def data_version(self) -> int:
        """A number that changes when another process has written to the file."""
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    # -- whole files ---------------------------------------------------------------------------------------

    def import_files(self, *paths: str | Path, options: ImportOptions | None = None) -> ImportReport:
        """Add the articles in files, folders and archives, and the decisions in them; what became of each.

        What cannot be read is refused in the report and does not stop the rest. Raises UsageError for options that
        cannot be, CodebookError for labels that the codebook lacks (`options.make_codebook` adds them).
        """
        from labels.importing.pipeline import import_articles

        return import_articles(self, paths, options)

    def export(
        self,
        path: str | Path,
        *,
        format: str | None = None,
        selection: Selection | None = None,
        parts: Mapping[str, str] | None = None,
    ) -> int:
        """Write the selected decisions to a file or folder, replaced only when it is complete; the number of rows.

        The format goes by its name or else by the ending of `path` (JSON Lines if it has none). `parts` names the part
        of each article id (see `labels.splits.parts`). Raises UsageError, WritingError.
        """
        from labels.exporting.export import export_file

        return export_file(self.view, Path(path), format, selection, parts).rows

    def card(self, selection: Selection | None = None) -> str:
        """The dataset card of the selected decisions, as Markdown."""
        from labels.exporting.records import select
        from labels.formats.description.card import card_text

        return card_text(select(self.view, selection))

    @property
    def view(self) -> ProjectView:
        """The project as one that only reads gets it, such as an export."""
        from labels.project_view import ProjectView

        return ProjectView(self.path, self.connection, self.annotator)

    def take_in_state(self, kept: AnnotatorState, *, same_articles: bool) -> None:
        """Take over the places, preferences and splits that an archive keeps beside its journal, merged before."""
        from labels.sqlite.annotator_state import take_in

        with writing(self.connection) as connection:
            take_in(connection, kept, same_articles=same_articles)

    def merge(self, *paths: str | Path, dry_run: bool = False) -> MergeResult:
        """Take over from project files and archives what is new in them (see `labels.merging`)."""
        from labels.merging import merge_files

        return merge_files(self, [Path(path) for path in paths], dry_run=dry_run)

    def check(self) -> Checked:
        """Compare everything that is read with the journal. Nothing is changed."""
        from labels.projections.check import check

        return check(self.path)

    def digest(self) -> str:
        """64 hexadecimal digits, equal for two projects exactly if they hold the same events and texts."""
        from labels.journal.digest import digest

        return digest(self.connection)

    # -- what was done -------------------------------------------------------------------------------------

    def history(self, sentence: Sentence | str) -> list[Entry]:
        """Everything that anybody said of a sentence's text, oldest first. Raises UsageError."""
        return history_of(self.connection, *self._annotating.unit(sentence))

    def log(self, annotator: str | None = None, limit: int | None = None) -> Iterator[Entry]:
        """The journal backwards: of one annotator or of all, at most `limit` entries."""
        return log(self.connection, annotator=annotator, limit=limit)

    def statistics(self) -> Standing:
        """Progress, pace, shares of labels and outlook for every annotator, as `copydesk status` shows them."""
        from labels.statistics.status import where_you_stand

        return where_you_stand(self.connection)

    # -- inside ------------------------------------------------------------------------------------------

    def _versioned_codebook(self) -> tuple[int, Codebook]:
        if self._codebook is None:
            self._codebook = codebooks.current(self.connection)
        if self._codebook is None:
            raise UsageError(f"{self.path}: the project has no codebook yet. Open it once with: copydesk")
        return self._codebook

    def _sentences_in(self, n: int, id: str) -> Iterator[Sentence]:
        text = article_store.text_of(self.connection, n)
        for position, (start, end, paragraph) in enumerate(article_store.sentences_of(self.connection, n)):
            yield Sentence(id, start, end, paragraph, position, text[start:end])
