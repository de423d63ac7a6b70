"""What the list of articles and the list of sentences have in common: the picture, moving about, coming back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, Static

from labels.desk import Step
from labels.errors import CopydeskError
from labels.query import QueryError
from labels.store.overview import newest_change
from tui.screens.browser.kept import Kept
from tui.screens.browser.searching import Request, SearchingScreen, pointed
from tui.screens.desk import DeskScreen
from tui.widgets.label_face import label_faces
from tui.widgets.listed_line import ListedLine
from tui.widgets.long_list import LongList
from tui.widgets.notice_line import NoticeLine
from tui.widgets.prompt import Prompt
from tui.widgets.query_line import QueryLine, Trouble

#: Actions that work while the query is typed; other keys are for the line.
_WHILE_TYPING = frozenset({"open", "back", "move", "page", "go", "quit", "next_theme", "focus_on"})

#: How long a key waits for something to act on, in seconds.
_PATIENCE = 2.0


class ListScreen(SearchingScreen):
    """A query line, a list, and the desk behind them."""

    NAME = ""
    HEAD = ""
    HINT = ""
    SORTS: Sequence[str] = ()
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (9, "-low"), (16, "-high")]
    DEFAULT_CSS = """
    ListScreen { layout: vertical; }
    ListScreen Static { text-wrap: nowrap; text-overflow: ellipsis; }
    ListScreen #list-title { height: 1; padding: 0 1; background: $panel; text-style: bold; }
    ListScreen #list-heads { height: 1; color: $row-quiet; }
    ListScreen LongList { height: 1fr; }
    ListScreen.-flat #list-title, ListScreen.-flat #list-heads, ListScreen.-flat Footer { display: none; }
    ListScreen.-flat NoticeLine, ListScreen.-low #list-heads, ListScreen.-low Footer { display: none; }
    """

    long_list = query_one(LongList)
    query_line = query_one(QueryLine)
    notice_line = query_one(NoticeLine)
    prompt = query_one(Prompt)

    def __init__(self, behind: DeskScreen, kept: Kept[Any]) -> None:
        """List what the desk `behind` works on, as it was `kept`."""
        super().__init__()
        self.behind = behind
        self.desk = behind.desk
        self.kept = kept
        self._scheme = self.desk.project.scheme
        self._faces = label_faces(self._scheme)
        self._fresh: Any = None  # rows of a search that has not come to the row under the cursor yet
        self._wanted: Any = None  # what that row holds; None if the list is to begin at its top
        self._is_wrong = False  # the query cannot be understood
        self._there = asyncio.Event()  # something of the newest search can be seen

    # -- for the classes below ---------------------------------------------------------------------------

    def new_rows(self) -> Any:
        """Rows to be filled by a search."""
        raise NotImplementedError

    def draw(self, row: int, heading: bool, width: int) -> ListedLine:
        """What stands on a line."""
        raise NotImplementedError

    def summary(self) -> str:
        """How much there is, where the cursor is."""
        raise NotImplementedError

    def heads(self, width: int) -> str:
        """The heads of the columns."""
        return ""

    def go_to_desk(self) -> Step:
        """Open the desk at the row under the cursor."""
        raise NotImplementedError

    def forget_lines(self) -> None:
        """What lines said may not be so any more."""

    # -- the picture -------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield Static(id="list-title", markup=False)
        yield QueryLine(self.HEAD, self.kept.query, self.HINT)
        yield Trouble()
        yield Static(id="list-heads", markup=False)
        yield LongList()
        yield from self.compose_below()
        yield NoticeLine()
        yield Prompt()
        yield Footer(show_command_palette=False, compact=True)

    def compose_below(self) -> ComposeResult:
        """What stands below the list."""
        yield from ()

    def on_mount(self) -> None:
        self._version = self.desk.project.data_version()
        if self.kept.rows is None:
            self.kept.rows = self.new_rows()
        self.long_list.load(self.kept.rows, self.draw, self.kept.row, self.kept.line)
        change = newest_change(self.desk.project.connection)
        if not self.kept.whole or change != self.kept.change:
            self.search_again()
        self.paint_around()
        self.set_interval(1.0, self._tick)
        self.app.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    def on_resize(self) -> None:
        self.call_after_refresh(self.paint_around)

    def paint_around(self, notice: str = "") -> None:
        """The lines around the list."""
        self.query_one("#list-title", Static).update(Content(self.summary()), layout=False)
        self.query_one("#list-heads", Static).update(Content(self.heads(self.long_list.size.width)), layout=False)
        self.notice_line.tell(notice, self.hint())

    def hint(self) -> str:
        """What to do next."""
        return ""

    @property
    def rows(self) -> Any:
        """The rows that are shown."""
        return self.kept.rows

    @property
    def position(self) -> str:
        """`12 of 1,234`; three dots while there may be more, "or more" where nobody looks any further."""
        count = len(self.rows)
        many = " …" if self.searching else "" if self.kept.whole else " or more"
        return f"{self.long_list.cursor + 1:,} of {count:,}{many}" if count else f"none{many}"

    @property
    def sorted_by(self) -> str:
        """The order of the list, in words."""
        return f"{self.SORTS[self.kept.sort]} {'▾' if self.kept.descending else '▴'}"

    def _tick(self) -> None:
        """Once a second: what others wrote may show in the lines."""
        version = self.desk.project.data_version()
        if version != self._version and self.app.screen is self:
            self._version = version
            self.forget_lines()
            self.long_list.redraw()

    # -- searching ---------------------------------------------------------------------------------------

    def search_again(self) -> None:
        """Search anew; the list stays as it is until the row under the cursor is found again, or all is."""
        rows = self.rows
        self._wanted = rows[self.long_list.cursor] if rows is not None and len(rows) else None
        self._fresh = self.new_rows()
        self._is_wrong = False
        self._there.clear()
        self.kept.whole = False
        self.search(self.kept.query, self.kept.sort, self.kept.descending)

    def _search_from_top(self) -> None:
        """Search for something else, or in another order: there is no row to come back to."""
        self.search_again()
        self._wanted = None

    def found(self, request: Request, part: Sequence[Any]) -> None:
        rows = self.rows if self._fresh is None else self._fresh
        before = len(rows)
        rows.extend(part)
        if self._fresh is None:
            self.long_list.grown()
        elif self._wanted is None:
            self._show_fresh(0)
        elif (at := self._row_in(part)) is not None:
            self._show_fresh(before + at)
        self.paint_around(self.notice_line.notice)

    def ended(self, request: Request, change: tuple[str, int]) -> None:
        self.kept.whole, self.kept.change = True, change
        if self._fresh is not None:
            again = None if self._wanted is None else self._fresh.row_of(self._wanted)
            self._show_fresh(self.nearest(self._fresh) if again is None else again)
        self.paint_around(self.notice_line.notice)

    def wrong(self, error: CopydeskError) -> None:
        self._fresh, self._is_wrong = None, True
        self._there.set()
        if isinstance(error, QueryError):
            trouble = self.query_one(Trouble)
            trouble.tell(error.problem, pointed(error), len(self.HEAD) + 1)
        else:
            self.app.notify(str(error), severity="error", markup=False)
        self.paint_around()

    async def there(self) -> bool:
        """Wait until there is something to act on, and keys typed meanwhile with it; False if there is not."""
        if self._fresh is not None and self._wanted is None:
            try:
                await asyncio.wait_for(self._there.wait(), _PATIENCE)
            except TimeoutError:
                self.paint_around("Still searching. Escape stops the search.")
                return False
        return not self._is_wrong

    def nearest(self, rows: Any) -> int:
        """The row to go to where the wanted one is gone."""
        return self.long_list.cursor if self._wanted is not None else 0

    def _row_in(self, part: Sequence[Any]) -> int | None:
        try:
            return part.index(self._wanted)
        except ValueError:
            return None

    def _show_fresh(self, row: int) -> None:
        line = self.long_list.cursor_line if self._wanted is not None else 0
        self.kept.rows, self._fresh, self._wanted = self._fresh, None, None
        self.forget_lines()
        self.long_list.load(self.kept.rows, self.draw, row, line)
        self._there.set()

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
        if not hasattr(type(self), f"action_{action}"):
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
        await self._go(lambda: len(self.rows) - 1)

    async def _go(self, row: Callable[[], int]) -> None:
        await self._leave_query()
        if await self.there():
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
            self.leave(self.go_to_desk)

    async def action_back(self) -> None:
        """From the query to the list; out of a search that takes long; then back to the desk."""
        if self.query_line.typing:
            await self._leave_query()
        elif self.searching:
            self.stop_searching()
            if self._fresh is not None and self._wanted is None:
                self._show_fresh(0)
            self._fresh = None
            self.paint_around("Stopped. Another escape goes back to the desk.")
        else:
            self.leave()

    def leave(self, verb: Callable[[], Step] = Step) -> None:
        """Back to the desk, which does `verb`."""
        self.kept.row, self.kept.line = self.long_list.cursor, self.long_list.cursor_line
        self.stop_searching()
        self.app.pop_screen()
        self.behind.do(lambda: replace(self.desk.refresh() if verb is Step else verb(), opened=True))

    def action_go(self, what: str) -> None:
        """To another list, or back to the desk by the key that led here."""
        from tui.screens.browser.open import browse

        if what == self.NAME == "sentences":
            self.action_query()
            return
        self.leave()
        if what != self.NAME:
            browse(self.behind, what)

    @on(LongList.RowClicked)
    async def _clicked(self, message: LongList.RowClicked) -> None:
        if message.again:
            self.leave(self.go_to_desk)
        else:
            await self._go(lambda: message.row)

    def action_next_theme(self) -> None:
        self.app.next_theme()  # type: ignore[attr-defined]

    async def action_quit(self) -> None:
        await self.behind.action_quit()

    @property
    def project_path(self) -> Path:
        return self.desk.project.path
