"""Plots of block characters with their numbers beside them.

They do not need a plotting library. A row is a name, a bar and its figures. It is readable in forty columns, without
colour and in a copied text, needs no import, and draws only `printable` text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.style import Style

# Half as high as a line, so that bars one below the other stay apart.
_FULL, _HALF, _OPEN = "▄▖▁"
_HEIGHTS = "▁▂▃▄▅▆▇█"

#: A bar is at most this wide, and left out where it would be narrower than the least.
_MOST, _LEAST = 40, 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: a name that is safe to draw, a share of the longest bar (0 to 1), and figures by importance."""

    name: str
    share: float
    figures: Sequence[str]
    style: str | Style = "$bar-done"
    track: bool = False


def bar(share: float, width: int) -> str:
    """A bar of `share` of `width` cells, to half a cell; any share above 0 can be seen."""
    halves = round(max(0.0, min(1.0, share)) * width * 2)
    full, half = divmod(max(halves, 1 if share > 0 else 0), 2)
    return _FULL * full + _HALF * half


def progress_bar(share: float, width: int) -> tuple[str, str]:
    """The done and the open part of a bar in whole cells; never empty once begun, and never full before the end."""
    full = round(max(0.0, min(1.0, share)) * width)
    if 0 < share < 1 and width > 1:
        full = min(max(full, 1), width - 1)
    return _FULL * full, _OPEN * (width - full)


def spark(values: Sequence[float], top: float) -> str:
    """A line of columns, one for each value; `top` is as high as they go."""
    return "".join(_HEIGHTS[min(7, int(8 * value / top))] if top > 0 else _HEIGHTS[0] for value in values)


def bar_rows(bars: Sequence[Bar], width: int, *, name_last: bool = False) -> list[Content]:
    """Rows of one `width` with their bars and figures in line; figures without room are left out, the last ones first.

    `name_last` puts names at the end of the row: text that may run from right to left stands there alone.
    """
    if not bars:
        return []
    longest = max(cell_len(each.name) for each in bars)
    name = max(1, min(longest, width // 2 if name_last else max(6, width // 3)))
    columns = [
        max(cell_len(figure) for figure in column) for column in zip(*(each.figures for each in bars), strict=True)
    ]
    gap = 2 if name_last else 1
    while len(columns) > 1 and width - name - sum(column + 2 for column in columns) - gap < _LEAST:
        columns.pop()
    room = min(_MOST, width - name - sum(column + 2 for column in columns) - gap)
    return [_row(each, name, room if room >= _LEAST else 0, columns, name_last) for each in bars]


def _row(each: Bar, name: int, room: int, columns: Sequence[int], name_last: bool) -> Content:
    called = set_cell_size(each.name, name) if cell_len(each.name) <= name else _cut(each.name, name)
    figures = "".join(
        f"  {' ' * (column - cell_len(figure))}{figure}" for figure, column in zip(each.figures, columns, strict=False)
    )
    if each.track:
        done, rest = progress_bar(each.share, room)
        drawn: tuple[tuple[str, str | Style], ...] = ((done, each.style), (rest, "$row-quiet"))
    else:
        filled = bar(each.share, room)
        drawn = ((filled, each.style), (" " * (room - len(filled)), ""))
    if name_last:
        return Content.assemble(*drawn, figures.removeprefix("" if room else "  "), "  ", called.rstrip())
    return Content.assemble(called, " " if room else "", *drawn, figures)


def _cut(text: str, width: int) -> str:
    return set_cell_size(text, max(0, width - 1)) + "…"
