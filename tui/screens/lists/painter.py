"""Paint a list: its rows, and the lines around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from textual.content import Content
from textual.widgets import Static

from tui.key_names import key_cap
from tui.keymap import Keymap
from tui.screens.list_state import ListState
from tui.screens.lists.background_search import BackgroundSearch
from tui.screens.lists.source import Source
from tui.widgets.long_list import LongList
from tui.widgets.notice_line import NoticeLine
from tui.widgets.prompt import Prompt
from tui.widgets.query_line import QueryLine, QueryProblem

#: What stands before the query.
QUERY_HEAD = "Find:"


@dataclass(frozen=True, slots=True)
class ListWidgets:
    """The parts of the screen, from its top."""

    query_line: QueryLine
    title: Static = field(default_factory=lambda: Static(id="list-title", markup=False))
    query_problem: QueryProblem = field(default_factory=QueryProblem)
    heads: Static = field(default_factory=lambda: Static(id="list-heads", markup=False))
    long_list: LongList = field(default_factory=LongList)
    notice_line: NoticeLine = field(default_factory=NoticeLine)
    prompt: Prompt = field(default_factory=Prompt)


class ListPainter:
    """Paints the rows of one list."""

    def __init__(self, source: Source, state: ListState[Any], background: BackgroundSearch, keymap: Keymap) -> None:
        """Paint what `source` says about the rows in `state`, while `background` searches for more."""
        self.widgets = ListWidgets(QueryLine(QUERY_HEAD, state.query, source.query_hint))
        self._source = source
        self._state = state
        self._background = background
        self._keymap = keymap

    def begin(self) -> None:
        """Paint everything for the first time."""
        state = self._state
        if state.rows is None:
            state.rows = self._source.new_rows()
        self.widgets.long_list.selected = state.selected
        self.widgets.long_list.load(state.rows, self._source.draw, state.row, state.line)

    def draw_again(self) -> None:
        """Draw the lines again, because what they say may have changed."""
        self._source.forget_lines()
        self.widgets.long_list.redraw()

    def paint_around(self, notice: str = "") -> None:
        """Paint the lines around the list."""
        widgets, source = self.widgets, self._source
        widgets.title.update(Content(source.summary(self._position, self._order)), layout=False)
        widgets.heads.update(Content(source.heads(widgets.long_list.size.width)), layout=False)
        widgets.notice_line.tell(notice, self._hint)
        source.show_row(widgets.long_list.cursor if len(self._state.shown) else None)

    def paint_around_again(self) -> None:
        """Paint the lines around the list; the notice stays."""
        self.paint_around(self.widgets.notice_line.notice)

    @property
    def _position(self) -> str:
        """`12 of 1,234`; with three dots while the search goes on, and "or more" if it was stopped."""
        count = len(self._state.shown)
        many = " …" if self._background.searching else "" if self._state.whole else " or more"
        return f"{self.widgets.long_list.cursor + 1:,} of {count:,}{many}" if count else f"none{many}"

    @property
    def _order(self) -> str:
        """The order of the list, in words."""
        return f"{self._source.sorts[self._state.sort]} {'▾' if self._state.descending else '▴'}"

    @property
    def _hint(self) -> str:
        if self.widgets.query_line.typing:
            return f"The list follows as you type. {key_cap(self._keymap.elsewhere['list_open'][0])} goes to the list."
        return self._source.hint(self._background.searching)
