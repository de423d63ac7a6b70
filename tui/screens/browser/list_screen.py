"""What the list of articles and the list of sentences have in common: typing a query, moving about, coming back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from textual import on
from textual.binding import Binding
from textual.keys import format_key

from labels.desk import Step
from tui.screens.browser.keys import list_parts
from tui.screens.browser.list_picture import ListPicture
from tui.widgets.long_list import LongList
from tui.widgets.query_line import QueryLine, Trouble

#: Actions that work while the query is typed; other keys are for the line.
_WHILE_TYPING = frozenset({"open", "back", "move", "page", "go", "quit", "next_theme", "focus_on"})


class ListScreen(ListPicture):
    """A list with its keys. `tui.screens.browser.open` makes it for a codebook."""

    @on(QueryLine.Typed)
    def _typed(self, message: QueryLine.Typed) -> None:
        self._take_in(self.query_line.text)

    def _take_in(self, query: str) -> None:
        if query != self.kept.query:
            self.kept.query = query
            self.query_one(Trouble).tell("")
            self._search_from_top()
            self.paint_around()

    # -- keys --------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not hasattr(type(self), f"action_{action}") or not self.is_mounted:
            return True
        if self.prompt.asking:
            return False
        return not self.query_line.typing or action in _WHILE_TYPING

    async def action_move(self, by: int) -> None:
        await self._go(lambda: self.long_list.cursor + by)

    async def action_page(self, direction: int) -> None:
        await self._go(lambda: self.long_list.page_row(direction))

    async def action_first(self) -> None:
        await self._go(lambda: 0)

    async def action_last(self) -> None:
        await self._go(lambda: len(self.rows) - 1, whole=True)

    async def _go(self, row: Callable[[], int], *, whole: bool = False) -> None:
        await self._leave_query()
        if await self.there(whole=whole):
            self.long_list.move_cursor(row())
            if self._wanted is not None:
                self._wanted = self.rows[self.long_list.cursor]
            self.paint_around()

    def action_query(self) -> None:
        self.query_line.type()
        self.paint_around()

    async def _leave_query(self) -> None:
        """Take in everything that was typed, and give the keyboard to the list."""
        if self.query_line.typing:
            await self.query_line.settled()
            self.set_focus(None)
            self._take_in(self.query_line.text)
            self.paint_around()

    def action_sort(self, by: int) -> None:
        self.kept.sort = (self.kept.sort + by) % len(self.SORTS)
        self.kept.descending = self.descends(self.kept.sort)
        self._search_from_top()
        self.paint_around()

    def descends(self, sort: int) -> bool:
        """Whether an order begins with the most or the newest."""
        return False

    def action_turn(self) -> None:
        self.kept.descending = not self.kept.descending
        self._search_from_top()
        self.paint_around()

    async def action_open(self) -> None:
        """From the query to the list; from the list to the desk."""
        if self.query_line.typing:
            await self._leave_query()
        elif await self.there() and len(self.rows):
            await self.leave(self.go_to_desk)

    async def action_back(self) -> None:
        """From the query to the list; out of a search that takes long; then back to the desk."""
        if self.query_line.typing:
            await self._leave_query()
        elif self.searching:
            self.stop_searching()
            self._through.set()
            if self._fresh is not None and self._wanted is None:
                self._show_fresh(0)
            self._fresh = None
            self.paint_around("Stopped. Another escape goes back to the desk.")
        else:
            await self.leave()

    async def leave(self, verb: Callable[[], Step] | None = None) -> None:
        """Back to the desk, which does `verb`."""
        self.kept.row, self.kept.line = self.long_list.cursor, self.long_list.cursor_line
        self.stop_searching()
        self.app.pop_screen()
        self.desk.watch.restart()  # the time spent here was not for the sentence there
        await self.behind.do(lambda: self._arrive(verb))

    def _arrive(self, verb: Callable[[], Step] | None) -> Step:
        if verb is None:
            return replace(self.desk.refresh(), opened=True)
        step = verb()
        key = format_key(self.behind.keymap.commands[self.NAME][0])
        return replace(step, opened=True, notice=step.notice or f"Back to the list with {key}.")

    async def action_go(self, what: str) -> None:
        """To another list, or back to the desk by the key that led here."""
        from tui.screens.browser.open import browse

        if what == self.NAME == "sentences":
            self.query_line.type(anew=True)
            self.paint_around()
            return
        await self.leave()
        if what != self.NAME:
            await browse(self.behind, self.app.browsed, what)

    @on(LongList.RowClicked)
    async def _clicked(self, message: LongList.RowClicked) -> None:
        if message.again:
            self.app.call_later(self.leave, self.go_to_desk)  # behind the keys that are waiting already
        else:
            await self._go(lambda: message.row)

    def action_next_theme(self) -> None:
        self.app.next_theme()

    async def action_help(self) -> None:
        """The keys of this list, and the query language."""
        from tui.screens.help import help_screen

        parts = list_parts([each for each in self.BINDINGS if isinstance(each, Binding)], self._codebook)
        await self.app.push_screen(help_screen(parts, self.behind.keymap))

    async def action_quit(self) -> None:
        await self.behind.action_quit()

    @property
    def project_path(self) -> Path:
        return self.desk.project.path
