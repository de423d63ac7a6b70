"""The picture of a list: what is shown while it is searched, and how the row under the cursor is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from labels.desk import Step
from labels.errors import CopydeskError
from labels.query import QueryError
from tui.screens.browser.list_state import Kept
from tui.screens.browser.searching import Request, SearchingScreen, pointed
from tui.screens.desk import DeskScreen
from tui.widgets.key_line import KeyLine
from tui.widgets.label_face import label_faces
from tui.widgets.listed_line import ListedLine
from tui.widgets.long_list import LongList
from tui.widgets.notice_line import NoticeLine
from tui.widgets.prompt import Prompt
from tui.widgets.query_line import QueryLine, Trouble

#: How long a key waits for something to act on, in seconds.
PATIENCE = 2.0


class ListPicture(SearchingScreen):
    """A query line, a list, and the desk behind them."""

    NAME = ""
    HEAD = ""
    HINT = ""
    SORTS: Sequence[str] = ()
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (9, "-low"), (16, "-high")]
    DEFAULT_CSS = """
    ListPicture { layout: vertical; }
    ListPicture Static { text-wrap: nowrap; text-overflow: ellipsis; }
    ListPicture #list-title { height: 1; padding: 0 1; background: $panel; text-style: bold; }
    ListPicture #list-heads { height: 1; color: $row-quiet; }
    ListPicture LongList { height: 1fr; }
    ListPicture.-flat #list-title, ListPicture.-flat #list-heads, ListPicture.-flat KeyLine { display: none; }
    ListPicture.-flat NoticeLine, ListPicture.-low #list-heads, ListPicture.-low KeyLine { display: none; }
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
        self._codebook = self.desk.project.codebook
        self._faces = label_faces(self._codebook)
        self._fresh: Any = None  # rows of a search that has not come to the row under the cursor yet
        self._wanted: Any = None  # what that row holds; None if the list is to begin at its top
        self._is_wrong = False  # the query cannot be understood
        self._arrived = False  # others wrote something that was not looked through
        self._there = asyncio.Event()  # something of the newest search can be seen
        self._through = asyncio.Event()  # it is over
        self._through.set()

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
        yield KeyLine()

    def compose_below(self) -> ComposeResult:
        """What stands below the list."""
        yield from ()

    def on_mount(self) -> None:
        self._version = self.desk.project.data_version()
        if self.kept.rows is None:
            self.kept.rows = self.new_rows()
        self.long_list.load(self.kept.rows, self.draw, self.kept.row, self.kept.line)
        change = self.desk.project.lists.newest_change()
        if not self.kept.whole or change != self.kept.change:
            self.search_again()
        self.paint_around()
        self.set_interval(1.0, self._tick)
        self.app.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    def on_resize(self) -> None:
        self.call_after_refresh(lambda: self.paint_around(self.notice_line.notice))

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
        """Once a second: what others wrote or a merge brought may show in the lines, and may be found."""
        if self.app.screen is not self:
            return
        project = self.desk.project
        version = project.data_version()
        if version != self._version:
            self._version, self._arrived = version, True
            self.forget_lines()
            self.long_list.redraw()
        if self._arrived and self.kept.whole and not self.query_line.typing:
            self._arrived = False
            if project.lists.is_news(project.annotator, self.kept.query, self.kept.change or 0):
                self.search_again()

    # -- searching ---------------------------------------------------------------------------------------

    def search_again(self) -> None:
        """Search anew; the list stays as it is until the row under the cursor is found again, or all is."""
        rows = self.rows
        self._wanted = rows[self.long_list.cursor] if rows is not None and len(rows) else None
        self._fresh = self.new_rows()
        self._is_wrong = False
        self._there.clear()
        self._through.clear()
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

    def ended(self, request: Request, change: int) -> None:
        self.kept.whole, self.kept.change = True, change
        self._through.set()
        if self._fresh is not None:
            again = None if self._wanted is None else self._fresh.row_of(self._wanted)
            self._show_fresh(self.nearest(self._fresh) if again is None else again)
        self.paint_around(self.notice_line.notice)

    def wrong(self, error: CopydeskError) -> None:
        self._fresh, self._is_wrong = None, True
        self._there.set()
        self._through.set()
        if isinstance(error, QueryError):
            trouble = self.query_one(Trouble)
            trouble.tell(error.problem, pointed(error), len(self.HEAD) + 1)
        else:
            self.app.notify(str(error), severity="error", markup=False)
        self.paint_around()

    async def there(self, *, whole: bool = False) -> bool:
        """Wait until there is something to act on, or the `whole` of it; keys typed meanwhile wait as well.

        False if it takes too long, and where the query cannot be understood.
        """
        try:
            if whole:
                await asyncio.wait_for(self._through.wait(), PATIENCE)
            elif self._fresh is not None and self._wanted is None:
                await asyncio.wait_for(self._there.wait(), PATIENCE)
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
