"""Which line of the running text shows which sentence, found without wrapping the whole article.

Rows are wrapped in blocks, when a line in or near a block is needed. For other blocks the number of lines is estimated.
So opening an article of half a million sentences wraps only a few hundred. Measuring a block may change the line
numbers after it. So a caller should keep the row and the line within the row, not a line number.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from tui.widgets.wrapping import drawable, line_starts

BLOCK = 128
"""Rows wrapped together."""

_KEPT = 512  # wrapped rows kept for drawing; a screen shows far fewer
_GUESS = 3  # lines a row in a block not measured yet, the blank lines between paragraphs included


#: A row and a line within it.
LinePlace = tuple[int, int]


class Wrapped(NamedTuple):
    """A sentence as drawn, and the code-point offset at which each of its lines begins."""

    text: str
    starts: array[int]

    def line(self, number: int) -> tuple[int, int]:
        """The span `[start, end)` of a line, blanks at its end left out."""
        start = self.starts[number]
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return start, end


class RunningText:
    """Sentences one below the other, wrapped to `width` cells, a blank line after each paragraph."""

    def __init__(self, texts: Sequence[str], paragraphs: Sequence[int], width: int) -> None:
        self.texts = texts
        self.paragraphs = paragraphs
        self.width = width
        blocks = -(-len(texts) // BLOCK)
        self._inside: list[array[int] | None] = [None] * blocks
        self._heights = [_GUESS * len(self._rows(block)) for block in range(blocks)]
        self._begins = [0, *accumulate(self._heights)]
        self._wrapped: dict[int, Wrapped] = {}

    def __len__(self) -> int:
        return len(self.texts)

    @property
    def total(self) -> int:
        """Lines in all, estimated where nothing was measured."""
        return self._begins[-1]

    def wrapped(self, row: int) -> Wrapped:
        """The lines of one sentence."""
        found = self._wrapped.get(row)
        if found is None:
            if len(self._wrapped) >= _KEPT:
                self._wrapped.clear()
            text = drawable(self.texts[row])
            found = self._wrapped[row] = Wrapped(text, line_starts(text, self.width))
        return found

    def ends_paragraph(self, row: int) -> bool:
        """Whether a blank line follows this sentence."""
        return row + 1 < len(self) and self.paragraphs[row] != self.paragraphs[row + 1]

    def line_of(self, row: int, line: int = 0) -> int:
        """The line number of `line` of sentence `row`; measures its block."""
        block, within = divmod(row, BLOCK)
        return self._begins[block] + self._measured(block)[within] + line

    def find(self, number: int) -> LinePlace:
        """The row and the line within it at a line number, clamped to the text; measures its block.

        In a block not measured yet, the number is an estimate and the row is found in proportion.
        """
        number = min(max(number, 0), self.total - 1)
        block = bisect_right(self._begins, number) - 1
        rest = number - self._begins[block]
        if self._inside[block] is None:
            rows = self._rows(block)
            self._measured(block)
            return rows[rest * len(rows) // (_GUESS * len(rows))], 0
        lines = self._measured(block)
        within = bisect_right(lines, rest) - 1
        return block * BLOCK + within, rest - lines[within]

    def places(self, first: int, count: int) -> Iterator[LinePlace | None]:
        """The row and the line within it at each of `count` line numbers from `first` on; None below the text."""
        row = line = lines = 0
        for number in range(first, first + count):
            if number >= self.total:
                yield None
                continue
            line += 1
            if line >= lines:  # the next sentence; one without text takes no line
                row, line = self.find(number)
                lines = self._lines_of(row)
            yield row, line

    def measure_around(self, row: int, line: int, before: int, after: int) -> None:
        """Measure what lies within so many lines of a place; line numbers may move."""
        block, within = divmod(row, BLOCK)
        above = self._measured(block)[within] + line
        below = self._heights[block] - above
        for earlier in range(block - 1, -1, -1):
            if above >= before:
                break
            above += self._measured(earlier)[-1]
        for later in range(block + 1, len(self._inside)):
            if below >= after:
                break
            below += self._measured(later)[-1]

    def offset_of(self, row: int, line: int) -> int:
        """The code-point offset at which a line of a sentence begins."""
        wrapped = self.wrapped(row)
        return wrapped.starts[line] if line < len(wrapped.starts) else len(wrapped.text)

    def line_at(self, row: int, offset: int) -> int:
        """The line of sentence `row` that holds a code-point offset."""
        wrapped = self.wrapped(row)
        if offset >= len(wrapped.text) and wrapped.text and self.ends_paragraph(row):
            return len(wrapped.starts)
        return max(0, bisect_right(wrapped.starts, offset) - 1)

    def _lines_of(self, row: int) -> int:
        """How many lines a sentence takes, with the blank line after it."""
        return len(self.wrapped(row).starts) + self.ends_paragraph(row)

    def _rows(self, block: int) -> range:
        return range(block * BLOCK, min(len(self.texts), (block + 1) * BLOCK))

    def _measured(self, block: int) -> array[int]:
        """The first line of each row of a block, from the block's own first line; one more for its end."""
        inside = self._inside[block]
        if inside is None:
            inside = array("L", [0])
            for row in self._rows(block):
                inside.append(inside[-1] + self._lines_of(row))
            self._inside[block] = inside
            self._heights[block] = inside[-1]
            self._begins = [0, *accumulate(self._heights)]
        return inside
