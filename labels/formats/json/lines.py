"""Writing JSON objects, one a line: as JSON Lines, or as a list."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from labels.files.atomic import replacing
from labels.formats.writer import Told
from labels.values.progress import Passing

_ENCODE: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def one_line(value: object) -> str:
    """`value` as JSON on one line for everyone: separators that some readers split on are escaped."""
    line = _ENCODE(value)
    if line.isascii():
        return line
    return line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def write_lines(path: Path, lines: Iterable[str], told: Told) -> int:
    """Each line with a line feed; how many there were. Raises WritingError."""
    passing = Passing(lines, told)
    with replacing(path) as file:
        for line in passing:
            file.write(line + "\n")
    return passing.count


def write_list(path: Path, values: Iterable[dict[str, Any]], told: Told) -> int:
    """A JSON list with one object a line; how many there were. Raises WritingError."""
    passing = Passing(values, told)
    with replacing(path) as file:
        file.write("[")
        for value in passing:
            file.write((",\n" if passing.count else "\n") + one_line(value))
        file.write("\n]\n")
    return passing.count
