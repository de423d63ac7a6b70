"""Writing JSON objects, one a line: as JSON Lines, or as a list."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import orjson

from labels.files.atomic import replacing
from labels.formats.writer import CountedRows
from labels.values.progress import Progress

#: For what orjson leaves to others: whole numbers of more than 64 bits, half a surrogate pair.
_ENCODE: Callable[[object], str] = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":")
).encode


def one_line(value: object) -> str:
    """`value` as JSON on one line for everyone: separators that some readers split on are escaped."""
    try:
        line = orjson.dumps(value).decode()
    except TypeError:
        line = _ENCODE(value)
    if line.isascii():
        return line
    return line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def write_lines(path: Path, lines: Iterable[str], progress: Progress) -> int:
    """Each line with a line feed; how many there were. Raises WritingError."""
    rows = CountedRows(lines, progress)
    with replacing(path) as file:
        for line in rows:
            file.write(line + "\n")
    return rows.count


def write_list(path: Path, values: Iterable[dict[str, Any]], progress: Progress) -> int:
    """A JSON list with one object a line; how many there were. Raises WritingError."""
    rows = CountedRows(values, progress)
    with replacing(path) as file:
        file.write("[")
        for value in rows:
            file.write((",\n" if rows.count else "\n") + one_line(value))
        file.write("\n]\n")
    return rows.count
