"""A plain table for a terminal or a pipe."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """`rows` under `heads`, columns as wide as they need to be: words to the left, figures to the right."""
    from tui.printable import printable

    cells = [[printable(cell).replace("\n", " ").replace("\t", " ") for cell in row] for row in [heads, *rows]]
    widths = [max(_width(row[column]) for row in cells) for column in range(len(heads))]
    right = [all(_is_figure(row[column]) for row in cells[1:]) for column in range(len(heads))]
    return "\n".join(
        "  ".join(_padded(cell, widths[n], right[n]) for n, cell in enumerate(row)).rstrip() for row in cells
    )


def _is_figure(cell: str) -> bool:
    return bool(cell) and not cell.strip("0123456789,.%–")


def _padded(cell: str, width: int, right: bool) -> str:
    blanks = " " * (width - _width(cell))
    return blanks + cell if right else cell + blanks


def _width(text: str) -> int:
    """Columns that a text takes, near enough for a table: wide characters two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
