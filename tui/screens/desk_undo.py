"""Taking back on screen: undo, redo, and the history; beside the desk where an action was about very many sentences."""

from __future__ import annotations

from labels.desk.describe import Way
from labels.desk.long_actions import reverse
from labels.errors import CopydeskError
from labels.values.progress import Cancelled, Progress
from labels.words import counted
from tui.screens.desk_boundaries import MendingView

_DOING: dict[Way, str] = {"undo": "Undoing for", "redo": "Doing again for"}


class TakingBackView(MendingView):
    """The part of the desk's screen that takes actions back and brings them back."""

    async def action_undo(self) -> None:
        await self._reverse("undo")

    async def action_redo(self) -> None:
        await self._reverse("redo")

    async def action_history(self) -> None:
        from tui.screens.history import HistoryScreen

        desk = self.desk
        screen = HistoryScreen(desk.page.sentence(desk.cursor), desk.history(), desk.project.codebook, desk.can_undo)
        await self.app.push_screen(screen, self._undo_from_history)

    async def _undo_from_history(self, action: bytes | None) -> None:
        if action is not None:
            await self._reverse("undo", action)

    async def _reverse(self, way: Way, action: bytes | None = None) -> None:
        """Undo or redo the next action, or undo this one."""
        count = self.desk.long_way(way, action)
        if count:
            await self._reverse_many(way, action, count)
        elif action is not None:
            await self.do(lambda: self.desk.undo_action(action))
        else:
            await self.do(self.desk.undo if way == "undo" else self.desk.redo)

    async def _reverse_many(self, way: Way, action: bytes | None, count: int) -> None:
        """The same in a thread, with the desk still painted and Escape to stop it; keys wait until it is over."""
        if self._gone:
            return
        project = self.desk.project
        self.notice_line.tell(f"{_DOING[way]} {counted(count, 'sentence')} … Escape stops, and leaves all as it was.")
        try:
            reversal = await self._patience.thread(
                lambda stop: reverse(project.path, project.journal, way, Progress(cancelled=stop), action)
            )
        except Cancelled:
            if not self._gone:
                self._paint_around("Stopped. All is as it was.")
        except CopydeskError as error:
            if not self._gone:
                self.app.notify(str(error), severity="error", markup=False)
                self._paint_around("")
        else:
            await self.do(lambda: self.desk.revisit(way, reversal, action))
