"""What label columns say of a sentence: names of labels, in strings, lists, or yes and no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from labels.importing.columns import Columns


def labels_in(fields: Mapping[str, Any], columns: Columns) -> dict[str, str | None]:
    """The labels of a row in the order of the columns, each with the column whose labels exclude each other.

    A string or number is a label, a list holds labels, `true` gives the label that is named like its column. Where
    there are several columns, the strings "true" and "false" in all but the first mean yes and no. Raises
    ValueError for what is no label.
    """
    labels: dict[str, str | None] = {}
    for number, column in enumerate(columns.labels):
        value = fields.get(column)
        if number and isinstance(value, str) and value.strip().casefold() in ("true", "false"):
            value = value.strip().casefold() == "true"
        if value is True:
            labels.setdefault(column, None)
            continue
        names = _names(value, column, columns.separator)
        excludes = column if len(columns.labels) > 1 and len(names) == 1 and not isinstance(value, list) else None
        for name in names:
            labels.setdefault(name, excludes)
    return labels


def _names(value: object, column: str, separator: str | None) -> list[str]:
    if value is None or value is False:
        return []
    if isinstance(value, str) and separator:
        value = value.split(separator)
    names = []
    for each in value if isinstance(value, list) else [value]:
        if each is None:
            continue
        if not isinstance(each, str | int | float) or isinstance(each, bool):
            raise ValueError(f"its “{column}” holds more than names of labels. Write a string or a list of strings.")
        if name := str(each).strip():
            names.append(name)
    return names
