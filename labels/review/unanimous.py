"""Unanimous sentences: accepting at once all on which everybody agrees, as one action."""

from __future__ import annotations

from collections.abc import Callable

from labels.desk.step import Step
from labels.review.navigator import ReviewNavigator
from labels.review.rules import GoldPlan, parse_rule, plan
from labels.review.settling import Span
from labels.values.progress import UNWATCHED, Progress
from labels.words import counted

#: This many sentences are searched before somebody notices a delay.
_FEW = 5_000


class Unanimous:
    """Plans what accepting unanimous sentences would settle, and reads what it settled."""

    def __init__(self, at: ReviewNavigator, refresh: Callable[[], Step], sentences: int) -> None:
        """Of the units that `at` goes through; `refresh` reads what other processes changed.

        The project has `sentences` sentences.
        """
        self._at = at
        self._refresh = refresh
        #: Whether the project is small enough to be searched at once.
        self.is_small = sentences <= _FEW

    def is_reviewed(self, n: int, span: Span) -> bool:
        """Whether a unit is among those that are reviewed."""
        return self._at.queue.holds(n, span[0])

    def plan_unanimous(self, progress: Progress = UNWATCHED) -> GoldPlan:
        """What accepting the sentences on which all agree would settle. Nothing is written. Raises Cancelled."""
        return plan(
            parse_rule("unanimous"),
            self._at.gold.every_unit(),
            wanted=self.is_reviewed,
            progress=progress,
            codebook=self._at.project.codebook,
        )

    def accepted(self, count: int) -> Step:
        """Read what was just settled by rule, which was so many sentences."""
        self._refresh()
        recut = self._at.reload().recut
        return Step(reloaded=True, recut=recut, notice=f"{counted(count, 'sentence')} settled: everybody agrees.")
