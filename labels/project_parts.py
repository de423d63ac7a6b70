"""The parts of an open project that read and write more than sentences. Each is loaded when it is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from labels.codebook_api import CodebookApi
from labels.journal.append import Journal
from labels.journal.sitting import Clock
from labels.projections.project_reader import ProjectReader

if TYPE_CHECKING:
    import sqlite3

    from labels.browsing.lists import Lists
    from labels.browsing.work_order import WorkOrder
    from labels.feedback_api import FeedbackApi
    from labels.journal.merger import Merger
    from labels.projections.gold import GoldReader
    from labels.projections.near_duplicates import NearDuplicateStore
    from labels.projections.packer import Packer
    from labels.query.searcher import Searcher
    from labels.returning_api import ReturningApi
    from labels.statistics.agreement_reader import AgreementReader
    from labels.statistics.estimates.project_estimate import EstimateReader
    from labels.suggestion_api import SuggestionApi
    from labels.team_api import TeamApi
    from labels.team_leads import LeadApi


class ProjectParts:
    """Makes them over the one connection of a project, for whoever opened it. The project keeps them."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        journal: Journal,
        reader: ProjectReader,
        codebooks: CodebookApi,
        clock: Clock,
        searcher: Callable[[], Searcher],
        team: Callable[[], TeamApi],
    ) -> None:
        """`path` is named in errors; `searcher` and `team` are those that the project keeps, called when needed."""
        self._path = path
        self._connection = connection
        self._journal = journal
        self._reader = reader
        self._codebooks = codebooks
        self._clock = clock
        self._searcher = searcher
        self._team = team

    def searcher(self) -> Searcher:
        """Finds what queries select."""
        from labels.query.searcher import Searcher

        return Searcher(self._connection, lambda: self._codebooks.current, lambda: self._journal.sitting.viewer)

    def agreement_reader(self) -> AgreementReader:
        """Reads the agreement of the annotators, and who may see it."""
        from labels.statistics.agreement_reader import AgreementReader

        return AgreementReader(self._connection)

    def estimate_reader(self) -> EstimateReader:
        """Reads samples, and what was said of them."""
        from labels.statistics.estimates.project_estimate import EstimateReader

        return EstimateReader(self._connection)

    def gold(self) -> GoldReader:
        """Reads what everybody said of each sentence, and what was settled; for leads (`labels.review`)."""
        from labels.projections.gold import GoldReader

        return GoldReader(self._connection)

    def lists(self) -> Lists:
        """Reads the long lists of articles and sentences."""
        from labels.browsing.lists import Lists

        return Lists(self._connection)

    def near_duplicates(self) -> NearDuplicateStore:
        """Keeps which articles are near-duplicates, and which splits data were written with."""
        from labels.projections.near_duplicates import NearDuplicateStore

        return NearDuplicateStore(self._connection)

    def merger(self) -> Merger:
        """Merges the journals of other files."""
        from labels.journal.merger import Merger

        return Merger(self._connection, self._clock)

    def packer(self) -> Packer:
        """Reads what goes into packs."""
        from labels.projections.packer import Packer

        return Packer(self._connection)

    def work_order(self) -> WorkOrder:
        """The order in which you go through the articles."""
        from labels.browsing.work_order import WorkOrder

        return WorkOrder(self._connection, self._journal.sitting.annotator)

    # -- for a team --------------------------------------------------------------------------------------

    def team(self) -> TeamApi:
        """Leads, assignments, samples and rounds."""
        from labels.projections.assignments import AssignmentReader
        from labels.statistics.team import team
        from labels.team_api import TeamApi

        reader, figures = AssignmentReader(self._connection), lambda: team(self._connection)
        return TeamApi(self._path, self._journal, reader, self._codebooks, self._searcher, figures)

    def feedback(self) -> FeedbackApi:
        """Feedback: what annotators said and what was settled. Opens, closes and reads it."""
        from labels.feedback_api import FeedbackApi
        from labels.projections.feedback import FeedbackReader

        return FeedbackApi(self._journal, FeedbackReader(self._connection), self._leads())

    def returning(self) -> ReturningApi:
        """Work that is sent back to those who did it."""
        from labels.returning_api import ReturningApi

        return ReturningApi(self._journal, self._reader, self._leads(), self._searcher)

    def _leads(self) -> LeadApi:
        """Raises UsageError if you may not do what only leads may do."""
        from labels.projections.assignments import AssignmentReader
        from labels.team_leads import LeadApi

        return LeadApi(self._path, self._journal, AssignmentReader(self._connection), self._codebooks)

    def suggestions(self) -> SuggestionApi:
        """Suggestions: who gets them and from which model, the advisor of a sitting, and the report."""
        from labels.statistics.suggestion_reader import SuggestionReader
        from labels.suggestion_api import SuggestionApi

        reader = SuggestionReader(self._connection)
        return SuggestionApi(self._path, self._journal, reader, self._codebooks, self._team, self.work_order)
