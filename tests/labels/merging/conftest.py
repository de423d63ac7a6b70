"""Two machines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from labels.project import Project
from tests.labels.making import Clock
from tests.labels.merging.copies import copied


@pytest.fixture
def other(tmp_path: Path, project: Project) -> Iterator[Project]:
    """A copy of the project on another machine, where ben sits."""
    path = copied(project, tmp_path / "other.db")
    with Project(path, "ben", clock=Clock()) as opened:
        yield opened
