"""Training records that come as text in every cell, as from CSV: back to the types that they have."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from labels.exchange.formulas import restored

_COUNTS = ("paragraph", "position", "start", "end", "scheme_version")
_NUMBERS = ("seconds", "suggested_score")


def are_cells(fields: Mapping[str, Any]) -> bool:
    """Whether a record is text in every cell."""
    return isinstance(fields.get("start"), str)


def typed(fields: Mapping[str, Any], separator: str | None = None) -> dict[str, Any]:
    """A record with its types. An empty cell is nothing; `labels` is a JSON list, or set apart by `separator`.

    Raises ValueError for a number or list that is none.
    """
    record = {key: _plain(value) for key, value in fields.items()}
    for key in _COUNTS:
        if record.get(key) is not None:
            record[key] = int(record[key])
    for key in _NUMBERS:
        if record.get(key) is not None:
            record[key] = float(record[key])
    record["labels"] = _labels(record.get("labels"), record.get("label"), separator or "|")
    record["flagged"] = str(record.get("flagged")).casefold() in ("true", "1")
    return record


def _plain(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return restored(value) or None


def _labels(labels: str | None, label: str | None, separator: str) -> list[str]:
    if label is not None:
        return [label]
    if labels is None:
        return []
    if labels.startswith("["):
        try:
            read = json.loads(labels)
        except ValueError as error:
            raise ValueError("its “labels” is no list. Export the file again.") from error
        return [str(each) for each in read]
    return [name.strip() for name in labels.split(separator) if name.strip()]
