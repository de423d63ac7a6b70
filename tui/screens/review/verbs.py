"""Carry out a verb of the review, paint what it changed, and count what is open in the whole project."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen

from labels.desk.step import Step
from labels.errors import CopydeskError
from labels.projections.gold import StateCounts
from labels.review.desk import ReviewDesk
from labels.review.long_actions import counts_of
from tui.screens.program import Program
from tui.screens.review.companion import ReviewCompanion
from tui.screens.review.painter import ReviewPainter
from tui.waiting import GivenUpError


class ReviewVerbRunner:
    """Every key that does something in a review comes through here."""

    def __init__(
        self,
        screen: Screen[None],
        desk: ReviewDesk,
        program: Program,
        painter: ReviewPainter,
        companion: ReviewCompanion | None,
    ) -> None:
        """Carry out verbs of `desk`, whose picture `painter` paints on `screen`."""
        self._screen = screen
        self._desk = desk
        self._program = program
        self._painter = painter
        self._companion = companion

    async def do(self, verb: Callable[[], Step]) -> None:
        """Carry out a verb of the review and paint what it changed; wait while another program is writing."""
        if self._companion is None:
            await self._do(verb)
        else:
            await self._companion.around_verb(lambda: self._do(verb))

    async def _do(self, verb: Callable[[], Step]) -> None:
        if self._gone:
            return
        painter = self._painter
        try:
            step = await self._program.waiting.verb(self._desk, verb, painter.tell)
        except GivenUpError as error:
            if not self._gone:
                painter.take_in()
                painter.paint_around(str(error))
            return
        except CopydeskError as error:
            if not self._gone:
                self._screen.app.notify(str(error), severity="error", markup=False)
            return
        if not self._gone:
            if step.reloaded:
                self.count()
            elif painter.open_in_all is not None:
                painter.open_in_all += self._desk.take_opened()
            painter.paint(step)

    @property
    def _gone(self) -> bool:
        """Whether the program was ended, or the review left, while something was waited for."""
        return self._program.leaving or not self._screen.is_attached

    def count(self) -> None:
        """Count what is open in the whole project, in a thread: a million votes take a second."""
        self._screen.run_worker(self._count, group="counts", exclusive=True, thread=True)

    def _count(self) -> None:
        try:
            found = counts_of(self._desk.project.path)
        except CopydeskError:  # another program has the file: the figure is left out, and the keys say what is wrong
            return
        self._screen.app.call_from_thread(self._counted, found)

    def _counted(self, found: StateCounts) -> None:
        if self._screen.is_attached:
            self._desk.take_opened()
            self._painter.open_in_all = found.open
            self._painter.agreed_in_all = found.states["agreed"]
            self._painter.paint_around_again()
