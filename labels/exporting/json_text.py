"""Writing JSON objects, one a line: as JSON Lines, or as a list."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from labels.exporting.atomic import replacing
from labels.exporting.exporter import Told

#: Told after every so many rows, so that long exports can show how far they are.
EVERY = 1000

_ENCODE: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def one_line(value: object) -> str:
    """`value` as JSON on one line for everyone: separators that some readers split on are escaped."""
    line = _ENCODE(value)
    if line.isascii():
        return line
    return line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def write_lines(path: Path, lines: Iterable[str], told: Told) -> int:
    """Each line with a line feed; how many there were. Raises WritingError."""
    count = 0
    with replacing(path) as file:
        for line in lines:
            file.write(line + "\n")
            count += 1
            if count % EVERY == 0:
                told(count)
    told(count)
    return count


def write_list(path: Path, values: Iterable[dict[str, Any]], told: Told) -> int:
    """A JSON list with one object a line; how many there were. Raises WritingError."""
    count = 0
    with replacing(path) as file:
        file.write("[")
        for value in values:
            file.write((",\n" if count else "\n") + one_line(value))
            count += 1
            if count % EVERY == 0:
                told(count)
        file.write("\n]\n")
    told(count)
    return count
