"""How a CSV file separates its cells, found from its beginning."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from _csv import Reader as RowReader

DELIMITERS = (",", "\t", ";", "|")
_ROWS = 100


@dataclass(frozen=True, slots=True)
class Dialect:
    """`hint` tells that the first line only names the delimiter, as Excel writes it.

    `unnamed` are the numbers that stand for the names of columns in a table that begins with its first row.
    """

    delimiter: str
    quoted: bool = True
    hint: bool = False
    unnamed: Sequence[str] = ()

    def cells(self, lines: Iterable[str]) -> RowReader:
        """A reader that raises csv.Error for what does not fit."""
        quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE
        return csv.reader(lines, delimiter=self.delimiter, quoting=quoting, strict=True)


def find_dialect(sample: str, *, whole: bool, tabs: bool = False) -> Dialect:
    """The dialect of a file that begins with `sample`, or is the `whole` of it.

    It is the one in which most rows have as many cells as the first, and the first has most. `tabs` prefers tabs.
    """
    first = sample.partition("\n")[0]
    if first.strip().startswith("sep=") and len(first.strip()) == 5:
        return Dialect(first.strip()[4], hint=True)
    found = [
        (*_fit(sample, delimiter, quoted, whole), tabs and delimiter == "\t", quoted, -DELIMITERS.index(delimiter))
        for delimiter in DELIMITERS
        for quoted in ((True, False) if delimiter == "\t" else (True,))
    ]
    wide = [each for each in found if each[1] > 1]
    if not wide:
        return Dialect("\t" if tabs else ",")
    *_, quoted, place = max(wide, key=lambda each: (each[2], *each))
    return Dialect(DELIMITERS[-place], quoted)


def _fit(sample: str, delimiter: str, quoted: bool, whole: bool) -> tuple[float, int]:
    """The share of rows with as many cells as the first, and how many those are."""
    widths: list[int] = []
    try:
        reader = Dialect(delimiter, quoted).cells(io.StringIO(sample, newline=""))
        widths += (len(row) for row in islice(reader, _ROWS) if row)
    except csv.Error:
        widths.append(-1)  # quotation marks that do not fit speak against it
    if not whole and len(widths) > 1 and len(widths) < _ROWS:
        widths.pop()  # the sample may end in it
    if not widths or widths[0] < 0:
        return 0.0, 0
    return round(widths.count(widths[0]) / len(widths), 2), widths[0]


def first_rows(sample: str, dialect: Dialect, *, whole: bool) -> list[list[str]]:
    """The first rows of a file that begins with `sample`; fewer where they are no sound CSV."""
    rows: list[list[str]] = []
    try:
        for cells in dialect.cells(io.StringIO(sample, newline="")):
            if len(rows) >= _ROWS:
                return rows
            if any(cells):
                rows.append(cells)
    except csv.Error:
        return rows
    if not whole and len(rows) > 1:
        rows.pop()  # the sample may end in it
    return rows[1:] if dialect.hint else rows
