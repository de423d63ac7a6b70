"""How benchmarks say what they measured: percentiles, ratios, and tables that line up."""

from __future__ import annotations

from collections.abc import Sequence

Row = Sequence[str | float | None]


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a `share` (0 to 1) of `values` lies: the nearest one that was measured."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return percentile(values, 0.5)


def table(title: str, head: Sequence[str], rows: Sequence[Row]) -> None:
    """Print a table; numbers are shown with what precision they deserve, and aligned to the right."""
    cells = [list(head), *[[shown(cell) for cell in row] for row in rows]]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    print(f"\n{title}")
    for line in cells:
        figures = [cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)]
        print("  " + "  ".join([line[0].ljust(widths[0]), *figures]), flush=True)


def shown(value: str | float | None) -> str:
    """A number with about three digits that count, a word as it is, nothing as a dash."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
