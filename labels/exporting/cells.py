"""Several labels in one cell, so that the import takes them apart again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from labels.exchange.formulas import looks_like_formula
from labels.exporting.json_text import one_line

_SEPARATOR = "|"


def joined(labels: Sequence[str]) -> str:
    """The names with `|` between them, or as a JSON list where a name would not survive that."""
    plain = not any(_SEPARATOR in name for name in labels) and not (labels and labels[0].startswith("["))
    return _SEPARATOR.join(labels) if plain else one_line(labels)


def joined_by(labels: Iterable[str]) -> str | None:
    """What sets these labels apart wherever several stand in a cell; None if some of them have to be a JSON list."""
    plain = all(_SEPARATOR not in name and not name.startswith("[") and not looks_like_formula(name) for name in labels)
    return _SEPARATOR if plain else None
