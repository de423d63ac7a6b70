"""A project: one SQLite file, and everything a script can do with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Self

from labels.agreement_api import AgreementApi
from labels.annotation_api import AnnotationApi
from labels.article_api import ArticleApi
from labels.codebook import Codebook
from labels.codebook_api import CodebookApi
from labels.decision import Incoming
from labels.default_codebook import begin_with_default_codebook
from labels.delegation import delegated, part_of
from labels.errors import UsageError
from labels.estimate_api import EstimateApi
from labels.file_api import FileApi
from labels.gold_api import GoldApi
from labels.journal.append import Journal, utc_now
from labels.journal.journal_reader import JournalReader
from labels.journal.sitting import Clock
from labels.journal.text import check_name
from labels.project_parts import ProjectParts
from labels.projections.people import owner_of_pack
from labels.projections.project_reader import ProjectReader
from labels.projections.rebuild import keep_current
from labels.sqlite.connection import connect
from labels.sqlite.project_file import ProjectFile
from labels.statistics.statistics_reader import StatisticsReader
from labels.values.viewer import THE_FILE, Viewer
from labels.values.wait import Wait

if TYPE_CHECKING:
    from labels.journal.ingest import Ingested
    from labels.project_view import ProjectView
    from labels.suggest.shown import Mode

#: The project file of the current folder, unless another is named.
DEFAULT_PATH = Path("copydesk.db")


class Project:
    """An open project. A context manager; not to be shared between threads.

    Sentences are `labels.Sentence` values or their ids; labels are given by name.
    """

    def __init__(
        self,
        path: Path,
        annotator: str | None,
        *,
        write: bool = True,
        clock: Clock = utc_now,
        begin: bool = True,
        wait: Wait | None = None,
    ) -> None:
        """Open the project at `path`, made if it is missing and `write` is true.

        A new one begins with the codebook that comes with Copydesk, unless `begin` is false: then `begin` has to be
        called. Every write waits for other programs as `wait` says, two minutes by default. Without `annotator`, a pack
        is opened as the annotator for whom it was made, and any other project under your own name (see
        `labels.annotator`). Raises ProjectError and UsageError for a name that cannot be an annotator's.
        """
        if annotator is not None:
            check_name(annotator)
        self.path = path
        self.clock = clock
        self.connection = connect(path, write=write, wait=wait)
        self.file = ProjectFile(self.connection)
        self.reader = ProjectReader(self.connection, lambda: self.viewer)
        self.events = JournalReader(self.connection)
        try:
            if write:
                keep_current(self.connection)
            self.journal = Journal(self.connection, annotator or self._whose(), clock)
            self._codebooks = CodebookApi(path, self.journal, self.reader)
            self._parts = ProjectParts(
                path,
                self.connection,
                self.journal,
                self.reader,
                self._codebooks,
                clock,
                lambda: self.searcher,
                lambda: self.team,
            )
            self._annotating = AnnotationApi(path, self.journal, self.reader, self._codebooks, lambda: self.searcher)
            self._articles = ArticleApi(self.reader, self.events, self._annotating, self.ingest, lambda: self.searcher)
            self._files = FileApi(self, self._seen_by)
            self._statistics = StatisticsReader(self.connection, self.reader, self.journal.sitting)
            self._settling = GoldApi(
                self.journal, self._annotating, lambda: self.gold, lambda: self.searcher, lambda: self.agreement_reader
            )
            self._estimating = EstimateApi(self._codebooks, lambda: self.viewer, self._parts.estimate_reader)
            self._agreeing = AgreementApi(
                self.journal, clock, self._codebooks, lambda: self.agreement_reader, lambda name: self.team.round(name)
            )
            if write and begin:
                self.begin()
        except BaseException:
            self.connection.close()  # nothing was begun, so nothing has to be ended
            raise

    @classmethod
    def open(
        cls,
        path: str | Path = DEFAULT_PATH,
        annotator: str | None = None,
        *,
        write: bool = True,
        begin: bool = True,
        wait: Wait | None = None,
    ) -> Self:
        """Open the project at `path` as `annotator` (else COPYDESK_ANNOTATOR, git's user.name, the login name).

        A pack opens as the annotator for whom it was made. Nobody else may write to it: raises UsageError for another
        name.
        """
        opened = cls(Path(path), annotator or None, write=write, begin=begin, wait=wait)
        owner = opened.pack_owner
        if write and owner is not None and opened.annotator != owner:
            opened.close()
            raise UsageError(f"{path}: is the pack of {owner}, and opens as {owner}. Leave out the other name.")
        return opened

    @property
    def annotator(self) -> str:
        """Your name on screen: the one that you opened the project under, or "ana (2)" where there is another ana."""
        return self.journal.sitting.annotator

    @property
    def pack_owner(self) -> str | None:
        """The name of the annotator for whom this pack was made; None if the project is not a pack."""
        return owner_of_pack(self.connection)

    def _whose(self) -> str:
        """The annotator who opens the project, if no name is given."""
        owner = self.pack_owner
        if owner is None:
            from labels.annotator import find_annotator

            check_name(owner := find_annotator())
        return owner

    @property
    def viewer(self) -> Viewer:
        """Who you are as a reader. Once the project has a lead, only leads see what others said."""
        return self.journal.sitting.viewer

    def begin(self) -> None:
        """Give a project without a codebook the one that comes with Copydesk."""
        if self.journal.sitting.codebook is None:
            begin_with_default_codebook(self.journal)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Everything is saved already."""
        self.journal.end()
        self.connection.close()

    # -- articles and sentences --------------------------------------------------------------------------

    add = delegated("_articles", ArticleApi.add)
    add_cut = delegated("_articles", ArticleApi.add_cut)
    articles = delegated("_articles", ArticleApi.articles)
    sentences = delegated("_articles", ArticleApi.sentences)
    find = delegated("_articles", ArticleApi.find)
    annotation = delegated("_articles", ArticleApi.annotation)
    history = delegated("_articles", ArticleApi.history)

    def ingest(self, incoming: Iterable[Incoming]) -> list[Ingested]:
        """Add articles and the decisions that come with them, in one transaction; the result for each.

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

    # -- annotating ----------------------------------------------------------------------------------------

    label = delegated("_annotating", AnnotationApi.label)
    skip = delegated("_annotating", AnnotationApi.skip)
    clear = delegated("_annotating", AnnotationApi.clear)
    flag = delegated("_annotating", AnnotationApi.flag)
    note = delegated("_annotating", AnnotationApi.note)
    annotate = delegated("_annotating", AnnotationApi.annotate)
    split = delegated("_annotating", AnnotationApi.split)
    join = delegated("_annotating", AnnotationApi.join)
    add_example = delegated("_annotating", AnnotationApi.add_example)
    undo = delegated("_annotating", AnnotationApi.undo)
    redo = delegated("_annotating", AnnotationApi.redo)
    number_of = delegated("_annotating", AnnotationApi.number_of)

    # -- the codebook ------------------------------------------------------------------------------------

    @property
    def codebook(self) -> Codebook:
        """The codebook as it is now."""
        return self._codebooks.current

    @property
    def codebook_version(self) -> int:
        """The number of the codebook's version, from 1."""
        return self._codebooks.version

    reread_codebook = delegated("_codebooks", CodebookApi.reread)
    plan_codebook = delegated("_codebooks", CodebookApi.plan)
    change_codebook = delegated("_codebooks", CodebookApi.change)
    codebooks_to_settle = delegated("_codebooks", CodebookApi.to_settle)

    # -- whole files ---------------------------------------------------------------------------------------

    import_files = delegated("_files", FileApi.import_files)
    export = delegated("_files", FileApi.export)
    card = delegated("_files", FileApi.card)
    merge = delegated("_files", FileApi.merge)
    pack = delegated("_files", FileApi.pack)
    pack_everyone = delegated("_files", FileApi.pack_everyone)
    check = delegated("_files", FileApi.check)
    digest = delegated("events", JournalReader.digest)

    # -- what was done, and what is left -------------------------------------------------------------------

    log = delegated("events", JournalReader.log)
    annotators = delegated("reader", ProjectReader.annotators)
    data_version = delegated("file", ProjectFile.data_version)
    progress = delegated("_statistics", StatisticsReader.progress)
    statistics = delegated("_statistics", StatisticsReader.statistics)
    everyone = delegated("_statistics", StatisticsReader.everyone)
    sitting = delegated("_statistics", StatisticsReader.sitting)

    # -- agreement and estimates -------------------------------------------------------------------------

    agreement = delegated("_agreeing", AgreementApi.agreement)
    keep_annotator_model = delegated("_agreeing", AgreementApi.keep_annotator_model)
    estimate = delegated("_estimating", EstimateApi.estimate)

    # -- gold: what was settled -----------------------------------------------------------------------------

    settle = delegated("_settling", GoldApi.settle)
    settle_by_rule = delegated("_settling", GoldApi.settle_by_rule)
    unsettle = delegated("_settling", GoldApi.unsettle)
    review_of = delegated("_settling", GoldApi.review_of)
    gold_counts = delegated("_settling", GoldApi.gold_counts)

    # -- parts that read and write more than sentences -----------------------------------------------------

    searcher = part_of("_parts", ProjectParts.searcher)
    agreement_reader = part_of("_parts", ProjectParts.agreement_reader)
    gold = part_of("_parts", ProjectParts.gold)
    lists = part_of("_parts", ProjectParts.lists)
    near_duplicates = part_of("_parts", ProjectParts.near_duplicates)
    merger = part_of("_parts", ProjectParts.merger)
    packer = part_of("_parts", ProjectParts.packer)
    team = part_of("_parts", ProjectParts.team)
    feedback = part_of("_parts", ProjectParts.feedback)
    returning = part_of("_parts", ProjectParts.returning)
    suggestions = part_of("_parts", ProjectParts.suggestions)
    work_order = delegated("_parts", ProjectParts.work_order)

    @property
    def suggestion_mode(self) -> Mode:
        """The mode of suggestions for you, the same as `suggestions.mode`. Loads nothing if nobody chose a mode."""
        return self.suggestions.mode if self.reader.has_chosen_suggestions(self.annotator) else "off"

    @property
    def view(self) -> ProjectView:
        """The read-only view of the project, for instance for an export: everything in the file, whoever asks."""
        return self._seen_by(THE_FILE)

    @property
    def own_view(self) -> ProjectView:
        """The same, with what you may read of it."""
        return self._seen_by(self.viewer)

    def _seen_by(self, viewer: Viewer) -> ProjectView:
        from labels.project_view import ProjectView

        return ProjectView(self.path, self.connection, self.annotator, viewer)
