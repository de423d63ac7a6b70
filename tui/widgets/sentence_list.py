"""The article as running text, a decision beside every sentence.

A line-by-line widget: it wraps and draws what is in the window and little more, whatever the length of the
article. It has no keys of its own; the screen owns them and says where the cursor is.

Whatever happens to the size of the window, it keeps its place: a sentence and an offset, never a line number. Lines
move when the width changes and when text that was only estimated is measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.widgets.gutter import columns
from tui.widgets.line_drawing import DrawnLine, LineDrawing, Marks, RowOf, Window, grounds, offset_at
from tui.widgets.row_painter import Palette, palette_of
from tui.widgets.running_text import RunningText
from tui.widgets.scroll_mark import ScrollMark
from tui.widgets.sentence_row import Place

_WHEEL = 3  # lines


class SentenceList(ScrollView, inherit_bindings=False):
    """Sentences one below the other, wrapped, with a gutter at the left; nothing stands to their right."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "sentence-list--run",
        "sentence-list--cursor",
        "sentence-list--bar",
        "sentence-list--quiet",
        "sentence-list--match",
    }
    DEFAULT_CSS = """
    SentenceList {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size: 0 0;
    }
    SentenceList > .sentence-list--run { background: $row-run; }
    SentenceList > .sentence-list--cursor { background: $row-cursor; }
    SentenceList > .sentence-list--bar { color: $row-bar; }
    SentenceList > .sentence-list--quiet { color: $row-quiet; }
    SentenceList > .sentence-list--match { background: $row-match; }
    """

    class SentenceClicked(Message):
        """Someone clicked on a sentence; on its character at `offset`, unless it was beside the text."""

        def __init__(self, index: int, offset: int | None = None) -> None:
            self.index = index
            self.offset = offset
            super().__init__()

    class PlaceScrolled(Message):
        """Someone moved the text with the wheel; `place` is now at the top of the window."""

        def __init__(self, place: Place) -> None:
            self.place = place
            super().__init__()

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        #: Shows which part of the text is in the window; whoever composes the screen may put it beside the text.
        self.mark = ScrollMark()
        self._text = RunningText((), (), 1)
        self._cursor = 0
        # What stays when the window changes: the cursor on its line of the window, else the top.
        self._held_line: int | None = None
        self._held_place: tuple[int, int] | None = None
        self._follows_later = False  # the cursor was moved before there was a window to follow it in
        self._drawing = LineDrawing()
        self._palette: Palette | None = None

    def load(
        self,
        texts: Sequence[str],
        paragraphs: Sequence[int],
        row: RowOf,
        cursor: int = 0,
    ) -> None:
        """Show an article, with the sentence at `cursor` in the window.

        `texts` and `paragraphs` (a number for each sentence; a blank line stands where it changes) are read
        when a sentence is near the window, so they may be lazy. `row(index)` is asked when a sentence is
        drawn, and again only after `refresh_row` or `refresh_rows`.
        """
        self._drawing.begin(row)
        self._text = RunningText(texts, paragraphs, columns(self._width).text)
        self._cursor = self._clamped(cursor)
        self._held_line = self._held_place = None
        self._restore()
        self.refresh()

    def refresh_row(self, index: int) -> None:
        """Draw one sentence again, because its state changed."""
        self.refresh_rows((index,))

    def refresh_rows(self, indices: Iterable[int]) -> None:
        """Draw some sentences again, because their states changed."""
        visible = self._visible()
        for index in indices:
            self._drawing.forget_row(index)
            if index in visible:
                self._repaint(index)

    def highlight(self, marks: Marks | None) -> None:
        """Mark the stretches of each sentence that `marks` gives, as start and end; None marks nothing."""
        self._drawing.highlight(marks)
        self.refresh()

    @property
    def selection(self) -> tuple[int, int] | None:
        """First and last sentence of the selected run; None without one."""
        return self._drawing.selection

    def move_cursor(self, index: int, anchor: int | None = None) -> None:
        """Go to a sentence, scrolling no further than needed; with `anchor`, select the run from there."""
        if not len(self._text):
            return
        drawing = self._drawing
        old_cursor, old_selection = self._cursor, drawing.selection
        self._cursor = self._clamped(index)
        ends = self._cursor, self._clamped(self._cursor if anchor is None else anchor)
        drawing.selection = None if anchor is None else (min(ends), max(ends))
        visible = self._visible()
        # Without a change of the selection, no other sentences than these two can lie on another ground.
        near = visible if drawing.selection != old_selection else sorted({old_cursor, self._cursor})
        for row in near:
            if row in visible and drawing.grounds(row, self._cursor) != grounds(row, old_cursor, old_selection):
                self._repaint(row)
        if self._height:
            self._follow()
        else:
            self._follows_later = True

    @property
    def cursor(self) -> int:
        """The current sentence."""
        return self._cursor

    @property
    def top(self) -> Place:
        """The place at the top of the window."""
        if not len(self._text):
            return Place(0, 0, 0)
        row, line = self._text.find(self.scroll_offset.y)
        return Place(row, line, self._text.offset_of(row, line))

    def scroll_to_place(self, row: int, offset_in_row: int = 0) -> None:
        """Bring the line that holds this code-point offset of a sentence to the top of the window."""
        self._held_line, self._held_place = None, (self._clamped(row), offset_in_row)
        self._restore()
        self._remember()

    def page_rows(self) -> tuple[int, int]:
        """The sentences one window above and one below the cursor, for page up and page down."""
        if not len(self._text):
            return 0, 0
        row, page = self._cursor, max(1, self._height - 2)
        self._measure(row, 0)
        line = self._text.line_of(row)
        up, down = (self._text.find(line + step)[0] for step in (-page, page))
        return max(0, min(up, row - 1)), min(len(self._text) - 1, max(down, row + 1))

    def read_on(self, pages: int = 1) -> bool:
        """Scroll within a current sentence that is taller than the window, a page down or (-1) up.

        Returns whether there was more of it to see; if not, page keys go on to another sentence.
        """
        if self._cursor not in self._visible():
            return False
        first = self._text.line_of(self._cursor)
        last = first + len(self._text.wrapped(self._cursor).starts) - self._height
        wanted = self.scroll_offset.y + pages * max(1, self._height - 2)
        number = min(max(wanted, first), last)
        if last <= first or (number - self.scroll_offset.y) * pages <= 0:
            return False
        self._scroll_to_line(number)
        self._remember()
        return True

    # -- what happens to the window ----------------------------------------------------------------------

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        # The inherited watcher also moves a scroll bar. Ours has no width and is in no layout, which would
        # make the compositor lay out the whole screen again for every line scrolled.
        if round(old_value) != round(new_value):
            self.refresh(self.size.region)
        self._move_mark()

    def on_resize(self) -> None:
        """Wrap anew for a new width; the current sentence, or else the top, keeps its place."""
        self._drawing.forget_lines()
        measure = columns(self._width).text
        if measure != self._text.width:
            self._text = RunningText(self._text.texts, self._text.paragraphs, measure)
        self._restore()
        self.refresh()

    def notify_style_update(self) -> None:
        self._palette = None
        self._drawing.forget_lines()
        super().notify_style_update()

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        number = -1 if offset is None else offset.y + self.scroll_offset.y
        if offset is not None and 0 <= number < self._text.total:
            row, line = self._text.find(number)
            if line < len(self._text.wrapped(row).starts):
                self.post_message(self.SentenceClicked(row, offset_at(self._text, row, line, offset.x, self._width)))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, -_WHEEL)

    def _wheel(self, event: events.MouseEvent, lines: int) -> None:
        event.stop()
        event.prevent_default()
        before = self.top
        if len(self._text):
            self._scroll_to_line(self.scroll_offset.y + lines)
        if self.top != before:
            self._remember()
            self.post_message(self.PlaceScrolled(self.top))

    def place_terminal_cursor(self) -> None:
        """Put the hidden cursor of the terminal on the current sentence: screen readers and magnifiers follow it.

        A field that is typed into has it while it has the keyboard.
        """
        if not self.is_attached:  # the desk was closed before its turn came
            return
        if self.screen.focused in (None, self) and self._cursor in self._visible():
            line = self._text.line_of(self._cursor) - self.scroll_offset.y
            self.app.cursor_position = self.content_region.offset + Offset(0, max(0, line))

    # -- the place in the window -------------------------------------------------------------------------

    def _scroll_to_line(self, number: int) -> None:
        """Bring a line to the top of the window, as far as the text goes, and measure around it."""
        row, line = self._text.find(number)
        self._measure(row, line)
        self.virtual_size = Size(self._width, self._text.total)
        self.scroll_to(y=self._text.line_of(row, line), animate=False, force=True)
        self._move_mark()
        self.place_terminal_cursor()

    def scroll_to_share(self, share: float) -> None:
        """Bring the line that is so far down the text, from 0 to 1, to the top of the window."""
        before = self.top
        if len(self._text):
            self._scroll_to_line(round(share * max(0, self._text.total - self._height)))
        if self.top != before:
            self._remember()
            self.post_message(self.PlaceScrolled(self.top))

    def _move_mark(self) -> None:
        self.mark.show(self.scroll_offset.y, self._height, self._text.total)

    def _measure(self, row: int, line: int) -> None:
        """Measure two windows around a place, keeping what is at the top of the window there."""
        top = self._text.find(self.scroll_offset.y)
        self._text.measure_around(row, line, 2 * self._height, 2 * self._height)
        number = self._text.line_of(*top)
        if number != self.scroll_offset.y:
            self.virtual_size = Size(self._width, self._text.total)
            self.scroll_to(y=number, animate=False, force=True)

    def _follow(self) -> None:
        """Scroll until the current sentence is in the window, with a little before and more after it; else its
        beginning.
        """
        self._measure(self._cursor, 0)
        first, height = self._text.line_of(self._cursor), self._height
        lines = len(self._text.wrapped(self._cursor).starts)
        above = max(0, min(2, (height - lines) // 2))
        ahead = max(0, min(height // 3, height - lines - above))  # who decides on a sentence reads on
        number = min(self.scroll_offset.y, first - above)
        if lines <= height:
            number = max(number, first + lines + ahead - height)
        elif number != self.scroll_offset.y or first >= number + height:
            number = first
        self._scroll_to_line(number)
        self._remember()

    def _remember(self) -> None:
        """Note what has to stay in its place when the window changes."""
        if not len(self._text) or not self._height:
            return
        top, self._held_line = self.top, None
        self._held_place = top.row, top.offset
        if self._cursor in self._visible():
            line = self._text.line_of(self._cursor) - self.scroll_offset.y
            self._held_line = line if 0 <= line < self._height else None

    def _restore(self) -> None:
        """Put what was noted into its place again; without a note, begin at the top and find the cursor."""
        height = self._height
        if not len(self._text) or not height:
            self.virtual_size = Size(self._width, 0)
            return
        if self._held_line is not None:
            self._measure(self._cursor, 0)
            room = max(0, height - len(self._text.wrapped(self._cursor).starts))
            self._scroll_to_line(self._text.line_of(self._cursor) - min(self._held_line, room))
        elif self._held_place is not None:
            row, offset = self._held_place
            self._scroll_to_line(self._text.line_of(row, self._text.line_at(row, offset)))
            if self._follows_later and not self._shows_cursor():
                self._follow()
        else:
            self._scroll_to_line(0)
            self._follow()
        self._follows_later = False

    def _shows_cursor(self) -> bool:
        """Whether the current sentence is in the window: whole, or as much of it as there is room for."""
        line = self._text.line_of(self._cursor) - self.scroll_offset.y
        lines = len(self._text.wrapped(self._cursor).starts)
        return self._cursor in self._visible() and (lines > self._height or 0 <= line <= self._height - lines)

    @property
    def shows_beginning_of_cursor(self) -> bool:
        """Whether the first line of the current sentence, beside which the gutter tells of it, is in the window."""
        return 0 <= self._text.line_of(self._cursor) - self.scroll_offset.y < self._height

    def _visible(self) -> range:
        """The sentences of which something is in the window."""
        if not len(self._text) or not self._height:
            return range(0)
        number = self.scroll_offset.y
        first, last = (self._text.find(line)[0] for line in (number, number + self._height - 1))
        return range(first, last + 1)

    def _clamped(self, row: int) -> int:
        return max(0, min(row, len(self._text) - 1))

    # -- drawing -----------------------------------------------------------------------------------------

    def render_lines(self, crop: Region) -> list[Strip]:
        # Lines come whole from `render_line`, and are kept there. The inherited way would put a border and a
        # padding that we do not have around each of them anew whenever the text scrolls.
        lines = [line.sent for line in self._lines(crop.y, crop.height)]
        first, end = crop.column_span
        return lines if (first, end) == (0, self._width) else [line.crop(first, end) for line in lines]

    def render_line(self, y: int) -> Strip:
        return next(iter(self._lines(y, 1))).painted

    def _lines(self, y: int, count: int) -> Iterator[DrawnLine]:
        """So many lines of the window from `y` on."""
        palette = self._palette = self._palette or palette_of(self)
        window = Window(self._width, palette, tuple(self.get_line_filters()), self.background_colors[1])
        places = self._text.places(y + self.scroll_offset.y, count)
        return self._drawing.lines(self._text, places, self._cursor, window)

    def _repaint(self, row: int) -> None:
        """Draw the lines of a visible sentence again, and the blank line after it."""
        line = self._text.line_of(row) - self.scroll_offset.y
        end = line + len(self._text.wrapped(row).starts) + 1
        line, end = max(0, line), min(self._height, end)
        if line < end:
            self.refresh(Region(0, line, self._width, end - line))

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _height(self) -> int:
        return self.scrollable_content_region.height
