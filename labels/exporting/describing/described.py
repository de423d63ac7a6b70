"""Writing data into one file, and beside it a description in Croissant metadata."""

from __future__ import annotations

import os
from pathlib import Path

from labels.errors import UsageError, WritingError
from labels.exporting.atomic import replacing
from labels.exporting.dataset import Dataset
from labels.exporting.describing.croissant import croissant_text
from labels.exporting.describing.croissant_files import data_file
from labels.exporting.describing.croissant_records import LAYOUTS
from labels.exporting.describing.tally import tallied
from labels.exporting.exporter import Exporter, Told


def check_describable(exporter: Exporter, path: Path | None, description: Path, unit: str) -> None:
    """Raises UsageError for data that such a file cannot describe, before anything is written."""
    able = ", ".join(name for name, layout in LAYOUTS.items() if layout.pattern is None)
    layout = LAYOUTS.get(exporter.name)
    if layout is None:
        raise UsageError(f"{exporter.name} cannot be described in Croissant metadata. Use another --format: {able}.")
    if layout.pattern is not None:
        raise UsageError(f"{exporter.name} writes its description into its folder. Leave out --croissant.")
    if unit == "article":
        raise UsageError("Rows of whole articles cannot be described in Croissant metadata. Use another --one-row-per.")
    if path is None or (path.exists() and not path.is_file()):
        raise UsageError("What is described has to be a file. Name one with -o.")
    if path.resolve() == description.resolve():
        raise UsageError(f"{description}: is the file of the data. Name another for --croissant.")
    _path_between(path, description)


def write_described(dataset: Dataset, exporter: Exporter, path: Path, description: Path, told: Told) -> int:
    """Write the data to `path` and their description to `description`; the number of rows.

    The description appears or is replaced last. Raises what `exporter` raises, and WritingError.
    """
    with replacing(description) as file:
        count = exporter.write(dataset, path, told)
        try:
            files = [data_file(path, _path_between(path, description))]
        except OSError as error:
            raise WritingError(f"{path}: cannot be read again ({error.strerror}). Export once more.") from error
        file.write(croissant_text(dataset, tallied(dataset), LAYOUTS[exporter.name], files))
    return count


def _path_between(path: Path, description: Path) -> str:
    """Where the data lie, from the folder of the description. Raises UsageError where there is no way."""
    try:
        return Path(os.path.relpath(path.resolve(), description.resolve().parent)).as_posix()
    except ValueError as error:  # different drives on Windows
        raise UsageError(f"{description}: is on another drive than {path}. Name a file on the same.") from error
