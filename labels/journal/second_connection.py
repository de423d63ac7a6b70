"""One sitting over a second connection to its project, so that another thread can write for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from labels.journal.append import Journal
from labels.projections.project_reader import ProjectReader
from labels.sqlite.connection import connect
from labels.sqlite.project_file import ProjectFile


@dataclass(frozen=True, slots=True)
class SecondConnection:
    """The journal of the same sitting, with the file and a reader over the same second connection."""

    journal: Journal
    file: ProjectFile
    reader: ProjectReader


@contextmanager
def second_connection(path: Path, journal: Journal) -> Iterator[SecondConnection]:
    """A second connection to the project at `path` for the sitting of `journal`. Raises ProjectError."""
    with closing(connect(path)) as connection:
        over = journal.over(connection)
        yield SecondConnection(over, ProjectFile(connection), ProjectReader(connection, lambda: over.sitting.viewer))
