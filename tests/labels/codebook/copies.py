"""Two copies of a project in which the codebook was changed apart, merged into one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from labels.codebook import Codebook
from labels.journal.merge import Merge, attached
from labels.project import Project
from labels.sqlite.connection import writing
from tests.labels.making import Clock, use_codebook


def merge_file(project: Project, path: Path) -> None:
    """Take over what the project file at `path` has."""
    with attached(project.connection, [path]) as (schema,), writing(project.connection):
        merge = Merge(project.connection, project.clock())
        merge.take(schema, path.name)
        merge.fold()
    project.reread_codebook()


def changed_in_copies(project: Project, here: Codebook, there: Codebook) -> None:
    """Let `project` go over to `here`, and a copy of it to `there` afterwards; then merge the copy into it.

    In the copy ben gives the last label of `there` to the last sentence.
    """
    path = project.path.with_name("copy.db")
    project.connection.execute("VACUUM INTO ?", (str(path),))
    use_codebook(project, here)
    clock = Clock()
    clock.now = project.clock() + timedelta(minutes=1)
    with Project(path, "ben", clock=clock) as copy:
        use_codebook(copy, there)
        *_, last = copy.sentences()
        copy.label(last, there.active[-1].name)
    merge_file(project, path)
