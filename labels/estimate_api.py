"""Estimates from a script: how common labels are in all articles, by those that were drawn at random and labelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from labels.codebook_api import CodebookApi
from labels.values.progress import UNWATCHED, Progress
from labels.values.viewer import Viewer

if TYPE_CHECKING:
    from labels.statistics.estimates.project_estimate import EstimateReader, ProjectEstimate
    from labels.statistics.estimates.question import Question


class EstimateApi:
    """The estimates from one open project."""

    def __init__(
        self, codebooks: CodebookApi, viewer: Callable[[], Viewer], reader: Callable[[], EstimateReader]
    ) -> None:
        """`reader` is called only when something is estimated, because it loads the arithmetic."""
        self._codebooks = codebooks
        self._viewer = viewer
        self._reader = reader

    def estimate(self, question: Question | str, *, progress: Progress = UNWATCHED) -> ProjectEstimate:
        """The share of sentences with the labels that a question (or only its query) asks for, with its interval.

        You estimate from the labels that you may read. `progress` is told how many articles are read. Raises
        UsageError, with the reason, if nothing can be estimated; QueryError; and Cancelled.
        """
        from labels.statistics.estimates.question import Question

        asked = Question(question) if isinstance(question, str) else question
        return self._reader().estimate(self._codebooks.current, self._viewer(), asked, progress)
