"""Undo and redo on screen, and the history; in a thread where an action was about very many sentences."""

from __future__ import annotations

from textual.screen import Screen

from labels.desk import Desk
from labels.desk.describe import Way
from labels.errors import CopydeskError
from labels.values.progress import Cancelled, Progress
from labels.words import counted
from tui.keymap import Keymap
from tui.screens.desk.painter import Painter
from tui.screens.verbs import VerbRunner
from tui.waiting import Waiting

_DOING: dict[Way, str] = {"undo": "Undoing for", "redo": "Doing again for"}


class UndoController:
    """Undoes actions and does them again."""

    def __init__(self, screen: Screen[None], desk: Desk, waiting: Waiting, verbs: VerbRunner, painter: Painter) -> None:
        """Undo the actions of `desk`, which is shown on `screen`."""
        self._screen = screen
        self._desk = desk
        self._waiting = waiting
        self._verbs = verbs
        self._painter = painter

    async def show_history(self, keymap: Keymap) -> None:
        """Show what was said of the sentence under the cursor; an action can be undone there."""
        from tui.screens.history import history_screen

        desk = self._desk
        sentence, codebook = desk.page.sentence(desk.cursor), desk.project.codebook
        screen = history_screen(sentence, desk.history(), codebook, desk.can_undo, keymap)
        await self._screen.app.push_screen(screen, self._undo_from_history)

    async def _undo_from_history(self, action: bytes | None) -> None:
        if action is not None:
            await self.go("undo", action)

    async def go(self, way: Way, action: bytes | None = None) -> None:
        """Undo or redo the next action, or undo this one."""
        count = self._desk.long_way(way, action)
        if count:
            await self._many(way, action, count)
        elif action is not None:
            await self._verbs.do(lambda: self._desk.undo_action(action))
        else:
            await self._verbs.do(self._desk.undo if way == "undo" else self._desk.redo)

    async def _many(self, way: Way, action: bytes | None, count: int) -> None:
        """The same in a thread. The desk is still painted, and Escape stops it; keys wait until it is over."""
        if self._verbs.gone:
            return
        from labels.desk.long_actions import reverse

        project = self._desk.project
        self._painter.tell(f"{_DOING[way]} {counted(count, 'sentence')} … Escape stops, and leaves all as it was.")
        try:
            reversal = await self._waiting.thread(
                lambda stop: reverse(project.path, project.journal, way, Progress(cancelled=stop), action)
            )
        except Cancelled:
            if not self._verbs.gone:
                self._painter.paint_around("Stopped. All is as it was.")
        except CopydeskError as error:
            if not self._verbs.gone:
                self._screen.app.notify(str(error), severity="error", markup=False)
                self._painter.paint_around("")
        else:
            await self._verbs.do(lambda: self._desk.revisit(way, reversal, action))
