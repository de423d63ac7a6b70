"""Pieces of work that are measured in a process of their own; floors of the same are in `tests.benchmarks.floors`."""

from __future__ import annotations

from collections import deque
from contextlib import closing
from pathlib import Path

import labels.formats.archive.reader  # noqa: F401 - loaded by the first merge otherwise, and timed with it
from labels.journal import history
from labels.merging import merge_files
from labels.project import Project
from labels.sqlite.connection import connect
from labels.statistics.project_statistics import project_statistics
from labels.statistics.queries import everyone
from labels.values.viewer import THE_FILE
from tests.benchmarks.projects import ANNOTATOR


def dashboard(project: Path) -> None:
    """The figures of the dashboard: those of one annotator, then those of everybody else."""
    with closing(connect(project, write=False)) as connection:
        others = [name for name in everyone(connection, THE_FILE) if name != ANNOTATOR]
        for names in ([ANNOTATOR], others):
            project_statistics(connection, names, viewer=THE_FILE)


def log(project: Path) -> None:
    """The whole journal backwards."""
    with closing(connect(project, write=False)) as connection:
        deque(history.log(connection), maxlen=0)


def merge(project: Path, other: Path) -> None:
    """Merge a file, without a copy before."""
    with Project(project, ANNOTATOR) as opened:
        merge_files(opened, [other], copy=False)


def merge_with_copy(project: Path, other: Path) -> None:
    """Merge a file as the command does."""
    with Project(project, ANNOTATOR) as opened:
        merge_files(opened, [other])
