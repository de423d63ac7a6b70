"""How many sentences are open in the whole project, beside a review of it."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen

from labels.desk.step import Step
from labels.errors import CopydeskError
from labels.projections.gold import StateCounts
from labels.review.desk import ReviewDesk
from labels.review.long_actions import counts_of


class OpenCounts:
    """Counted in a thread, because a million votes take a second; then kept in step with what is settled here."""

    def __init__(self, screen: Screen[None], desk: ReviewDesk, changed: Callable[[], None]) -> None:
        """Count in a thread of `screen`; `changed` is called when the figures are there."""
        self._screen = screen
        self._desk = desk
        self._changed = changed
        #: How many sentences are open in the whole project; None until they are counted.
        self.open: int | None = None
        #: How many sentences everybody agrees on that are not settled, when that was counted.
        self.agreed = 0

    def count(self) -> None:
        """Count what is open in the whole project."""
        self._screen.run_worker(self._count, group="counts", exclusive=True, thread=True)

    def follow(self, step: Step) -> None:
        """Bring the figures in line with a verb of the review; count anew where others wrote."""
        if step.reloaded:
            self.count()
        elif self.open is not None:
            self.open += self._desk.take_opened()

    def _count(self) -> None:
        try:
            found = counts_of(self._desk.project.path)
        except CopydeskError:  # another program has the file: the figure is left out, and the keys say what is wrong
            return
        self._screen.app.call_from_thread(self._counted, found)

    def _counted(self, found: StateCounts) -> None:
        if self._screen.is_attached:
            self._desk.take_opened()
            self.open = found.open
            self.agreed = found.states["agreed"]
            self._changed()
