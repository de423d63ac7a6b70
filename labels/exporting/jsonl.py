"""JSON Lines: one training record a line, in UTF-8."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from labels.exporting.atomic import replacing
from labels.exporting.records import Selection, records

if TYPE_CHECKING:
    from labels.project import Project

#: Told after every so many lines, so that long exports can show how far they are.
_EVERY = 1000

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def jsonl_lines(project: Project, selection: Selection | None = None) -> Iterator[str]:
    """The lines of the export, without their ends. The same project gives the same bytes, always."""
    for record in records(project, selection):
        yield json_line(record)


def json_line(record: object) -> str:
    """A value on one line. Line separators that some readers split on are escaped: it is one line for everyone."""
    line = _encode(record)
    if line.isascii():
        return line
    return line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def export_jsonl(
    project: Project, path: Path, selection: Selection | None = None, told: Callable[[int], None] = lambda n: None
) -> int:
    """Write the records to `path`, which appears or is replaced only when it is complete. Returns their number.

    `told` hears the number of lines written, now and then. Raises WritingError if the file cannot be written.
    """
    count = 0
    with replacing(path) as file:
        for line in jsonl_lines(project, selection):
            file.write(line + "\n")
            count += 1
            if count % _EVERY == 0:
                told(count)
    told(count)
    return count
