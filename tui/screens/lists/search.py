"""Searches a list again, and keeps the row under the cursor meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from textual.screen import Screen

from labels.errors import CopydeskError
from labels.query import QueryError
from tui.screens.list_state import ListState
from tui.screens.lists.background_search import BackgroundSearch
from tui.screens.lists.painter import QUERY_HEAD, ListPainter
from tui.screens.lists.source import Rows, Source

#: How long a key waits for a row on which it can act, in seconds.
LONGEST_WAIT = 2.0


class SearchController:
    """Fills the rows of a list.

    The rows of a new search take the place of those that are shown as soon as it has found the row under the
    cursor again, or is finished.
    """

    def __init__(
        self,
        screen: Screen[None],
        background: BackgroundSearch,
        source: Source,
        state: ListState[Any],
        painter: ListPainter,
    ) -> None:
        """Search for the rows of `source`, and keep them in `state`."""
        self._screen = screen
        self._background = background
        self._source = source
        self._state = state
        self._painter = painter
        self._list = painter.widgets.long_list
        self._fresh: Rows | None = None  # rows of a search that has not found the row under the cursor yet
        self._wanted: Any = None  # what that row holds; None if the list is to begin at its top
        self._is_wrong = False  # the query cannot be understood
        self._was_whole = False  # the rows that are shown are all that an earlier search found
        self._something = asyncio.Event()  # something of the newest search can be seen
        self._over = asyncio.Event()  # the newest search is over
        self._over.set()

    @property
    def request_number(self) -> int:
        """How many searches there were."""
        return self._background.request.number

    def again(self) -> None:
        """Search again.

        The list is not changed until the row under the cursor is found again, or the search is finished.
        """
        rows = self._state.rows
        self._wanted = rows[self._list.cursor] if rows is not None and len(rows) else None
        self._fresh = self._source.new_rows()
        self._is_wrong = False
        self._something.clear()
        self._over.clear()
        self._was_whole = self._state.whole or self._was_whole
        self._state.whole = False
        self._background.start(self._state.query, self._state.sort, self._state.descending, self)

    def from_top(self) -> None:
        """Search for something else, or in another order: there is no row to come back to."""
        self.again()
        self._wanted = None

    def stop(self) -> None:
        """End the search, and show what it has found."""
        self._background.stop()
        self._over.set()
        if self._fresh is not None and self._wanted is None:
            self._show_fresh(0)
        self._fresh = None

    def follow_cursor(self) -> None:
        """The cursor was moved while the search goes on: find the row that it is on now."""
        if self._wanted is not None:
            self._wanted = self._state.shown[self._list.cursor]

    async def there(self, *, whole: bool = False) -> bool:
        """Wait until there is a row to act on, or until the `whole` search is finished.

        Keys typed meanwhile wait too. False if it takes too long, or if the query is not valid.
        """
        try:
            if whole:
                await asyncio.wait_for(self._over.wait(), LONGEST_WAIT)
            elif self._fresh is not None and self._wanted is None:
                await asyncio.wait_for(self._something.wait(), LONGEST_WAIT)
        except TimeoutError:
            self._painter.paint_around("Still searching. Escape stops the search.")
            return False
        return not self._is_wrong

    # -- what the search tells ---------------------------------------------------------------------------

    def found(self, part: Sequence[Any]) -> None:
        """Show a part that was found."""
        rows = self._state.shown if self._fresh is None else self._fresh
        before = len(rows)
        rows.extend(part)
        if self._fresh is None:
            self._list.grown()
        elif self._wanted is None:
            self._show_fresh(0)
        elif self._wanted in part:
            self._show_fresh(before + part.index(self._wanted))
        self._painter.paint_around_again()

    def ended(self, change: int) -> None:
        """Show that this was all."""
        self._state.whole, self._state.change, self._was_whole = True, change, False
        self._over.set()
        if self._fresh is not None:
            self._show_fresh(self._row_to_go_to(self._fresh))
        self._painter.paint_around_again()

    def failed(self, error: CopydeskError) -> None:
        """Show what is wrong, and where in the query."""
        self._fresh, self._is_wrong = None, True
        self._state.whole = self._was_whole  # what is shown is what was found before
        self._something.set()
        self._over.set()
        if isinstance(error, QueryError):
            column = len(error.pointer.rsplit("\n", 1)[-1]) - 1
            self._painter.widgets.query_problem.tell(error.problem, column, len(QUERY_HEAD) + 1)
        else:
            self._screen.app.notify(str(error), severity="error", markup=False)
        self._painter.paint_around_again()

    def _row_to_go_to(self, rows: Rows) -> int:
        if self._wanted is None:
            return 0
        again = rows.row_of(self._wanted)
        if again is None:
            again = self._source.nearest(rows, self._wanted)
        return self._list.cursor if again is None else again

    def _show_fresh(self, row: int) -> None:
        line = self._list.cursor_line if self._wanted is not None else 0
        self._state.rows, self._fresh, self._wanted = self._fresh, None, None
        self._was_whole = False
        if self._state.selected:
            self._state.selected.clear()
            told = self._painter.widgets.notice_line
            told.tell(f"{told.notice or 'The list was made again.'} Nothing is selected now.")
        self._source.forget_lines()
        self._list.load(self._state.shown, self._source.draw, row, line)
        self._something.set()
