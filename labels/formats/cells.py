"""Cells of a table: those that look like formulas, several labels in one cell, records of text only."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from labels.formats.json.lines import one_line
from labels.formats.suggested import LABEL_LISTS

#: What spreadsheets take for the beginning of a formula, or skip before one (OWASP, “CSV Injection”).
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")


def looks_like_formula(cell: str) -> bool:
    """Whether a cell begins like a formula, whatever apostrophes stand before that.

    Such a cell is written with one apostrophe more and read with one less, so that every text comes back.
    """
    return cell.lstrip("'")[:1] in _FORMULAS


def defused(cell: str) -> str:
    """`cell` so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if looks_like_formula(cell) else cell


def restored(cell: str) -> str:
    """A cell as it was before it was `defused`."""
    return cell[1:] if cell.startswith("'") and looks_like_formula(cell) else cell


_SEPARATOR = "|"


def joined(labels: Sequence[str]) -> str:
    """The names with `|` between them, or as a JSON list if they could be misread."""
    plain = not any(_SEPARATOR in name for name in labels) and not (labels and labels[0].startswith("["))
    return _SEPARATOR.join(labels) if plain else one_line(labels)


def joined_by(labels: Iterable[str]) -> str | None:
    """The separator between several labels in a cell; None if some of them have to be a JSON list."""
    plain = all(_SEPARATOR not in name and not name.startswith("[") and not looks_like_formula(name) for name in labels)
    return _SEPARATOR if plain else None


_COUNTS = ("paragraph", "position", "start", "end", "scheme_version")
_NUMBERS = ("seconds", "suggested_score", "withheld_score", "p_given", "p_other", "shown_probability")


def are_cells(fields: Mapping[str, Any]) -> bool:
    """Whether a record is text in every cell."""
    return isinstance(fields.get("start"), str)


def typed(fields: Mapping[str, Any], separator: str | None = None) -> dict[str, Any]:
    """A record with its types.

    An empty cell is None; `labels` is a JSON list, or separated by `separator`. Raises ValueError for an invalid number
    or list.
    """
    record = {key: _plain(value) for key, value in fields.items()}
    for key in _COUNTS:
        if record.get(key) is not None:
            record[key] = int(record[key])
    for key in _NUMBERS:
        if record.get(key) is not None:
            record[key] = float(record[key])
    for key in ("labels", *LABEL_LISTS):
        alone = record.get("label") if key == "labels" else None
        record[key] = [alone] if alone is not None else _names(key, record.get(key), separator or "|")
    record["flagged"] = str(record.get("flagged")).casefold() in ("true", "1")
    if record.get("suggestion_accepted") is not None:
        record["suggestion_accepted"] = str(record["suggestion_accepted"]).casefold() in ("true", "1")
    return record


def _plain(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return restored(value) or None


def _names(column: str, names: str | None, separator: str) -> list[str]:
    """The names in a cell: a JSON list, or set apart. Raises ValueError."""
    if names is None:
        return []
    if names.startswith("["):
        try:
            read = json.loads(names)
        except ValueError as error:
            raise ValueError(f"its “{column}” is no list. Export the file again.") from error
        return [str(each) for each in read]
    return [name.strip() for name in names.split(separator) if name.strip()]
