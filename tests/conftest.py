"""Fixtures for every test: a clock that ticks, a project to work on. And what a run does once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labels.project import Project
from tests import done_once
from tests.examples import register_profiles
from tests.labels.making import Clock, open_prepared

done_once.keep_bytecode()
done_once.write_to_memory()
register_profiles()


def pytest_collection_finish() -> None:
    done_once.spare_the_collector()


@pytest.fixture
def clock() -> Clock:
    """A clock that goes on by a second each time it is read."""
    return Clock()


@pytest.fixture
def project(tmp_path: Path, clock: Clock) -> Iterator[Project]:
    """A project with three articles, open for ana."""
    with open_prepared(tmp_path / "news.db", clock) as opened:
        yield opened
