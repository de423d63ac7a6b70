"""What other packages read about the agreement in a project, and the stored runs of the annotator model."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from labels.codebook import Codebook
from labels.errors import UsageError
from labels.journal.suggestions import Run
from labels.projections import codebooks
from labels.projections.articles import numbers_of_articles
from labels.projections.closed_rounds import closed_round
from labels.projections.people import sees_others
from labels.quality.dawid_skene import Settings
from labels.query import Query, Search, find
from labels.sqlite.reader import Reader
from labels.statistics.agreement import ProjectAgreement
from labels.statistics.model_run import keep_model
from labels.statistics.posteriors import Posteriors
from labels.statistics.rounds import RoundState, VotesThen
from labels.statistics.votes import Unit, VotesNow
from labels.team.sample import Round
from labels.values.progress import UNWATCHED, Progress
from labels.values.viewer import THE_FILE


class AgreementReader(Reader):
    """Reads the agreement in an open project, and keeps runs of the model of the annotators."""

    def agreement(
        self, codebook: Codebook, query: Query | None = None, progress: Progress = UNWATCHED
    ) -> ProjectAgreement:
        """The agreement on the sentences that a query selects. Raises QueryError, and Cancelled."""
        if query is None:
            return ProjectAgreement(self._connection, codebook, VotesNow(self._connection), progress)
        wanted = Search(query, reader=THE_FILE)

        def units() -> Iterator[Unit]:
            return find(self._connection, codebook, wanted, Progress(cancelled=progress.cancelled))

        return ProjectAgreement(self._connection, codebook, VotesNow(self._connection, units), progress)

    def of_round(self, codebook: Codebook, round: Round, progress: Progress = UNWATCHED) -> ProjectAgreement:
        """The agreement in a round: of the votes it was closed with, or of those on its articles while it is open.

        Raises UsageError if the file does not have the votes of a closed round, and Cancelled.
        """
        if not round.closed:
            numbers = numbers_of_articles(self._connection, round.articles)
            now = VotesNow(self._connection, articles=numbers)
            return ProjectAgreement(self._connection, codebook, now, progress, RoundState(round.name))
        closed = closed_round(self._connection, round.key)
        if closed is None:
            raise UsageError(
                f"The decisions that the round “{round.name}” was closed with are not in this file. Ask in the project"
                " in which it was closed."
            )
        number = None if closed.codebook is None else codebooks.numbers(self._connection).get(closed.codebook)
        version = None if number is None else codebooks.version(self._connection, number)
        then = VotesThen(self._connection, closed, version or codebook)
        state = RoundState(round.name, closed.at, len(closed.votes), then.missing)
        return ProjectAgreement(self._connection, version or codebook, then, progress, state)

    def posteriors(self, codebook: Codebook, progress: Progress = UNWATCHED) -> Posteriors:
        """How probable each answer is by the model of the annotators, fitted to all votes. Raises Cancelled."""
        return Posteriors(self.agreement(codebook, progress=progress))

    def sees_others(self, annotator: str) -> bool:
        """Whether an annotator, by the name on screen, may see what others said, and so the agreement with them."""
        return sees_others(self._connection, annotator)

    def keep(self, agreement: ProjectAgreement, settings: Settings | None, now: datetime) -> tuple[Run, int]:
        """Write the run of a model into an open transaction, and return it with the number of new suggestions."""
        return keep_model(self._connection, agreement, settings or Settings(), now)
