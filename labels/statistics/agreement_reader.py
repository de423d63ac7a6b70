"""What other rooms read of the agreement in a project, and the runs of the annotator model that are kept."""

from __future__ import annotations

from datetime import datetime

from labels.codebook import Codebook
from labels.journal.suggestions import Run
from labels.projections.people import sees_others
from labels.quality.dawid_skene import Settings
from labels.query import Query
from labels.sqlite.reader import Reader
from labels.statistics.agreement import ProjectAgreement
from labels.statistics.model_run import keep_model
from labels.values.progress import UNWATCHED, Progress


class AgreementReader(Reader):
    """Reads the agreement in an open project, and keeps runs of the model of the annotators."""

    def agreement(
        self, codebook: Codebook, query: Query | None = None, progress: Progress = UNWATCHED
    ) -> ProjectAgreement:
        """The agreement on the sentences that a query selects. Raises QueryError, and Cancelled."""
        return ProjectAgreement(self._connection, codebook, query, progress)

    def sees_others(self, annotator: str) -> bool:
        """Whether an annotator, by the name on screen, may see what others said, and so the agreement with them."""
        return sees_others(self._connection, annotator)

    def keep(self, agreement: ProjectAgreement, settings: Settings | None, now: datetime) -> tuple[Run, int]:
        """Write the run of a model into an open transaction, and return it with the number of new suggestions."""
        return keep_model(self._connection, agreement, settings or Settings(), now)
