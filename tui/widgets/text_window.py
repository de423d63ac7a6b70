"""Which lines of the running text are in the window, and what keeps its place there.

A place is a sentence and an offset, never a line number. Lines move when the width changes, and when text that was only
estimated is measured.
"""

from __future__ import annotations

from typing import Protocol

from tui.widgets.running_text import RunningText
from tui.widgets.sentence_row import Place


class Scrolled(Protocol):
    """What the text is scrolled in. Lines of the text have numbers from 0."""

    @property
    def window_height(self) -> int:
        """How many lines the window has; 0 before the first layout."""

    @property
    def first_line(self) -> int:
        """The line at the top of the window."""

    def show_from(self, line: int, of: int) -> None:
        """Bring a line to the top of the window, as far as the text of so many lines goes."""

    def show_nothing(self) -> None:
        """There is no line to show."""

    def moved(self) -> None:
        """The window was moved to where it stays."""


class TextWindow:
    """The lines of `text` that are in the window. They follow `cursor`, the number of the current sentence."""

    def __init__(self, view: Scrolled) -> None:
        """Scroll the text in `view`."""
        self._view = view
        self.text = RunningText((), (), 1)
        self.cursor = 0
        # What stays when the window changes: the cursor on its line of the window, else the top.
        self._held_line: int | None = None
        self._held_place: tuple[int, int] | None = None
        self._follows_later = False  # the cursor was moved before there was a window to follow it in

    def load(self, text: RunningText, cursor: int) -> None:
        """Show another text, with the sentence at `cursor` in the window."""
        self.text = text
        self.cursor = self.clamped(cursor)
        self._held_line = self._held_place = None
        self.restore()

    def wrap(self, width: int) -> None:
        """Wrap the text to another width in cells; the current sentence, or else the top, keeps its place."""
        if width != self.text.width:
            self.text = RunningText(self.text.texts, self.text.paragraphs, width)
        self.restore()

    def clamped(self, row: int) -> int:
        """The nearest sentence that there is."""
        return max(0, min(row, len(self.text) - 1))

    # -- what is in the window ----------------------------------------------------------------------------

    @property
    def top(self) -> Place:
        """The place at the top of the window."""
        if not len(self.text):
            return Place(0, 0, 0)
        row, line = self.text.find(self._view.first_line)
        return Place(row, line, self.text.offset_of(row, line))

    @property
    def visible(self) -> range:
        """The sentences of which something is in the window."""
        height = self._view.window_height
        if not len(self.text) or not height:
            return range(0)
        number = self._view.first_line
        first, last = (self.text.find(line)[0] for line in (number, number + height - 1))
        return range(first, last + 1)

    def line_in_window(self, row: int) -> int:
        """On which line of the window a sentence begins; less than 0 above it."""
        return self.text.line_of(row) - self._view.first_line

    @property
    def shows_beginning_of_cursor(self) -> bool:
        """Whether the first line of the current sentence is in the window."""
        return 0 <= self.line_in_window(self.cursor) < self._view.window_height

    def page_rows(self) -> tuple[int, int]:
        """The sentences one window above and one below the cursor, for page up and page down."""
        if not len(self.text):
            return 0, 0
        row, page = self.cursor, self._page
        self._measure(row, 0)
        line = self.text.line_of(row)
        up, down = (self.text.find(line + step)[0] for step in (-page, page))
        return max(0, min(up, row - 1)), min(len(self.text) - 1, max(down, row + 1))

    # -- moving it -----------------------------------------------------------------------------------------

    def follow(self) -> None:
        """Scroll until the current sentence is in the window, as soon as there is a window."""
        if self._view.window_height:
            self._follow()
        else:
            self._follows_later = True

    def scroll_to_place(self, row: int, offset: int) -> None:
        """Bring the line that holds this code-point offset of a sentence to the top of the window."""
        self._held_line, self._held_place = None, (self.clamped(row), offset)
        self.restore()
        self._remember()

    def scroll_by(self, lines: int) -> bool:
        """Move the window so many lines down, or up where it is less than 0; whether it moved."""
        before = self.top
        if len(self.text):
            self._scroll_to_line(self._view.first_line + lines)
        return self._has_left(before)

    def scroll_to_share(self, share: float) -> bool:
        """Bring the line that is so far down the text, from 0 to 1, to the top of the window; whether it moved."""
        before = self.top
        if len(self.text):
            self._scroll_to_line(round(share * max(0, self.text.total - self._view.window_height)))
        return self._has_left(before)

    def read_on(self, pages: int) -> bool:
        """Scroll within a current sentence that is taller than the window; whether there was more of it to see."""
        if self.cursor not in self.visible:
            return False
        first = self.text.line_of(self.cursor)
        last = first + self._lines_of_cursor - self._view.window_height
        wanted = self._view.first_line + pages * self._page
        number = min(max(wanted, first), last)
        if last <= first or (number - self._view.first_line) * pages <= 0:
            return False
        self._scroll_to_line(number)
        self._remember()
        return True

    def restore(self) -> None:
        """Put what was noted into its place again; without a note, begin at the top and find the cursor."""
        height = self._view.window_height
        if not len(self.text) or not height:
            self._view.show_nothing()
            return
        if self._held_line is not None:
            self._measure(self.cursor, 0)
            room = max(0, height - self._lines_of_cursor)
            self._scroll_to_line(self.text.line_of(self.cursor) - min(self._held_line, room))
        elif self._held_place is not None:
            row, offset = self._held_place
            self._scroll_to_line(self.text.line_of(row, self.text.line_at(row, offset)))
            if self._follows_later and not self._shows_cursor():
                self._follow()
        else:
            self._scroll_to_line(0)
            self._follow()
        self._follows_later = False

    # -- how it is done ------------------------------------------------------------------------------------

    @property
    def _page(self) -> int:
        """How many lines a page key goes on: two stay in the window."""
        return max(1, self._view.window_height - 2)

    @property
    def _lines_of_cursor(self) -> int:
        """How many lines the current sentence has."""
        return len(self.text.wrapped(self.cursor).starts)

    def _has_left(self, before: Place) -> bool:
        """Whether another place is at the top now; that one is noted."""
        if self.top == before:
            return False
        self._remember()
        return True

    def _scroll_to_line(self, number: int) -> None:
        """Bring a line to the top of the window, as far as the text goes, and measure around it."""
        row, line = self.text.find(number)
        self._measure(row, line)
        self._view.show_from(self.text.line_of(row, line), self.text.total)
        self._view.moved()

    def _measure(self, row: int, line: int) -> None:
        """Measure two windows around a place, keeping what is at the top of the window there."""
        top, height = self.text.find(self._view.first_line), self._view.window_height
        self.text.measure_around(row, line, 2 * height, 2 * height)
        number = self.text.line_of(*top)
        if number != self._view.first_line:
            self._view.show_from(number, self.text.total)

    def _follow(self) -> None:
        """Scroll until the current sentence is in the window, with a little before and more after it; else its
        beginning.
        """
        self._measure(self.cursor, 0)
        first, height = self.text.line_of(self.cursor), self._view.window_height
        lines = self._lines_of_cursor
        above = max(0, min(2, (height - lines) // 2))
        ahead = max(0, min(height // 3, height - lines - above))  # who decides on a sentence reads on
        number = min(self._view.first_line, first - above)
        if lines <= height:
            number = max(number, first + lines + ahead - height)
        elif number != self._view.first_line or first >= number + height:
            number = first
        self._scroll_to_line(number)
        self._remember()

    def _remember(self) -> None:
        """Note what has to stay in its place when the window changes."""
        height = self._view.window_height
        if not len(self.text) or not height:
            return
        top, self._held_line = self.top, None
        self._held_place = top.row, top.offset
        if self.cursor in self.visible:
            line = self.line_in_window(self.cursor)
            self._held_line = line if 0 <= line < height else None

    def _shows_cursor(self) -> bool:
        """Whether the current sentence is in the window: whole, or as much of it as there is room for."""
        line, lines, height = self.line_in_window(self.cursor), self._lines_of_cursor, self._view.window_height
        return self.cursor in self.visible and (lines > height or 0 <= line <= height - lines)
