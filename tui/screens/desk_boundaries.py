"""Mending boundaries on screen: a place to split is chosen with the arrow keys or the mouse, a join is one key."""

from __future__ import annotations

from collections.abc import Callable

from labels.desk import Step
from labels.desk.split_places import SplitChoice
from labels.errors import CopydeskError
from tui.screens.desk_view import DeskView
from tui.waiting import GivenUpError, Patience


class MendingView(DeskView):
    """The part of the desk's screen that carries out verbs; whatever is done ends the choice of a place to split."""

    async def do(self, verb: Callable[[], Step]) -> None:
        """Carry out a verb of the desk and paint what it changed; say so if it could not be written.

        Waits while another program is writing. To be called where keys are dealt with, so that they wait as well.
        """
        if self._gone:
            return
        self._leave_splitting()
        try:
            step = await self._patience.verb(self.desk, verb, self.notice_line.tell)
        except GivenUpError as error:
            if not self._gone:
                self._take_in()
                self._paint_around(str(error))
            return
        except CopydeskError as error:
            if self._gone:
                return
            self.app.notify(str(error), severity="error", markup=False)
            self._take_in()
            return
        if not self._gone:
            self.paint(step)

    @property
    def _gone(self) -> bool:
        """Whether the program was ended while something was waited for."""
        return bool(self.app.leaving) or not self.is_attached

    @property
    def _patience(self) -> Patience:
        patience: Patience = self.app.patience
        return patience

    async def action_split(self) -> None:
        """Mark the likeliest place to split the sentence; a second press of any of its keys splits it there."""
        if self._splitting is not None:
            await self.action_split_here()
            return
        try:
            self._splitting = SplitChoice(self.desk.page.sentence(self.desk.cursor))
        except ValueError as error:
            self.notice_line.tell(f"{str(error)[0].upper()}{str(error)[1:]}.")
            return
        self._paint_splitting()

    async def action_split_here(self) -> None:
        """Split the sentence before the marked word."""
        assert self._splitting is not None
        at = self.desk.page.cuts[self.desk.cursor].start + self._splitting.at
        await self.do(lambda: self.desk.split(at))

    def action_split_move(self, words: int) -> None:
        """Mark another word."""
        assert self._splitting is not None
        self._splitting.move(words)
        self._paint_splitting()

    def action_split_likely(self) -> None:
        """Mark the next likely place."""
        assert self._splitting is not None
        self._splitting.next_likely()
        self._paint_splitting()

    async def action_join(self) -> None:
        await self.do(self.desk.join)

    def _paint_splitting(self) -> None:
        self.rows.refresh_row(self.desk.cursor)
        self._paint_around("")

    def _leave_splitting(self) -> None:
        if self._splitting is not None:
            self._splitting = None
            self.rows.refresh_row(self.desk.cursor)
