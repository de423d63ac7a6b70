"""Select lines of the list of sentences; what is done to many sentences is done to these alone."""

from __future__ import annotations

from labels.browsing.rows import SentenceRows
from tui.screens.list_state import ListState
from tui.screens.lists.painter import ListPainter
from tui.screens.lists.search import SearchController


class SelectionController:
    """Turns keys into a selection of rows, and shows it."""

    def __init__(self, state: ListState[SentenceRows], search: SearchController, painter: ListPainter) -> None:
        """Select rows of `state`, which `search` fills and `painter` paints."""
        self._state = state
        self._search = search
        self._painter = painter
        self._list = painter.widgets.long_list

    async def toggle(self) -> None:
        """Select the line under the cursor, or take it out of the selection, and go on to the next line."""
        if await self._there():
            self._state.selected.toggle(self._list.cursor)
            self._list.redraw()
            self._go(self._list.cursor + 1)

    async def extend(self, by: int) -> None:
        """Move the cursor by one line, and select the lines that it was on."""
        if await self._there():
            here = self._list.cursor
            to = max(0, min(here + by, len(self._state.shown) - 1))
            self._state.selected.extend(here, to)
            self._list.redraw()
            self._go(to)

    async def all(self) -> None:
        """Select every line, once the search has found all of them."""
        if not await self._search.there(whole=True) or not self._state.whole:
            self._painter.paint_around("The search is not over: not all sentences are known.")
            return
        self._state.selected.select_all(len(self._state.shown))
        self._list.redraw()
        self._painter.paint_around()

    def drop(self) -> None:
        """Select nothing."""
        self._state.selected.clear()
        self._list.redraw()
        self._painter.paint_around()

    async def _there(self) -> bool:
        return await self._search.there() and len(self._state.shown) > 0

    def _go(self, row: int) -> None:
        self._list.move_cursor(row)
        self._search.follow_cursor()
        self._painter.paint_around()
