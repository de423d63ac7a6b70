"""Carry out a verb of the desk or of a review, and paint what it changed."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol

from textual.screen import Screen

from labels.desk.busy_retry import Worked
from labels.desk.step import Step
from labels.errors import CopydeskError
from tui.screens.program import Program
from tui.waiting import GivenUpError

if TYPE_CHECKING:
    from tui.screens.companion import Companion

Given = ParamSpec("Given")


class VerbPainter(Protocol):
    """Paints what verbs change."""

    def paint(self, step: Step) -> None:
        """Paint what a step changed."""

    def paint_around(self, notice: str) -> None:
        """Paint the lines around the text, with a notice."""

    def tell(self, notice: str) -> None:
        """Show a notice alone."""

    def take_in(self) -> None:
        """Paint what other processes wrote."""


class VerbRunner:
    """Every key that does something comes through here."""

    def __init__(
        self,
        screen: Screen[None],
        desk: Worked,
        program: Program,
        painter: VerbPainter,
        companion: Companion | None,
        *,
        before: Callable[[], None] | None = None,
        after_error: Callable[[], None] | None = None,
    ) -> None:
        """Carry out verbs of `desk`, whose picture `painter` paints on `screen`.

        `before` is called before each verb. `after_error` is called after the message about a verb that failed.
        """
        self._screen = screen
        self._desk = desk
        self._program = program
        self._painter = painter
        self._companion = companion
        self._before = before
        self._after_error = after_error

    async def do(self, verb: Callable[[], Step]) -> None:
        """Carry out a verb and paint what it changed; say so if it could not be written.

        Waits while another program is writing. To be called where keys are handled, so that they wait as well.
        """
        if self._companion is None:
            await self._do(verb)
        else:
            await self._companion.around_verb(lambda: self._do(verb))

    async def _do(self, verb: Callable[[], Step]) -> None:
        if self.gone:
            return
        if self._before is not None:
            self._before()
        painter = self._painter
        try:
            step = await self._program.waiting.verb(self._desk, verb, painter.tell)
        except GivenUpError as error:
            if not self.gone:
                painter.take_in()
                painter.paint_around(str(error))
        except CopydeskError as error:
            if not self.gone:
                self._failed(error)
        else:
            if not self.gone:
                painter.paint(step)

    def _failed(self, error: CopydeskError) -> None:
        """Say why a verb could not be carried out."""
        self._screen.app.notify(str(error), severity="error", markup=False)
        if self._after_error is not None:
            self._after_error()

    @property
    def gone(self) -> bool:
        """Whether the program was ended, or the screen left, while something was waited for."""
        return self._program.leaving or not self._screen.is_attached


def verb(
    method: Callable[Concatenate[Any, Given], Step],
) -> Callable[Concatenate[Any, Given], Coroutine[Any, Any, None]]:
    """The action of a screen that is nothing but this verb of its `desk`."""

    @wraps(method)
    async def act(screen: Any, /, *given: Given.args, **more: Given.kwargs) -> None:
        await screen.do(partial(method, screen.desk, *given, **more))

    return act
