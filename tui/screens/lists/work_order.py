"""Choose the order in which articles are worked through."""

from __future__ import annotations

from textual.screen import Screen

from labels.errors import CopydeskError
from tui.screens.lists.behind import Behind
from tui.screens.lists.painter import ListPainter


class WorkOrderController:
    """What the list of articles can do besides showing them."""

    busy = False

    def __init__(self, screen: Screen[None], behind: Behind, painter: ListPainter) -> None:
        """Choose the order for the desk behind the list."""
        self._screen = screen
        self._behind = behind
        self._painter = painter

    async def run(self, command: str, label: int) -> None:
        """Go through the articles in the next order from now on; a shuffle asks for its seed."""
        order = self._behind.desk.order
        orders, (name, seed) = order.orders(), order.chosen()
        after = orders[(orders.index(name) + 1) % len(orders)] if name in orders else orders[0]
        if after == "shuffled":
            prompt = self._painter.widgets.prompt
            prompt.ask("Shuffle the articles. Seed (a whole number):", self._shuffle, str(seed or 1))
        else:
            await self._work_in(after, seed if after == "likely" else 0)

    def cancel(self) -> None:
        """Nothing goes on in the background."""

    async def _shuffle(self, typed: str) -> None:
        typed = typed.strip()
        if typed.isdecimal():
            await self._work_in("shuffled", int(typed[:18]))
        else:
            self._painter.paint_around(f"“{typed}” is no whole number; the order of work is as it was.")

    async def _work_in(self, name: str, seed: int = 0) -> None:
        desk, tell = self._behind.desk, self._painter.widgets.notice_line.tell
        try:
            step = await self._behind.program.waiting.verb(desk, lambda: desk.change_order(name, seed), tell)
        except CopydeskError as error:
            self._screen.app.notify(str(error), severity="error", markup=False)
            return
        self._painter.paint_around(step.notice)
