"""A list of themes at the side. The theme under the cursor is shown at once. It can be kept or not."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.key_names import key_cap
from tui.keymap import Keymap
from tui.screens.bindings import bindings_of, with_bindings
from tui.widgets.gutter import Piece
from tui.widgets.listed_line import ListedLine
from tui.widgets.long_list import LongList


class _Names:
    """A row for each name, a line each."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self.lines = len(names)

    def __len__(self) -> int:
        return self.lines

    def line_of(self, row: int) -> int:
        return row

    def find(self, line: int) -> tuple[int, bool]:
        return line, False


class ThemeScreen(ModalScreen[str | None]):
    """A list beside the desk, which shows each theme. Closes with the theme to keep, or with None.

    `theme_screen` makes it.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (12, "-high")]
    DEFAULT_CSS = """
    ThemeScreen { align: right top; background: transparent; }
    ThemeScreen Vertical { width: 30; max-width: 100%; height: 100%; background: $panel; border-left: vkey $row-bar; }
    ThemeScreen LongList { height: 1fr; }
    ThemeScreen Static { padding: 0 1; height: auto; }
    ThemeScreen #themes-title { text-style: bold; }
    ThemeScreen.-narrow { align: left bottom; }
    ThemeScreen.-narrow Vertical { width: 100%; height: 50%; border-left: none; }
    ThemeScreen.-low #themes-title, ThemeScreen.-low #themes-says { display: none; }
    """

    def __init__(self, names: Sequence[str], keymap: Keymap, remark: str = "") -> None:
        """List the themes called `names`, with a `remark` on them below."""
        super().__init__()
        self._names = list(names)
        self._keymap = keymap
        self._remark = remark
        self._list = LongList()
        self._before = ""

    def compose(self) -> ComposeResult:
        keep, leave = (key_cap(self._keymap.elsewhere[id][0]) for id in ("themes_keep", "themes_leave"))
        with Vertical():
            yield Static("Themes", id="themes-title", markup=False)
            yield self._list
            says = f"{keep} keeps it, {leave} goes back.{f' {self._remark}' if self._remark else ''}"
            yield Static(Content(says), id="themes-says")

    def on_mount(self) -> None:
        self._before = self.app.theme
        here = self._names.index(self._before) if self._before in self._names else 0
        self._list.load(_Names(self._names), self._line, here)

    def _line(self, row: int, heading: bool, width: int) -> ListedLine:
        return ListedLine((Piece(" ", ""),), self._names[row])

    def action_move(self, by: int) -> None:
        """Show another theme."""
        self._show(self._list.cursor + by)

    def action_turn(self) -> None:
        """Show the next theme, and after the last the first."""
        self._show((self._list.cursor + 1) % len(self._names))

    def action_page(self, direction: int) -> None:
        """Show a theme further on."""
        self._show(self._list.page_row(direction))

    def action_first(self) -> None:
        """Show the first theme."""
        self._show(0)

    def action_last(self) -> None:
        """Show the last theme."""
        self._show(len(self._names) - 1)

    def _show(self, row: int) -> None:
        self._list.move_cursor(row)
        self.app.theme = self._names[self._list.cursor]

    def action_keep(self) -> None:
        """Keep the theme that is shown."""
        self._show(self._list.cursor)  # the theme that was on screen before may not be in the list
        self.dismiss(self._names[self._list.cursor])

    def action_leave(self) -> None:
        """Show the theme again that was there before."""
        self.app.theme = self._before
        self.dismiss(None)

    @on(LongList.RowClicked)
    def _clicked(self, message: LongList.RowClicked) -> None:
        if message.again:
            self.action_keep()
        else:
            self._show(message.row)


def theme_screen(names: Sequence[str], keymap: Keymap, remark: str = "") -> ThemeScreen:
    """The list of the themes called `names`, with its keys."""
    return with_bindings(ThemeScreen, bindings_of("themes", keymap))(names, keymap, remark)
