"""JSON Lines: one training record a line, in UTF-8. Holds everything."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from labels.exporting.atomic import replacing
from labels.exporting.dataset import Dataset
from labels.exporting.exporter import Loss, Told
from labels.exporting.records import Selection

if TYPE_CHECKING:
    from labels.project import Project

#: Told after every so many lines, so that long exports can show how far they are.
_EVERY = 1000

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


class JsonLines:
    """Writes the training record as it is."""

    name = "jsonl"
    suffix = ".jsonl"
    losses: tuple[Loss, ...] = ()

    def write(self, dataset: Dataset, path: Path, told: Told) -> int:
        """One line a record. Raises WritingError."""
        count = 0
        with replacing(path) as file:
            for line in lines(dataset):
                file.write(line + "\n")
                count += 1
                if count % _EVERY == 0:
                    told(count)
        told(count)
        return count


def lines(dataset: Dataset) -> Iterator[str]:
    """The lines, without their ends. The same project gives the same bytes, always."""
    for record in dataset.records():
        yield json_line(record)


def json_line(record: object) -> str:
    """A value on one line. Line separators that some readers split on are escaped: it is one line for everyone."""
    line = _encode(record)
    if line.isascii():
        return line
    return line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def jsonl_lines(project: Project, selection: Selection | None = None) -> Iterator[str]:
    """The lines of a project's records."""
    return lines(Dataset(project, selection or Selection()))


def export_jsonl(
    project: Project, path: Path, selection: Selection | None = None, told: Callable[[int], None] = lambda n: None
) -> int:
    """Write a project's records to `path`, which appears or is replaced only when it is complete; their number.

    `told` hears the number of lines written, now and then. Raises WritingError if the file cannot be written.
    """
    return JsonLines().write(Dataset(project, selection or Selection()), path, told)
