"""A project with gold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from labels.project import Project
from tests.labels.exporting.gold_project import made


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Project]:
    """That project, open for lea."""
    (tmp_path / "news.db").write_bytes(made())
    with Project(tmp_path / "news.db", "lea") as project:
        yield project
