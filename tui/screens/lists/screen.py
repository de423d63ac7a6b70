"""The screen of a list: type a query, move, go to the desk and come back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen

from labels.desk import Step
from tui.key_names import key_cap
from tui.screens.list_state import ListState
from tui.screens.lists.background_search import BackgroundSearch
from tui.screens.lists.behind import Behind
from tui.screens.lists.bulk import BulkController
from tui.screens.lists.keys import list_parts
from tui.screens.lists.painter import ListPainter
from tui.screens.lists.search import SearchController
from tui.screens.lists.selection import SelectionController
from tui.screens.lists.source import Source
from tui.screens.lists.work_order import WorkOrderController
from tui.screens.unbound_keys import does_nothing
from tui.widgets.key_line import KeyLine
from tui.widgets.long_list import LongList
from tui.widgets.query_line import QueryLine

#: Actions that work while the query is typed; other keys are for the line.
_WHILE_TYPING = frozenset({"open", "back", "move", "page", "go", "quit", "choose_theme", "focus_on"})

#: What a key does there that does something else in the list.
_FROM_THE_QUERY = {"open": "to the list"}


class Extras(Protocol):
    """What one kind of list can do besides listing."""

    @property
    def busy(self) -> bool:
        """Whether something is running that handles the keys."""

    async def run(self, command: str, label: int) -> None:
        """Do it, for label number `label` where it is about a label."""

    def cancel(self) -> None:
        """End what goes on."""


class ListScreen(Screen[None]):
    """A query line, a list, and the desk behind them. `tui.screens.lists.open` makes it."""

    BINDING_GROUP_TITLE = "List"
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (9, "-low"), (16, "-high")]
    DEFAULT_CSS = """
    ListScreen { layout: vertical; }
    ListScreen Static { text-wrap: nowrap; text-overflow: ellipsis; }
    ListScreen #list-title { height: 1; padding: 0 1; background: $panel; text-style: bold; }
    ListScreen #list-heads { height: 1; color: $row-quiet; }
    ListScreen LongList { height: 1fr; }
    ListScreen.-flat #list-title, ListScreen.-flat #list-heads, ListScreen.-flat KeyLine { display: none; }
    ListScreen.-flat NoticeLine, ListScreen.-low #list-heads, ListScreen.-low KeyLine { display: none; }
    ListScreen.-of-sentences #list-heads { display: none; }
    ListScreen.-high SentencePreview { display: block; text-wrap: wrap; }
    """

    def __init__(self, behind: Behind, source: Source, state: ListState[Any]) -> None:
        """List what `source` finds over the desk `behind`, as it was left in `state`."""
        super().__init__()
        self.source = source
        self._behind = behind
        self._desk = behind.desk
        self._state = state
        self._codebook = behind.desk.project.codebook
        self._version = 0  # of the project's file
        self._arrived = False  # whether others wrote something that was not yet searched
        background = BackgroundSearch(self, behind.desk.project.path, source)
        self._background = background
        self._painter = ListPainter(source, state, background, behind.keymap)
        widgets = self._painter.widgets
        self.long_list, self.query_line, self.prompt = widgets.long_list, widgets.query_line, widgets.prompt
        self.search = SearchController(self, background, source, state, self._painter)
        self._selection = SelectionController(state, self.search, self._painter)
        self._extras: Extras = (
            WorkOrderController(self, behind, self._painter)
            if source.name == "articles"
            else BulkController(self, behind, state, self.search, self._painter)
        )
        self.set_class(source.name != "articles", "-of-sentences")

    def compose(self) -> ComposeResult:
        widgets = self._painter.widgets
        yield widgets.title
        yield widgets.query_line
        yield widgets.query_problem
        yield widgets.heads
        yield widgets.long_list
        yield from self.source.widgets()
        yield widgets.notice_line
        yield widgets.prompt.question
        yield KeyLine(words=lambda: _FROM_THE_QUERY if self.query_line.typing else {})

    def on_unmount(self) -> None:
        self.app.app_resume_signal.unsubscribe(self)  # it would keep the screen for good

    def on_mount(self) -> None:
        if self.source.name == "sentences":  # always: a query that is typed must never be taken for the keys of labels
            self.query_line.type(anew=True)
        project = self._desk.project
        self._version = project.data_version()
        self._painter.begin()
        if not self._state.whole or project.lists.newest_change() != self._state.change:
            self.search.again()
        self._painter.paint_around()
        self.set_interval(1.0, self._tick)
        self.app.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    def on_key(self, event: events.Key) -> None:
        """Say that a key does nothing: what does something was bound, and does not come here."""
        if not (self.query_line.typing or self.prompt.asking or self._behind.program.leaving):
            self._painter.paint_around(does_nothing(event, self._behind.keymap.commands["help"][0]))

    def on_resize(self) -> None:
        self.call_after_refresh(self._painter.paint_around_again)

    def _tick(self) -> None:
        """Once a second, show what others wrote or a merge brought: lines may change, and rows may be found."""
        if self.app.screen is not self:
            return
        project, state = self._desk.project, self._state
        version = project.data_version()
        if version != self._version:
            self._version, self._arrived = version, True
            self._painter.draw_again()
        if self._arrived and state.whole and not self.query_line.typing and not state.selected:
            self._arrived = False
            if project.lists.is_news(project.annotator, state.query, state.change or 0):
                self.search.again()

    # -- the query ---------------------------------------------------------------------------------------

    @on(QueryLine.Typed)
    def _typed(self, message: QueryLine.Typed) -> None:
        self._take_in(self.query_line.text)

    def _take_in(self, query: str) -> None:
        if query != self._state.query:
            self._state.query = query
            self._painter.widgets.query_problem.tell("")
            self.search.from_top()
            self._painter.paint_around()

    async def _leave_query(self) -> None:
        """Read everything that was typed into the query, and move the focus to the list."""
        if self.query_line.typing:
            await self.query_line.settled()
            self.set_focus(None)
            self._take_in(self.query_line.text)
            self._painter.paint_around()

    # -- keys --------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self._extras.busy and action not in ("back", "quit"):
            return False
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
        await self._go(lambda: len(self._state.shown) - 1, whole=True)

    async def _go(self, row: Callable[[], int], *, whole: bool = False) -> None:
        await self._leave_query()
        if await self.search.there(whole=whole):
            self._state.selected.end_stretch()
            self.long_list.move_cursor(row())
            self.search.follow_cursor()
            self._painter.paint_around()

    def action_query(self) -> None:
        self.query_line.type()
        self._painter.paint_around()

    def action_sort(self, by: int) -> None:
        self._state.sort = (self._state.sort + by) % len(self.source.sorts)
        self._state.descending = self.source.descends(self._state.sort)
        self.search.from_top()
        self._painter.paint_around()

    def action_turn(self) -> None:
        self._state.descending = not self._state.descending
        self.search.from_top()
        self._painter.paint_around()

    async def action_extra(self, command: str, label: int = 0) -> None:
        """Do what only this kind of list can do."""
        await self._extras.run(command, label)

    async def action_select(self) -> None:
        await self._selection.toggle()

    async def action_extend(self, by: int) -> None:
        await self._selection.extend(by)

    async def action_select_all(self) -> None:
        await self._selection.all()

    async def action_open(self) -> None:
        """From the query to the list; from the list to the desk."""
        if self.query_line.typing:
            await self._leave_query()
        elif await self.search.there() and len(self._state.shown):
            await self._leave(self._open_row)

    async def action_focus_on(self) -> None:
        """Label only what matches: the query becomes the desk's queue."""
        await self._leave_query()
        query = self._state.query
        if query.strip():
            await self._leave(lambda: self._desk.focus_on(query))
        else:
            self._painter.paint_around("Type a query first; the desk then goes through its sentences alone.")

    async def action_back(self) -> None:
        """Leave the background work, the query, a search or a selection; otherwise go back to the desk."""
        if self._extras.busy:
            self._extras.cancel()
        elif self.query_line.typing:
            await self._leave_query()
        elif self._background.searching:
            self.search.stop()
            self._painter.paint_around("Stopped. Another Escape goes back to the desk.")
        elif self._state.selected:
            self._selection.drop()
        else:
            await self._leave()

    def _open_row(self) -> Step:
        return self.source.open(self.long_list.cursor)

    async def _leave(self, verb: Callable[[], Step] | None = None) -> None:
        """Back to the desk, which does `verb`."""
        self._state.row, self._state.line = self.long_list.cursor, self.long_list.cursor_line
        self._background.stop()
        self.app.pop_screen()
        self._desk.watch.restart()  # the time spent in the list does not belong to the sentence at the desk
        await self._behind.do(lambda: self._arrive(verb))

    def _arrive(self, verb: Callable[[], Step] | None) -> Step:
        if verb is None:
            return replace(self._desk.refresh(), opened=True)
        step = verb()
        key = key_cap(self._behind.keymap.commands[self.source.name][0])
        return replace(step, opened=True, notice=step.notice or f"Back to the list with {key}.")

    async def action_go(self, name: str) -> None:
        """To another list, or back to the desk by the key that led here."""
        if name == self.source.name == "sentences":
            self.query_line.type(anew=True)
            self._painter.paint_around()
            return
        await self._leave()
        if name != self.source.name:
            await self._behind.browse(name)

    @on(LongList.RowClicked)
    async def _clicked(self, message: LongList.RowClicked) -> None:
        if message.again:
            self.app.call_later(self._leave, self._open_row)  # after the keys that are already waiting
        else:
            await self._go(lambda: message.row)

    async def action_choose_theme(self) -> None:
        await self._behind.program.choose_theme(self._behind.keymap)

    async def action_help(self) -> None:
        """The keys of this list, and the query language."""
        from tui.screens.help import help_screen

        parts = list_parts([each for each in self.BINDINGS if isinstance(each, Binding)], self._codebook)
        await self.app.push_screen(help_screen(parts, self._behind.keymap, self._behind.keymap.elsewhere["list_help"]))

    async def action_quit(self) -> None:
        await self._behind.program.action_quit()
