"""One line of a long list, before it has colours: figures and signs of our own, then a text from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from rich.cells import cell_len, set_cell_size

from tui.printable import printable
from tui.widgets.gutter import Piece

_LONGEST = 1000  # characters: more than any window is wide


@dataclass(frozen=True, slots=True)
class ListedLine:
    """`pieces` stand at the left, `text` at the end of the line: nothing may stand to the right of outside text."""

    pieces: Sequence[Piece] = ()
    text: str = ""
    quiet: bool = False


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


def fitted(text: str, cells: int, *, right: bool = False) -> str:
    """`text` in exactly so many cells, at the left of them or at the right; cut if it is longer."""
    room = cells - cell_len(text)
    if room < 0:
        return set_cell_size(text, max(0, cells - 1)) + "…" if cells > 0 else ""
    return " " * room + text if right else text + " " * room
