"""A list with one line for each row, of any length. It asks only for the lines that it shows.

It has no keys of its own. The screen has them and says where the cursor is.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.color import Color
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.widgets.line_styles import Ground, LineStyles
from tui.widgets.listed_line import Lines, ListedLine, in_view

_WHEEL = 3  # lines
_KEPT = 1024  # strips kept

#: Says what stands on the line of a row, or on the heading above it, in a window of so many cells.
Draw = Callable[[int, bool, int], ListedLine]


class LongList(ScrollView, inherit_bindings=False):
    """Rows one below the other, with the row under the cursor marked."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "long-list--cursor",
        "long-list--selected",
        "long-list--bar",
        "long-list--quiet",
        "long-list--match",
    }
    DEFAULT_CSS = """
    LongList {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size: 0 0;
        min-width: 1;
    }
    LongList > .long-list--cursor { background: $row-cursor; }
    LongList > .long-list--selected { background: $row-run; }
    LongList > .long-list--bar { color: $row-bar; }
    LongList > .long-list--quiet { color: $row-quiet; }
    LongList > .long-list--match { background: $row-match; }
    """

    class RowClicked(Message):
        """Someone clicked on a row; `again` if it had the cursor already."""

        def __init__(self, row: int, again: bool) -> None:
            self.row = row
            self.again = again
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.can_focus = False
        self._rows: Lines | None = None
        self._draw: Draw = lambda row, heading, width: ListedLine()
        self._cursor = 0
        #: The rows that are shown as selected.
        self.selected: Container[int] = ()
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._styles: LineStyles | None = None
        self._held: int | None = None

    # -- what is shown -----------------------------------------------------------------------------------

    def load(self, rows: Lines, draw: Draw, cursor: int = 0, at: int | None = None) -> None:
        """Show these rows, with the cursor on one of them, on line `at` of the window if that is given."""
        self._rows, self._draw = rows, draw
        self._cursor = self._clamped(cursor)
        self._held = at
        self._strips.clear()
        self._settle()
        self.refresh()

    def grown(self) -> None:
        """Show that there are more rows. The earlier ones are at the same places."""
        before = self.virtual_size.height
        self._resize()
        if before < self.scroll_offset.y + self._height:
            self.refresh()

    def redraw(self) -> None:
        """Draw every line again, because what they say has changed."""
        self._strips.clear()
        self.refresh()

    @property
    def cursor(self) -> int:
        """The row under the cursor."""
        return self._cursor

    @property
    def cursor_line(self) -> int:
        """The line of the window on which the cursor is."""
        return self._line(self._cursor) - self.scroll_offset.y

    def move_cursor(self, row: int) -> None:
        """Go to a row, scrolling no further than needed."""
        row = self._clamped(row)
        if row == self._cursor:
            return
        before, self._cursor = self._cursor, row
        for each in (before, row):
            self._strips.pop((self._line(each), True), None)
            self._repaint(self._line(each))
        self._follow()

    def page_row(self, direction: int) -> int:
        """The row one window above (-1) or below (1) the cursor."""
        if self._rows is None or not len(self._rows):
            return 0
        line = self._line(self._cursor) + direction * max(1, self._height - 2)
        row, _ = self._rows.find(max(0, min(line, self._rows.lines - 1)))
        return row if row != self._cursor else self._clamped(row + direction)

    # -- the window --------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        self._strips.clear()
        self._settle()

    def notify_style_update(self) -> None:
        self._styles = None
        self._strips.clear()
        super().notify_style_update()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, -_WHEEL)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or self._rows is None:
            return
        line = offset.y + self.scroll_offset.y
        if line < self._rows.lines:
            row, _ = self._rows.find(line)
            self.post_message(self.RowClicked(row, row == self._cursor))

    def _wheel(self, event: events.MouseEvent, lines: int) -> None:
        event.stop()
        event.prevent_default()
        self._scroll(self.scroll_offset.y + lines)

    def _settle(self) -> None:
        """Put the cursor on its line of the window, else into the window."""
        self._resize()
        if self._held is not None and self._height:
            self._scroll(self._line(self._cursor) - min(self._held, self._height - 1))
            self._held = None
        self._follow()

    def _follow(self) -> None:
        line, height = self._line(self._cursor), self._height
        if not height:
            return
        margin = min(2, (height - 1) // 2)
        top = min(self.scroll_offset.y, max(0, line - margin))
        top = max(top, line + margin + 1 - height)
        self._scroll(top)
        if self.is_attached and self.screen.focused is None:
            self.app.cursor_position = self.content_region.offset + Offset(0, max(0, self.cursor_line))

    def _scroll(self, top: int) -> None:
        top = max(0, top)
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True, immediate=True)

    def _resize(self) -> None:
        self.virtual_size = Size(self._width, self._rows.lines if self._rows is not None else 0)

    def _repaint(self, line: int) -> None:
        y = line - self.scroll_offset.y
        if 0 <= y < self._height:
            self.refresh(Region(0, y, self._width, 1))

    # -- drawing -----------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        styles = self._styles or self._mix()
        line = y + self.scroll_offset.y
        if self._rows is None or line >= self._rows.lines:
            return Strip.blank(self._width, styles.page.style)
        row, heading = self._rows.find(line)
        here = row == self._cursor and not heading
        strip = self._strips.get((line, here))
        if strip is None:
            if len(self._strips) >= _KEPT:
                self._strips.clear()
            listed = in_view(self._draw(row, heading, self._width), self._width - 1)
            ground = styles.ground(here, not heading and row in self.selected)
            strip = Strip(styles.segments(listed, ground)).adjust_cell_length(self._width, ground.style)
            self._strips[line, here] = strip
        return strip

    def _mix(self) -> LineStyles:
        page, cursor, selected = (
            self.get_visual_style(*name) for name in ((), ("long-list--cursor",), ("long-list--selected",))
        )
        bar, quiet, match = (
            self.get_visual_style(f"long-list--{name}").rich_style for name in ("bar", "quiet", "match")
        )
        plain = self.app.native_ansi_color or self.app.no_color
        bold = Style(bold=True if plain else None)
        black = Color(0, 0, 0)
        self._styles = LineStyles(
            Ground(page.rich_style, page.background or black, " "),
            Ground(selected.rich_style, selected.background or black, "*"),
            Ground(cursor.rich_style + bold, cursor.background or black, "▌"),
            Ground(cursor.rich_style + bold, cursor.background or black, "*"),
            Style(color=bar.color, bold=plain),
            Style(color=quiet.color),
            Style(reverse=True) if plain else Style(bgcolor=match.bgcolor),
            self.app.theme_variables,
        )
        return self._styles

    def _line(self, row: int) -> int:
        return self._rows.line_of(row) if self._rows is not None and len(self._rows) else 0

    def _clamped(self, row: int) -> int:
        return max(0, min(row, len(self._rows) - 1)) if self._rows is not None else 0

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _height(self) -> int:
        return self.scrollable_content_region.height
