"""A copy of a project that is open."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from labels.project import Project


def copy_of(project: Project, path: Path) -> Path:
    """Copy what is in the file now to `path`, also what only its log has yet."""
    with closing(sqlite3.connect(path)) as other:
        project.connection.backup(other)
    return path
