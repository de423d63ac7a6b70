"""Copies of a project on other machines, and what is in them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from labels.project import Project


def copied(project: Project, path: Path) -> Path:
    """A copy of a project's file as it is now."""
    with closing(sqlite3.connect(path)) as target:
        project.connection.backup(target)
    return path


def dump(project: Project) -> dict[str, list[tuple[object, ...]]]:
    """All tables that a person could look into, byte for byte."""
    rows = project.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return {name: project.connection.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in rows}


def first(project: Project, row: int = 0):
    return list(project.sentences())[row]
