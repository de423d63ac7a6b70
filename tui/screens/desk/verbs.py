"""Carry out a verb of the desk, and paint what it changed."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen

from labels.desk import Desk, Step
from labels.errors import CopydeskError
from tui.screens.desk.companion import Companion
from tui.screens.desk.painter import Painter
from tui.screens.program import Program
from tui.waiting import GivenUpError


class VerbRunner:
    """Every key that does something at the desk comes through here."""

    def __init__(
        self, screen: Screen[None], desk: Desk, program: Program, painter: Painter, companion: Companion | None
    ) -> None:
        """Carry out verbs of `desk`, whose picture `painter` paints on `screen`."""
        self._screen = screen
        self._desk = desk
        self._program = program
        self._painter = painter
        self._companion = companion

    async def do(self, verb: Callable[[], Step]) -> None:
        """Carry out a verb and paint what it changed; say so if it could not be written.

        Waits while another program is writing. To be called where keys are handled, so that they wait as well.
        Whatever is done ends the choice of a place to split.
        """
        if self._companion is None:
            await self._do(verb)
        else:
            await self._companion.around_verb(lambda: self._do(verb))

    async def _do(self, verb: Callable[[], Step]) -> None:
        if self.gone:
            return
        painter = self._painter
        painter.leave_splitting()
        try:
            step = await self._program.waiting.verb(self._desk, verb, painter.tell)
        except GivenUpError as error:
            if not self.gone:
                painter.take_in()
                painter.paint_around(str(error))
            return
        except CopydeskError as error:
            if self.gone:
                return
            self._screen.app.notify(str(error), severity="error", markup=False)
            painter.take_in()
            return
        if not self.gone:
            painter.paint(step)

    @property
    def gone(self) -> bool:
        """Whether the program was ended while something was waited for."""
        return self._program.leaving or not self._screen.is_attached
