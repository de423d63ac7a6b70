"""A plain table for a terminal or a pipe."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """`rows` under `heads`, columns as wide as they need to be: words to the left, figures to the right."""
    return "\n".join(table_lines(heads, lambda: rows))


def table_lines(heads: Sequence[str], rows: Callable[[], Iterable[Sequence[str]]]) -> Iterator[str]:
    """The lines of a table as they are asked for. `rows` is called twice: once to measure the columns."""
    widths, right = [_width(head) for head in _cells(heads)], [True] * len(heads)
    for row in map(_cells, rows()):
        for column, cell in enumerate(row):
            widths[column] = max(widths[column], _width(cell))
            right[column] = right[column] and _is_figure(cell)
    for row in map(_cells, itertools.chain([heads], rows())):
        line = "  ".join(_padded(cell, widths[n], right[n]) for n, cell in enumerate(row))
        yield line.rstrip()


def _cells(row: Sequence[str]) -> list[str]:
    from tui.printable import printable

    return [printable(cell).replace("\n", " ").replace("\t", " ") for cell in row]


def _is_figure(cell: str) -> bool:
    return bool(cell) and not cell.strip("0123456789,.%–−")


def _padded(cell: str, width: int, right: bool) -> str:
    blanks = " " * (width - _width(cell))
    return blanks + cell if right else cell + blanks


def _width(text: str) -> int:
    """Columns that a text takes, near enough for a table: wide characters two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
