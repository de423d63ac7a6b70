"""The article as running text, a decision beside every sentence.

A line-by-line widget: it wraps and draws what is in the window and little more, whatever the length of the
article. It has no keys of its own; the screen owns them and says where the cursor is.

Which lines are in the window, and what keeps its place there, is said by its `TextWindow`.
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
from tui.widgets.text_window import TextWindow

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
        self.mark = ScrollMark(self.scroll_to_share)
        self._window = TextWindow(self)
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
        self._window.load(RunningText(texts, paragraphs, columns(self._width).text), cursor)
        self.refresh()

    def refresh_row(self, index: int) -> None:
        """Draw one sentence again, because its state changed."""
        self.refresh_rows((index,))

    def refresh_rows(self, indices: Iterable[int]) -> None:
        """Draw some sentences again, because their states changed."""
        visible = self._window.visible
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
        window, drawing = self._window, self._drawing
        if not len(window.text):
            return
        old_cursor, old_selection = window.cursor, drawing.selection
        window.cursor = cursor = window.clamped(index)
        ends = cursor, window.clamped(cursor if anchor is None else anchor)
        drawing.selection = None if anchor is None else (min(ends), max(ends))
        visible = window.visible
        # Without a change of the selection, no other sentences than these two can lie on another ground.
        near = visible if drawing.selection != old_selection else sorted({old_cursor, cursor})
        for row in near:
            if row in visible and drawing.grounds(row, cursor) != grounds(row, old_cursor, old_selection):
                self._repaint(row)
        window.follow()

    @property
    def cursor(self) -> int:
        """The current sentence."""
        return self._window.cursor

    @property
    def top(self) -> Place:
        """The place at the top of the window."""
        return self._window.top

    def scroll_to_place(self, row: int, offset_in_row: int = 0) -> None:
        """Bring the line that holds this code-point offset of a sentence to the top of the window."""
        self._window.scroll_to_place(row, offset_in_row)

    def scroll_to_share(self, share: float) -> None:
        """Bring the line that is so far down the text, from 0 to 1, to the top of the window."""
        if self._window.scroll_to_share(share):
            self.post_message(self.PlaceScrolled(self.top))

    def page_rows(self) -> tuple[int, int]:
        """The sentences one window above and one below the cursor, for page up and page down."""
        return self._window.page_rows()

    def read_on(self, pages: int = 1) -> bool:
        """Scroll within a current sentence that is taller than the window, a page down or (-1) up.

        Returns whether there was more of it to see; if not, page keys go on to another sentence.
        """
        return self._window.read_on(pages)

    @property
    def shows_beginning_of_cursor(self) -> bool:
        """Whether the first line of the current sentence, beside which the gutter tells of it, is in the window."""
        return self._window.shows_beginning_of_cursor

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
        self._window.wrap(columns(self._width).text)
        self.refresh()

    def notify_style_update(self) -> None:
        self._palette = None
        self._drawing.forget_lines()
        super().notify_style_update()

    def on_click(self, event: events.Click) -> None:
        offset, text = event.get_content_offset(self), self._window.text
        number = -1 if offset is None else offset.y + self.first_line
        if offset is not None and 0 <= number < text.total:
            row, line = text.find(number)
            if line < len(text.wrapped(row).starts):
                self.post_message(self.SentenceClicked(row, offset_at(text, row, line, offset.x, self._width)))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, -_WHEEL)

    def _wheel(self, event: events.MouseEvent, lines: int) -> None:
        event.stop()
        event.prevent_default()
        if self._window.scroll_by(lines):
            self.post_message(self.PlaceScrolled(self.top))

    def place_terminal_cursor(self) -> None:
        """Put the hidden cursor of the terminal on the current sentence: screen readers and magnifiers follow it.

        A field that is typed into has it while it has the keyboard.
        """
        if not self.is_attached:  # the desk was closed before its turn came
            return
        window = self._window
        if self.screen.focused in (None, self) and window.cursor in window.visible:
            line = window.line_in_window(window.cursor)
            self.app.cursor_position = self.content_region.offset + Offset(0, max(0, line))

    # -- the window on the text ---------------------------------------------------------------------------

    @property
    def window_height(self) -> int:
        """How many lines the window has; 0 before the first layout."""
        return self.scrollable_content_region.height

    @property
    def first_line(self) -> int:
        """The line of the text at the top of the window."""
        return self.scroll_offset.y

    def show_from(self, line: int, of: int) -> None:
        """Bring a line to the top of the window, as far as the text of so many lines goes."""
        self.virtual_size = Size(self._width, of)
        self.scroll_to(y=line, animate=False, force=True)

    def show_nothing(self) -> None:
        """There is no line to show."""
        self.virtual_size = Size(self._width, 0)

    def moved(self) -> None:
        """The window was moved to where it stays."""
        self._move_mark()
        self.place_terminal_cursor()

    def _move_mark(self) -> None:
        self.mark.show(self.first_line, self.window_height, self._window.text.total)

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
        text = self._window.text
        return self._drawing.lines(text, text.places(y + self.first_line, count), self._window.cursor, window)

    def _repaint(self, row: int) -> None:
        """Draw the lines of a visible sentence again, and the blank line after it."""
        line = self._window.line_in_window(row)
        end = line + len(self._window.text.wrapped(row).starts) + 1
        line, end = max(0, line), min(self.window_height, end)
        if line < end:
            self.refresh(Region(0, line, self._width, end - line))

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width
