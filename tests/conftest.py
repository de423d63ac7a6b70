"""Fixtures for every test: a clock that ticks, a project to work on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labels.project import Project
from tests.examples import register_profiles
from tests.labels.making import Clock, make_project

register_profiles()


@pytest.fixture
def clock() -> Clock:
    """A clock that goes on by a second each time it is read."""
    return Clock()


@pytest.fixture
def project(tmp_path: Path, clock: Clock) -> Iterator[Project]:
    """A project with three articles, open for ana."""
    with make_project(tmp_path / "news.db", clock=clock) as made:
        yield made
