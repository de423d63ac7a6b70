"""A project with work for packs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from labels.project import Project
from tests.labels.making import Clock, make_project
from tests.labels.packs.giving import key, record


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Project]:
    """A project with three articles; ana and ben have begun all of them, and lea leads."""
    path = tmp_path / "news.db"
    with make_project(path, "lea") as project:
        for name in ("ana", "ben"):
            with Project(path, name, clock=Clock()) as own:
                first, second, *_ = list(own.sentences())
                own.label(first, "claim")
                own.note(first, f"{name} says so")
                own.label(second, "quote")
                own.undo()
        record(project, "annotator", who=key(project, "lea"), role="lead")
        yield project
