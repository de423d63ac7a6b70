"""One line of a long list, before it has colours: our own figures and signs, then an outside text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from rich.cells import cell_len, set_cell_size

from tui.printable import printable
from tui.widgets.gutter import Piece

_LONGEST = 1000  # characters: more than any window is wide


@dataclass(frozen=True, slots=True)
class ListedLine:
    """`pieces` are at the left, `text` is at the end of the line, because nothing may be to the right of outside text.

    `highlights` are the stretches of `text` to be seen at once, in order, in code points.
    """

    pieces: Sequence[Piece] = ()
    text: str = ""
    quiet: bool = False
    highlights: Sequence[tuple[int, int]] = ()


class Lines(Protocol):
    """The rows of a list, and the lines they stand on."""

    def __len__(self) -> int:
        """How many rows there are."""

    @property
    def lines(self) -> int:
        """How many lines all rows take, headings and all."""

    def line_of(self, row: int) -> int:
        """The line of a row."""

    def find(self, line: int) -> tuple[int, bool]:
        """The row on a line, and whether the line is the heading above it."""


def one_line(text: str) -> str:
    """The beginning of an outside text, safe to draw on one line."""
    return printable(text[:_LONGEST]).replace("\n", " ").replace("\t", " ")


def in_view(line: ListedLine, width: int) -> ListedLine:
    """The line as it is, or begun later in its text, so that its first highlight is within `width` cells."""
    room = width - sum(cell_len(piece.text) for piece in line.pieces)
    if not line.highlights or room < 8:
        return line
    start, stop = line.highlights[0]
    if stop <= room and _cells(line.text[:stop]) <= room:
        return line
    begin = _begin(line.text, start, stop, room)
    if not begin:
        return line
    highlights = tuple((max(start - begin, 0) + 2, stop - begin + 2) for start, stop in line.highlights if stop > begin)
    return replace(line, text=f"… {line.text[begin:]}", highlights=highlights)


def _begin(text: str, start: int, stop: int, room: int) -> int:
    """Where to begin so that the highlight is in the middle, or at the left if it is long; before a word."""
    before = max(0, room - 2 - _cells(text[start : min(stop, start + room)])) // 2
    begin = start
    while begin and (wide := _cells(text[begin - 1])) <= before:
        begin, before = begin - 1, before - wide
    word = re.search(r"\s\S", text[begin:start])  # at the beginning of a word, unless it is a long one
    return begin + word.start() + 1 if begin and word else begin


def _cells(text: str) -> int:
    return cell_len(one_line(text))


def fitted(text: str, cells: int, *, right: bool = False) -> str:
    """`text` in exactly so many cells, at the left of them or at the right; cut if it is longer."""
    room = cells - cell_len(text)
    if room < 0:
        return set_cell_size(text, max(0, cells - 1)) + "…" if cells > 0 else ""
    return " " * room + text if right else text + " " * room
