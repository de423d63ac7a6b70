"""Draw the lines of the running text, and keep what is drawn until it changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual.strip import Strip

from tui.widgets.gutter import columns
from tui.widgets.row_painter import Ground, Line, Palette, paint
from tui.widgets.running_text import LinePlace, RunningText
from tui.widgets.sentence_row import SentenceRow

_KEPT = 2048  # strips and states kept; scrolling by a line asks for the whole window again

#: Says what is shown beside a sentence.
RowOf = Callable[[int], SentenceRow]

#: Says which stretches of a sentence's text are to be marked: starts and ends in code points, in order.
Marks = Callable[[str], Sequence[tuple[int, int]]]


class LineDrawing:
    """Draws lines one by one. Who owns it says what has changed."""

    def __init__(self) -> None:
        self.selection: tuple[int, int] | None = None
        self._row: RowOf = lambda index: SentenceRow()
        self._marks: Marks | None = None
        self._marked: dict[int, Sequence[tuple[int, int]]] = {}
        self._states: dict[int, SentenceRow] = {}
        self._strips: dict[tuple[object, ...], Strip] = {}

    def begin(self, row: RowOf) -> None:
        """Begin with another text; `row` is asked when a sentence is drawn, and again only after `forget_row`."""
        self._row = row
        self.selection = None
        self._states.clear()
        self._strips.clear()
        self._marked.clear()

    def forget_row(self, index: int) -> None:
        """Ask again what is shown beside a sentence."""
        self._states.pop(index, None)

    def forget_lines(self) -> None:
        """Draw every line again."""
        self._strips.clear()

    def highlight(self, marks: Marks | None) -> None:
        """Mark the stretches of each sentence that `marks` gives; None marks nothing."""
        self._marks = marks
        self._marked.clear()
        self._strips.clear()

    def strip(self, text: RunningText, place: LinePlace | None, cursor: int, width: int, palette: Palette) -> Strip:
        """The line at a place, `width` cells wide; None lies below the text."""
        if place is None:
            return Strip.blank(width, palette.grounds["page"])
        row, at = place
        wrapped = text.wrapped(row)
        ground = self.grounds(row, cursor)[at >= len(wrapped.starts)]
        line = Line(wrapped, at, ground, self._state(row))
        key = (row, at, ground, line.state)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _KEPT:
                self._strips.clear()
            strip = self._strips[key] = paint(line, width, columns(width), palette, self._marks_in(text, row))
        return strip

    def grounds(self, row: int, cursor: int) -> tuple[Ground, Ground]:
        """The same with the selection as it is now."""
        return grounds(row, cursor, self.selection)

    def _marks_in(self, text: RunningText, row: int) -> Sequence[tuple[int, int]]:
        """What is marked in a sentence; asked once, because a long one is drawn in many lines."""
        if self._marks is None:
            return ()
        if row not in self._marked:
            if len(self._marked) >= _KEPT:
                self._marked.clear()
            self._marked[row] = self._marks(text.texts[row])
        return self._marked[row]

    def _state(self, row: int) -> SentenceRow:
        if row not in self._states:
            if len(self._states) >= _KEPT:
                self._states.clear()
            self._states[row] = self._row(row)
        return self._states[row]


def grounds(row: int, cursor: int, selection: tuple[int, int] | None) -> tuple[Ground, Ground]:
    """What a sentence lies on, and the blank line after it."""
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
