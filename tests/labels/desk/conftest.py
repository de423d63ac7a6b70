"""Desks of one project, for those who are to sit down at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from labels.desk import Desk
from labels.desk.options import DeskOptions
from labels.project import Project
from tests.labels.making import Clock

#: Opens the desk of somebody, by name, with options of the desk by theirs.
SitDown = Callable[..., Desk]


@pytest.fixture
def sit_down(lead: Project, clock: Clock) -> Iterator[SitDown]:
    """Open desks on the project of the test's own fixture `lead`; all are closed at the end."""
    with ExitStack() as stack:
        yield lambda name, **options: Desk(
            stack.enter_context(Project(lead.path, name, clock=clock)), options=DeskOptions(**options)
        )
