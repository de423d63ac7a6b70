"""Comparing the articles of a project file that have not been compared yet."""

from __future__ import annotations

from pathlib import Path

from labels.duplicates.finding import AT_ONCE, find_near_duplicates
from labels.project import Project
from labels.values.progress import UNWATCHED, Progress

#: The project has to be opened under a name, but comparing writes nothing in anybody's name.
_NOBODY = "nobody"


def bring_up_to_date(path: Path, progress: Progress = UNWATCHED) -> None:
    """Compare what has not been compared in the project at `path`, which is written to only if there is something.

    `progress` is told how many articles are done. Raises ProjectError for a file that would have to be written and may
    not.
    """
    with Project(path, _NOBODY, write=False) as project:
        if project.near_duplicates.all_compared():
            return
    with Project(path, _NOBODY) as project:
        for done, _ in enumerate(find_near_duplicates(project), start=1):
            progress.report(done * AT_ONCE, None)
