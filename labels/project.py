"""A project: one SQLite file, and everything a script can do with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from labels.agreement_api import AgreementApi
from labels.annotation_api import AnnotationApi
from labels.article_api import ArticleApi
from labels.codebook import Codebook
from labels.codebook_api import CodebookApi
from labels.decision import Incoming
from labels.default_codebook import begin_with_default_codebook
from labels.delegation import delegated
from labels.errors import UsageError
from labels.estimate_api import EstimateApi
from labels.gold_api import GoldApi
from labels.journal.append import Journal, utc_now
from labels.journal.history import Entry
from labels.journal.journal_reader import JournalReader
from labels.journal.sitting import Clock
from labels.journal.text import check_name
from labels.projections.people import owner_of_pack
from labels.projections.project_reader import ProjectReader
from labels.projections.read import Completion
from labels.projections.rebuild import keep_current
from labels.sentence import Sentence
from labels.sqlite.connection import connect
from labels.sqlite.project_file import ProjectFile
from labels.values.viewer import THE_FILE, Viewer
from labels.values.wait import Wait

if TYPE_CHECKING:
    from labels.browsing.lists import Lists
    from labels.browsing.work_order import WorkOrder
    from labels.exporting.selection import Selection
    from labels.feedback_api import FeedbackApi
    from labels.importing.report import ImportReport
    from labels.journal.ingest import Ingested
    from labels.journal.merger import Merger
    from labels.merging import MergeResult
    from labels.packs import Pack
    from labels.project_view import ProjectView
    from labels.projections.check import Checked
    from labels.projections.gold import GoldReader
    from labels.projections.near_duplicates import NearDuplicateStore
    from labels.projections.packer import Packer
    from labels.query.searcher import Searcher
    from labels.returning_api import ReturningApi
    from labels.statistics.agreement_reader import AgreementReader
    from labels.statistics.estimates.project_estimate import EstimateReader
    from labels.statistics.project_statistics import ProjectStatistics
    from labels.statistics.sitting import Sitting
    from labels.suggest.shown import Mode
    from labels.suggestion_api import SuggestionApi
    from labels.team_api import TeamApi
    from labels.team_leads import LeadApi
    from labels.values.import_options import ImportOptions

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
        called. Whatever writes waits for other programs as `wait` says, two minutes by default. Without `annotator`, a
        pack is opened as the annotator whose it is, and any other project as who you are (see `labels.annotator`).
        Raises ProjectError and UsageError for a name that cannot be an annotator's.
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
            self._annotating = AnnotationApi(path, self.journal, self.reader, self._codebooks, lambda: self.searcher)
            self._articles = ArticleApi(self.reader, self._annotating, self.ingest, lambda: self.searcher)
            self._settling = GoldApi(
                self.journal, self._annotating, lambda: self.gold, lambda: self.searcher, lambda: self.agreement_reader
            )
            self._estimating = EstimateApi(self._codebooks, lambda: self.viewer, self._estimate_reader)
            self._agreeing = AgreementApi(
                self.journal, clock, self._codebooks, lambda: self.agreement_reader, lambda name: self.team.round(name)
            )
            if write and begin:
                self.begin()
        except BaseException:
            self.connection.close()  # nothing was begun that would have to be ended
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

        A pack opens as the annotator whose it is, and is written to by nobody else: raises UsageError for another name.
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
        """The name of the annotator whose pack this is; None for a project that is no pack."""
        return owner_of_pack(self.connection)

    def _whose(self) -> str:
        """Who opens the project where no name is given."""
        owner = self.pack_owner
        if owner is None:
            from labels.annotator import find_annotator

            check_name(owner := find_annotator())
        return owner

    @property
    def viewer(self) -> Viewer:
        """You as one who reads: once the project has a lead, only leads see what others said."""
        return self.journal.sitting.viewer

    def begin(self) -> None:
        """Give a project that has no codebook yet the one that comes with Copydesk."""
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

    # -- where things stand ------------------------------------------------------------------------------

    def progress(self, annotator: str | None = None) -> Completion:
        """How far an annotator (yourself, if none is named) is with the whole project. Raises UsageError."""
        self.reader.check_readable(annotator or self.annotator)
        return self.reader.progress(annotator or self.annotator)

    annotators = delegated("reader", ProjectReader.annotators)

    data_version = delegated("file", ProjectFile.data_version)

    # -- whole files ---------------------------------------------------------------------------------------

    def import_files(self, *paths: str | Path, options: ImportOptions | None = None) -> ImportReport:
        """Add the articles in files, folders and archives, and the decisions in them; what happened to each.

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

        return card_text(select(self.own_view, selection))

    @property
    def view(self) -> ProjectView:
        """The project as one that only reads gets it, such as an export: everything in the file, whoever asks."""
        return self._seen_by(THE_FILE)

    @property
    def own_view(self) -> ProjectView:
        """The same, with what you may read of it."""
        return self._seen_by(self.viewer)

    def _seen_by(self, viewer: Viewer) -> ProjectView:
        from labels.project_view import ProjectView

        return ProjectView(self.path, self.connection, self.annotator, viewer)

    def merge(self, *paths: str | Path, dry_run: bool = False) -> MergeResult:
        """Take over from project files and archives what is new in them (see `labels.merging`)."""
        from labels.merging import merge_files

        return merge_files(self, [Path(path) for path in paths], dry_run=dry_run)

    def pack(self, annotator: str, path: str | Path, *, dry_run: bool = False) -> Pack:
        """Write a pack to a new file: a project for one annotator to work in and send back (see `labels.packs`).

        Raises UsageError, WritingError.
        """
        from labels.packs import pack

        return pack(self, annotator, Path(path), dry_run=dry_run)

    def pack_everyone(self, folder: str | Path, *, dry_run: bool = False) -> list[Pack]:
        """Write a pack into a folder for each annotator to whom something is assigned.

        Raises UsageError, WritingError.
        """
        from labels.packs import pack_everyone

        return pack_everyone(self, Path(folder), dry_run=dry_run)

    def check(self) -> Checked:
        """Compare everything that is read with the journal. Nothing is changed."""
        from labels.projections.check import check

        return check(self.path)

    digest = delegated("events", JournalReader.digest)

    # -- what was done -------------------------------------------------------------------------------------

    def history(self, sentence: Sentence | str) -> list[Entry]:
        """Everything that anybody (you alone, once there is a lead and you are none) said of a sentence's text.

        The oldest comes first. Raises UsageError.
        """
        n, start, end = self._annotating.unit(sentence)
        return self.events.history_of(n, (start, end), self.viewer)

    log = delegated("events", JournalReader.log)

    def statistics(self, annotators: Collection[str] | None = None) -> ProjectStatistics:
        """Progress, pace, shares of labels and outlook, as `copydesk status` shows them.

        For `annotators` by name, or for everybody who ever did something and whose work you may read. Raises
        UsageError.
        """
        from labels.statistics.project_statistics import project_statistics

        return project_statistics(self.connection, annotators, viewer=self.viewer)

    def everyone(self) -> list[str]:
        """The names of all who ever did something that you may read, also where nothing of it is in force."""
        from labels.statistics.queries import everyone

        return everyone(self.connection, self.viewer)

    def sitting(self) -> Sitting:
        """What you did since you opened the project."""
        from labels.statistics.sitting import sitting

        return sitting(self.connection, self.journal.sitting.number, self.annotator)

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

    @cached_property
    def searcher(self) -> Searcher:
        """Finds what queries select."""
        from labels.query.searcher import Searcher

        return Searcher(self.connection, lambda: self.codebook, lambda: self.viewer)

    @cached_property
    def agreement_reader(self) -> AgreementReader:
        """Reads the agreement of the annotators, and who may see it."""
        from labels.statistics.agreement_reader import AgreementReader

        return AgreementReader(self.connection)

    def _estimate_reader(self) -> EstimateReader:
        from labels.statistics.estimates.project_estimate import EstimateReader

        return EstimateReader(self.connection)

    @cached_property
    def gold(self) -> GoldReader:
        """Reads what everybody said of each sentence, and what was settled; for leads (`labels.review`)."""
        from labels.projections.gold import GoldReader

        return GoldReader(self.connection)

    @cached_property
    def lists(self) -> Lists:
        """Reads the long lists of articles and sentences."""
        from labels.browsing.lists import Lists

        return Lists(self.connection)

    @cached_property
    def near_duplicates(self) -> NearDuplicateStore:
        """Keeps which articles are near-duplicates, and which splits data were written with."""
        from labels.projections.near_duplicates import NearDuplicateStore

        return NearDuplicateStore(self.connection)

    @cached_property
    def merger(self) -> Merger:
        """Merges the journals of other files."""
        from labels.journal.merger import Merger

        return Merger(self.connection, self.clock)

    @cached_property
    def team(self) -> TeamApi:
        """Leads, who has what, work dealt out and put back, samples and rounds."""
        from labels.projections.assignments import AssignmentReader
        from labels.statistics.team import team
        from labels.team_api import TeamApi

        reader = AssignmentReader(self.connection)
        return TeamApi(
            self.path, self.journal, reader, self._codebooks, lambda: self.searcher, lambda: team(self.connection)
        )

    @cached_property
    def feedback(self) -> FeedbackApi:
        """What annotators said beside what was settled: opened, closed and read."""
        from labels.feedback_api import FeedbackApi
        from labels.projections.feedback import FeedbackReader

        return FeedbackApi(self.journal, FeedbackReader(self.connection), self._leading)

    @cached_property
    def returning(self) -> ReturningApi:
        """Work that is sent back to those who did it."""
        from labels.returning_api import ReturningApi

        return ReturningApi(self.journal, self.reader, self._leading, lambda: self.searcher)

    @cached_property
    def _leading(self) -> LeadApi:
        """Refuses what only leads may do."""
        from labels.projections.assignments import AssignmentReader
        from labels.team_leads import LeadApi

        return LeadApi(self.path, self.journal, AssignmentReader(self.connection), self._codebooks)

    @property
    def suggestion_mode(self) -> Mode:
        """What is done with suggestions for you, as `suggestions.mode` has it; loads nothing where nobody chose."""
        return self.suggestions.mode if self.reader.has_chosen_suggestions(self.annotator) else "off"

    @cached_property
    def suggestions(self) -> SuggestionApi:
        """Suggestions: who gets them and from which model, the advisor of a sitting, and the report."""
        from labels.statistics.suggestion_reader import SuggestionReader
        from labels.suggestion_api import SuggestionApi

        reader = SuggestionReader(self.connection)
        return SuggestionApi(self.path, self.journal, reader, self._codebooks, lambda: self.team, self.work_order)

    @cached_property
    def packer(self) -> Packer:
        """Reads what goes into packs."""
        from labels.projections.packer import Packer

        return Packer(self.connection)

    def work_order(self) -> WorkOrder:
        """The order in which you go through the articles."""
        from labels.browsing.work_order import WorkOrder

        return WorkOrder(self.connection, self.annotator)
