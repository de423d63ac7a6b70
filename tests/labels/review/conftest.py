"""A project with conflicts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from labels.project import Project
from tests.labels.review.reviewed import FOUR_CONFLICTS, make_answered


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Project]:
    """A project of three annotators, in which lea leads: four conflicts, in two articles."""
    with make_answered(tmp_path / "news.db", FOUR_CONFLICTS) as project:
        yield project
