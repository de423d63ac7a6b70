"""Writing training data to a file or folder: what scripts call, and what the command line does besides printing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from labels.exporting.dataset import Dataset, Unit
from labels.exporting.fidelity import Fidelity, Watch
from labels.exporting.formats import exporter_for, exporter_named
from labels.exporting.records import Selection
from labels.sqlite.connection import one_moment

if TYPE_CHECKING:
    from labels.project import Project


@dataclass(frozen=True, slots=True)
class Exported:
    """How many rows were written, and what of the data the format has no place for."""

    rows: int
    fidelity: Fidelity = field(default_factory=lambda: Fidelity((), 0))


def export_file(
    project: Project,
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
    exporter = exporter_for(path) if format is None else exporter_named(format)
    with one_moment(project.connection):
        watch = Watch(Dataset(project, selection or Selection(), parts, one_row_per), exporter)
        rows = exporter.write(watch.dataset, path, lambda count: None)
        return Exported(rows, watch.fidelity())
