"""Writing training data to a file or folder, with a description beside it if that is asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from labels.errors import UsageError, WritingError
from labels.exporting.fidelity import Fidelity, Watch
from labels.exporting.records import select
from labels.exporting.selection import Selection
from labels.files.atomic import replacing
from labels.formats.dataset import Dataset, Unit
from labels.formats.description.croissant import croissant_text, data_file
from labels.formats.description.croissant_records import LAYOUTS
from labels.formats.description.figures import tallied
from labels.formats.jsonl import JsonLinesWriter, lines
from labels.formats.writer import Writer
from labels.formats.writer_registry import check_gold, writer_for, writer_named
from labels.values.progress import UNWATCHED, Progress

if TYPE_CHECKING:
    from labels.project_view import ProjectView


#: Fields that the first line of every export in JSON Lines, CSV or TSV names, and how much of that line is looked at.
_NAMES, _FIRST_LINE = ("id", "text", "labels", "status", "annotator", "decided_at"), 1_000_000


@dataclass(frozen=True, slots=True)
class Exported:
    """How many rows were written, and what of the data the format has no place for."""

    rows: int
    fidelity: Fidelity = field(default_factory=lambda: Fidelity((), 0))


def export_file(
    project: ProjectView,
    path: Path,
    format: str | None = None,
    selection: Selection | None = None,
    parts: Mapping[str, str] | None = None,
    one_row_per: Unit = "decision",
) -> Exported:
    """Write the selected decisions in a format, by its name or by the ending of `path`.

    `parts` names the part of each article id. The file or folder appears or is replaced only when it is complete.
    Raises UsageError for what the format cannot do, WritingError where it cannot be written.
    """
    writer = writer_for(path) if format is None else writer_named(format)
    if selection is not None and selection.states:
        check_gold(writer)
    with project.one_moment():
        watch = Watch(select(project, selection, parts, one_row_per), writer)
        rows = writer.write(watch.dataset, path, UNWATCHED)
        return Exported(rows, watch.fidelity())


def may_be_replaced(path: Path) -> bool:
    """Whether an export may replace what is at `path` without asking: there is no such file, or it is an export.

    An export is known by its first line: the names of the fields of a training record.
    """
    try:
        if not path.expanduser().is_file():
            return True  # the format that writes a folder checks it
        with path.expanduser().open("rb") as file:
            first = file.readline(_FIRST_LINE)
    except (OSError, ValueError, RuntimeError):
        return True  # writing reports the error
    quote = '"' if first.startswith(b"{") else ""
    return not first or all(f"{quote}{name}{quote}".encode() in first for name in _NAMES)


def check_describable(writer: Writer, path: Path | None, description: Path, unit: str) -> None:
    """Raises UsageError for data that such a file cannot describe, before anything is written."""
    able = ", ".join(name for name, layout in LAYOUTS.items() if layout.pattern is None)
    layout = LAYOUTS.get(writer.name)
    if layout is None:
        raise UsageError(f"{writer.name} cannot be described in Croissant metadata. Use another --format: {able}.")
    if layout.pattern is not None:
        raise UsageError(f"{writer.name} writes its description into its folder. Leave out --croissant.")
    if unit == "article":
        raise UsageError("Rows of whole articles cannot be described in Croissant metadata. Use another --one-row-per.")
    if path is None or (path.exists() and not path.is_file()):
        raise UsageError("What is described has to be a file. Name one with -o.")
    if path.resolve() == description.resolve():
        raise UsageError(f"{description}: is the file of the data. Name another for --croissant.")
    _path_between(path, description)


def write_described(dataset: Dataset, writer: Writer, path: Path, description: Path, progress: Progress) -> int:
    """Write the data to `path` and their description to `description`; the number of rows.

    The description appears or is replaced last. Raises what `writer` raises, and WritingError.
    """
    with replacing(description) as file:
        count = writer.write(dataset, path, progress)
        try:
            files = [data_file(path, _path_between(path, description))]
        except OSError as error:
            raise WritingError(f"{path}: cannot be read again ({error.strerror}). Export once more.") from error
        file.write(croissant_text(dataset, tallied(dataset), LAYOUTS[writer.name], files))
    return count


def _path_between(path: Path, description: Path) -> str:
    """The relative path from the folder of the description to the data. Raises UsageError if there is none."""
    try:
        return Path(os.path.relpath(path.resolve(), description.resolve().parent)).as_posix()
    except ValueError as error:  # different drives on Windows
        raise UsageError(f"{description}: is on another drive than {path}. Name a file on the same.") from error


def jsonl_lines(project: ProjectView, selection: Selection | None = None) -> Iterator[str]:
    """The lines of a project's records."""
    return lines(select(project, selection))


def export_jsonl(
    project: ProjectView, path: Path, selection: Selection | None = None, progress: Progress = UNWATCHED
) -> int:
    """Write a project's records to `path`, which appears or is replaced only when it is complete; their number.

    `progress` is told now and then how many lines are written. Raises WritingError if the file cannot be written.
    """
    return JsonLinesWriter().write(select(project, selection), path, progress)
