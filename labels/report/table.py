"""A table of a report: plain cells, and the command that shows the same figures."""

from __future__ import annotations

import re
from dataclasses import dataclass

Cell = str | int | float | None

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~])")


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is that of its CSV file, `command` prints what it was made of; `note` stands below it."""

    name: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    command: str
    note: str = ""


def markdown(table: Table) -> str:
    """The table with its title and its source, as Markdown."""
    lines = [f"## {table.title}", ""]
    if not table.rows:
        lines += ["Nothing.", ""]
    else:
        lines.append(f"| {' | '.join(map(safe, table.head))} |")
        lines.append(f"|{'|'.join('---' if _is_text(table, column) else '---:' for column in range(len(table.head)))}|")
        lines += [f"| {' | '.join(safe(in_words(cell)) for cell in row)} |" for row in table.rows]
        lines.append("")
    lines += [table.note, ""] if table.note else []
    return "\n".join([*lines, f"Source: `{table.command}`"])


def in_words(cell: Cell) -> str:
    """A cell as it is read: numbers with two decimals at most, nothing for None."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.2f}".replace("-", "−")
    return f"{cell:,}" if isinstance(cell, int) else cell


def safe(text: str) -> str:
    """Text from outside on one line, so that it is no Markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _is_text(table: Table, column: int) -> bool:
    return any(isinstance(row[column], str) for row in table.rows)
