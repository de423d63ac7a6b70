"""Whether a table begins with the names of its columns, or with its first row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from labels.article import FACTS
from labels.formats.unnamed import is_prose, unnamed
from labels.values.import_options import USUAL, Columns

_VALUE = re.compile(r"[-+]?\d[\d.,:/\-T ]*(?:Z|%)?")
#: A column is of one kind if so many of its cells are.
_MOST = 0.8


def begins_with_names(rows: Sequence[Sequence[str]], asked: Columns) -> bool:
    """Whether the first of the `rows`, a sample from the start of a table, names the columns.

    It does unless one of its cells is prose like those below it, and no cell is of another kind than those below.
    Columns that are `asked` for by numbers only tell that there are no names.
    """
    first, rest = [cell.strip() for cell in rows[0]] if rows else [], rows[1:]
    if len(first) < 2 or [*map(str, range(len(first) - 1))] in (first[1:], first[:-1]):  # numbered by pandas
        return True
    if used := asked.used():
        return bool(used & set(first)) or not used <= set(unnamed(len(first)))
    if Columns().guessed(first, [*FACTS, *USUAL], labels=True) != Columns():
        return True
    columns = [[row[n].strip() for row in rest if n < len(row)] for n in range(len(first))]
    texts = [n for n, cell in enumerate(first) if is_prose(cell) and _share(columns[n], is_prose) >= 0.5]
    return not texts or any(_differs(cell, below) for cell, below in zip(first, columns, strict=True))


def _differs(cell: str, below: Sequence[str]) -> bool:
    """Whether a cell is of another kind than those below it: a name over numbers, a question over answers."""
    if not cell:
        return len(below) > 1 and all(below)
    if cell != "NA" and any(below) and not _is_value(cell) and _share(below, _is_value) >= _MOST:
        return True
    return is_prose(cell) and bool(below) and _share(below, is_prose) < 0.5


def _is_value(cell: str) -> bool:
    """Whether a cell holds a number, a date or a time."""
    return _VALUE.fullmatch(cell) is not None


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    """The share of the cells that are not empty for which a test holds; 1 where there are none."""
    said = [cell for cell in cells if cell and cell != "NA"]
    return sum(map(test, said)) / len(said) if said else 1.0
