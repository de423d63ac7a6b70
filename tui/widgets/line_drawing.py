"""Draw the lines of the running text, and keep what is drawn until it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip

from tui.widgets.gutter import columns
from tui.widgets.row_painter import Ground, Line, Palette, paint
from tui.widgets.running_text import LinePlace, RunningText
from tui.widgets.sentence_row import SentenceRow

_KEPT = 2048  # how many strips and states are cached, because scrolling by a line asks for the whole window again

#: Says what is shown beside a sentence.
RowOf = Callable[[int], SentenceRow]

#: Says which stretches of a sentence's text are to be marked: starts and ends in code points, in order.
Marks = Callable[[str], Sequence[tuple[int, int]]]


class DrawnLine(NamedTuple):
    """A line as it is kept: the state of its sentence when it was `painted`, and what is `sent` to the terminal."""

    state: SentenceRow | None
    painted: Strip
    sent: Strip


class Window(NamedTuple):
    """How lines are drawn: so many cells wide, in these colours, changed by `filters` over a `background`."""

    width: int
    palette: Palette
    filters: tuple[LineFilter, ...]
    background: Color

    def drawn(self, strip: Strip, state: SentenceRow | None = None) -> DrawnLine:
        """A line that was painted, and as it is sent to the terminal."""
        sent = strip
        for filter in self.filters:
            sent = sent.apply_filter(filter, self.background)
        return DrawnLine(state, strip, sent)


class LineDrawing:
    """Draws lines one by one. Its owner says what has changed."""

    def __init__(self) -> None:
        self.selection: tuple[int, int] | None = None
        self._row: RowOf = lambda index: SentenceRow()
        self._marks: Marks | None = None
        self._marked: dict[int, Sequence[tuple[int, int]]] = {}
        self._states: dict[int, SentenceRow] = {}
        self._lines: dict[tuple[int, int, Ground], DrawnLine] = {}
        self._window: Window | None = None

    def begin(self, row: RowOf) -> None:
        """Begin with another text; `row` is asked when a sentence is drawn, and again only after `forget_row`."""
        self._row = row
        self.selection = None
        self._states.clear()
        self._lines.clear()
        self._marked.clear()

    def forget_row(self, index: int) -> None:
        """Ask again what is shown beside a sentence."""
        self._states.pop(index, None)

    def forget_lines(self) -> None:
        """Draw every line again."""
        self._lines.clear()

    def highlight(self, marks: Marks | None) -> None:
        """Mark the stretches of each sentence that `marks` gives; None marks nothing."""
        self._marks = marks
        self._marked.clear()
        self._lines.clear()

    def lines(
        self, text: RunningText, places: Iterable[LinePlace | None], cursor: int, window: Window
    ) -> Iterator[DrawnLine]:
        """The lines at these places; None lies below the text."""
        if window != self._window:
            self._window = window
            self._lines.clear()
        last = -1
        for place in places:
            if place is None:
                yield window.drawn(Strip.blank(window.width, window.palette.grounds["page"]))
                continue
            row, at = place
            if row != last:  # a sentence has about three lines
                last = row
                wrapped, state, (own, below) = text.wrapped(row), self._state(row), self.grounds(row, cursor)
            ground = below if at >= len(wrapped.starts) else own
            key = (row, at, ground)
            drawn = self._lines.get(key)
            if drawn is None or drawn.state is not state:
                if len(self._lines) >= _KEPT:
                    self._lines.clear()
                line = Line(wrapped, at, ground, state)
                strip = paint(line, window.width, columns(window.width), window.palette, self._marks_in(text, row))
                drawn = self._lines[key] = window.drawn(strip, state)
            yield drawn

    def grounds(self, row: int, cursor: int) -> tuple[Ground, Ground]:
        """The same with the selection as it is now."""
        return grounds(row, cursor, self.selection)

    def _marks_in(self, text: RunningText, row: int) -> Sequence[tuple[int, int]]:
        """What is marked in a sentence. It is asked once, because a long sentence is drawn in many lines."""
        if self._marks is None:
            return ()
        if row not in self._marked:
            if len(self._marked) >= _KEPT:
                self._marked.clear()
            self._marked[row] = self._marks(text.texts[row])
        return self._marked[row]

    def _state(self, row: int) -> SentenceRow:
        state = self._states.get(row)
        if state is None:
            if len(self._states) >= _KEPT:
                self._states.clear()
            state = self._states[row] = self._row(row)
        return state


def grounds(row: int, cursor: int, selection: tuple[int, int] | None) -> tuple[Ground, Ground]:
    """The background of a sentence, and of the blank line after it."""
    first, last = selection or (0, -1)
    own: Ground = "run" if first <= row <= last else "page"
    return "cursor" if row == cursor else own, own if row < last else "page"


def offset_at(text: RunningText, row: int, line: int, x: int, width: int) -> int | None:
    """The character of a sentence that is drawn at column `x` of one of its lines, in a window `width` cells wide."""
    wide = columns(width)
    column = x - wide.bar - wide.field - wide.gap
    wrapped = text.wrapped(row)
    start, end = wrapped.line(line)
    for offset in range(start, end if column >= 0 else start):
        column -= cell_len(wrapped.text[offset])
        if column < 0:
            return offset
    return None
