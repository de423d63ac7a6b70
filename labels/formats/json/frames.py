"""Tables in one JSON object, as pandas writes them, and in lists of cells."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from labels.formats.reader import Object
from labels.formats.unnamed import unnamed
from labels.values.import_options import Columns


def frame_rows(whole: Mapping[str, Any], text: str | None) -> list[Object] | None:
    """The rows of a table that one object is; None for an object that is no table.

    The object holds columns of cells by row, rows of cells by column, or `columns` and `data` (“columns”, “index” and
    “split” in pandas), or columns as lists (“list” of `to_dict`). `text` is the column of the text, where it is known.
    """
    names, data = whole.get("columns"), whole.get("data")
    if isinstance(names, list) and isinstance(data, list):
        return list(_split(list(map(str, names)), data, whole.get("index")))
    parts = list(whole.values())
    if _are_lists(whole, text):
        return [dict(zip(whole, cells, strict=True)) for cells in zip(*parts, strict=True)]
    if not parts or not all(isinstance(each, dict) and each for each in parts):
        return None
    keys = list(parts[0])
    alike = all(each.keys() == parts[0].keys() for each in parts)
    if alike and (_has_text(whole, text) or _are_numbers(keys)):
        return [_row(key, {name: cells[key] for name, cells in whole.items()}) for key in keys]
    if all(_has_text(each, text) for each in parts) or (alike and _are_numbers(whole)):
        return [_row(key, cells) for key, cells in whole.items()]
    return None


def _split(names: Sequence[str], data: Sequence[Any], index: object) -> Iterator[Object]:
    """Rows of lists of cells; an empty row for one that does not fit, which its reader refuses."""
    keys = index if isinstance(index, list) and len(index) == len(data) else range(len(data))
    for key, cells in zip(keys, data, strict=True):
        fits = isinstance(cells, list) and len(cells) == len(names)
        yield _row(str(key), dict(zip(names, cells, strict=True))) if fits else {}


def _row(key: str, cells: Mapping[str, Any]) -> Object:
    """A row, with what it is called unless that is only its number."""
    return dict(cells) if key.isdigit() or "id" in cells else {"id": key, **cells}


def _has_text(names: Collection[str], text: str | None) -> bool:
    return text in names if text is not None else Columns().guessed(names, ["text"], labels=False).text is not None


def _are_lists(whole: Mapping[str, Any], text: str | None) -> bool:
    """Whether an object holds columns as lists of one length, with a column of texts; lists of sentences are none."""
    parts = list(whole.values())
    if not parts or not all(isinstance(each, list) and len(each) == len(parts[0]) > 0 for each in parts):
        return False
    column = text or Columns().guessed(whole, ["text"], labels=False).text
    return all(isinstance(cell, str) for cell in whole.get(column or "", [None]))


def _are_numbers(keys: Collection[str]) -> bool:
    return list(keys) == [str(number) for number in range(len(keys))]


class ListedRows:
    """Makes rows of lists of cells, which may begin with the names of the columns."""

    def __init__(self, asked: Columns) -> None:
        """`asked` are the columns that a person named."""
        self._asked = asked
        self._names: list[str] = []

    def row(self, cells: Sequence[Any]) -> Object | None:
        """The row; None for the names of columns. Raises ValueError for one of another length than the first."""
        if len(cells) == 2 and isinstance(cells[0], str) and isinstance(cells[1], dict):
            return {"text": cells[0], **cells[1]}
        if not self._names:
            names = [each for each in cells if isinstance(each, str)]
            if len(names) == len(cells) and _has_text(names, self._asked.text):
                self._names = names
                return None
            self._names = unnamed(len(cells))
        if len(cells) != len(self._names):
            raise ValueError(f"{len(cells)} values where the first list has {len(self._names)}. Correct the list.")
        return dict(zip(self._names, cells, strict=True))
