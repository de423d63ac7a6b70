"""Agreement from a script: how far the annotators agree, and a run of the model of the annotators that is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from labels.codebook_api import CodebookApi
from labels.errors import UsageError
from labels.journal.append import Journal
from labels.journal.sitting import Clock
from labels.values.progress import UNWATCHED, Progress

if TYPE_CHECKING:
    from labels.journal.suggestions import Run
    from labels.quality.dawid_skene import Settings
    from labels.statistics.agreement import ProjectAgreement
    from labels.statistics.agreement_reader import AgreementReader
    from labels.team.sample import Round


class AgreementApi:
    """The agreement of those who annotate one open project."""

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        codebooks: CodebookApi,
        reader: Callable[[], AgreementReader],
        rounds: Callable[[str], Round],
    ) -> None:
        """`reader` is called only when agreement is needed, because it loads the arithmetic.

        `rounds` finds a round by name.
        """
        self._journal = journal
        self._clock = clock
        self._codebooks = codebooks
        self._reader = reader
        self._rounds = rounds

    def agreement(
        self, query: str = "", *, round: str | None = None, progress: Progress = UNWATCHED
    ) -> ProjectAgreement:
        """How far all annotators agree on the sentences that a query selects, seen by anyone; on all without a query.

        Of a closed `round` (by name) the decisions are compared as they stood when it was closed, by the codebook of
        that moment; of an open one, as they are now. `progress` is told how many votes are read. Raises UsageError for
        a round that is not there, QueryError, and Cancelled.
        """
        if round is not None:
            if query.strip():
                raise UsageError("A round is compared as a whole. Leave out the query.")
            return self._reader().of_round(self._codebooks.current, self._rounds(round), progress)
        from labels.query import parse_query

        wanted = parse_query(query) if query.strip() else None
        return self._reader().agreement(self._codebooks.current, wanted, progress)

    def keep_annotator_model(self, agreement: ProjectAgreement, settings: Settings | None = None) -> tuple[Run, int]:
        """Fit the model, and keep the most probable labels as suggestions of a run, with their probabilities as scores.

        The run is named after the model and its parameters. Returns it, and how many suggestions are new: none if the
        same run was kept before. Nothing is kept where the model abstains.
        """
        with self._journal.sitting.transaction():
            return self._reader().keep(agreement, settings, self._clock())
