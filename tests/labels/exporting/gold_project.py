"""A project in which some sentences are settled, and what is exported of it."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from labels.exporting.export import export_file
from labels.exporting.records import records
from labels.exporting.selection import Selection
from labels.project import Project
from labels.values.annotation import Status
from labels.values.review import STATES
from tests.labels.review.reviewed import make_reviewed

EVERY: tuple[Status, ...] = ("labelled", "skipped", "undecided")

GOLD = Selection(states=("settled",))

ALL = Selection(statuses=EVERY, states=STATES)


@cache
def made() -> bytes:
    """By rule unanimous are settled the sentences 0, 2 and 6, by hand 1, of which the vote of cem came later."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        with make_reviewed(path) as project:
            project.settle_by_rule("unanimous")
            sentences = list(project.sentences())
            project.settle(sentences[1], "claim", "quote", reason="two voices")
        with Project(path, "cem") as cem:
            cem.label(list(cem.sentences())[1], "opinion")
        return path.read_bytes()


def rows(project: Project, selection: Selection = GOLD) -> list[dict[str, Any]]:
    return [dict(record) for record in records(project.view, selection)]


def written(project: Project, to: Path, format: str, selection: Selection = ALL) -> Path:
    export_file(project.view, to, format, selection)
    return to
