"""A report as Markdown, and as a folder of Markdown and CSV."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from labels.files.atomic import replacing_folder
from labels.formats.cells import defused
from labels.project import Project
from labels.report.audit import audit_trail
from labels.report.figures import figures_of
from labels.report.methods import methods
from labels.report.table import Cell, Table, markdown, safe
from labels.report.tables import tables_of
from labels.values.progress import UNWATCHED, Progress

#: The Markdown in the folder of a report; the tables lie beside it.
REPORT = "report.md"

_HOLDS = r"report\.md|[a-z]+\.csv"


@dataclass(frozen=True, slots=True)
class Report:
    """The methods paragraph, and the tables; the last is the trail of who changed what."""

    title: str
    methods: str
    tables: Sequence[Table]

    def markdown(self) -> str:
        """All of it as one Markdown text."""
        parts = [f"# {safe(self.title)}", "## Methods", self.methods, *map(markdown, self.tables)]
        return "\n\n".join(parts) + "\n"

    def write(self, folder: Path) -> None:
        """Write the text and a CSV file for each table into a folder, whole or not at all. Raises WritingError."""
        with replacing_folder(folder, _HOLDS) as part:
            (part / REPORT).write_text(self.markdown(), encoding="utf-8")
            for table in self.tables:
                with (part / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
                    rows = csv.writer(file)
                    rows.writerow(table.head)
                    rows.writerows([_cell(cell) for cell in row] for row in table.rows)


def report(project: Project, *, anonymous: bool = False, progress: Progress = UNWATCHED) -> Report:
    """The report of a project, for whoever may read all of it; `anonymous` calls people A1, A2. Raises Cancelled."""
    found = figures_of(project, anonymous=anonymous, progress=progress)
    title = f"Report: {found.codebook.title}" if found.codebook.title else "Report"
    return Report(title, methods(found), [*tables_of(found), audit_trail(project, found.names)])


def _cell(cell: Cell) -> Cell:
    return defused(cell) if isinstance(cell, str) else cell
