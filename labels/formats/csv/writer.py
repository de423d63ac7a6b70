"""CSV and TSV: one training record a row, for spreadsheets and statistics programs.

`labels`, and the voters and votes of gold, are joined by `|`, or a JSON list where a name would not survive that; other
lists are JSON. No cell is ever taken for a formula: one that begins like one gets an apostrophe in front, which goes
again when it is imported.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from labels.files.atomic import replacing
from labels.formats.cells import defused, joined
from labels.formats.dataset import Dataset
from labels.formats.json.lines import one_line
from labels.formats.losses import RECORD_LOSSES
from labels.formats.suggested import LABEL_LISTS
from labels.formats.writer import CountedRows, Loss
from labels.values.progress import Progress

_TEXTS = ("title", "source", "url", "published", "language", "annotator", "suggested_label")

#: Lists of names, which stand in a cell with a sign between them.
_JOINED = frozenset({"labels", "voters", "votes", *LABEL_LISTS})


def _is_empty(value: str | None) -> bool:
    return value == ""


_LOSSES = (
    *RECORD_LOSSES,
    *(Loss(field, "an empty text comes back as none", _is_empty) for field in _TEXTS),
)


class _Table:
    """Writes a line of column names, then a row for each record."""

    def __init__(self, name: str, delimiter: str) -> None:
        self._name = name
        self._delimiter = delimiter

    @property
    def name(self) -> str:
        return self._name

    @property
    def suffix(self) -> str:
        return f".{self._name}"

    @property
    def losses(self) -> tuple[Loss, ...]:
        return _LOSSES

    def write(self, dataset: Dataset, path: Path, progress: Progress) -> int:
        """One row a record, in UTF-8. Raises WritingError."""
        columns = list(dataset.columns)
        counted = CountedRows(_rows(dataset, columns), progress)
        with replacing(path) as file:
            rows = csv.writer(_LineFeeds(file), delimiter=self._delimiter)
            rows.writerow(columns)
            rows.writerows(counted)
        return counted.count


class _LineFeeds:
    """A file in which rows end in a line feed. Python quotes both signs of a line break only where rows end in both."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, row: str) -> int:
        """Write one row, as csv.writer gives it."""
        return self._file.write(row.removesuffix("\r\n") + "\n")


class CsvWriter(_Table):
    """Comma-separated values."""

    def __init__(self) -> None:
        super().__init__("csv", ",")


class TsvWriter(_Table):
    """Tab-separated values; a cell with a tab or line break in it stands in quotation marks."""

    def __init__(self) -> None:
        super().__init__("tsv", "\t")


def _rows(dataset: Dataset, columns: Iterable[str]) -> Iterator[list[str]]:
    for record in dataset.records():
        yield [_cell(column, record[column]) for column in columns]  # type: ignore[literal-required]


def _cell(column: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)  # no number here is below zero
    if isinstance(value, list):
        value = joined(value) if column in _JOINED else one_line(value)
    return defused(value)
