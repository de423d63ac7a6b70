"""Asking for an estimate, also one that is refused."""

from __future__ import annotations

import pytest

from labels.errors import UsageError
from labels.project import Project
from labels.statistics.estimates.project_estimate import ProjectEstimate
from labels.statistics.estimates.question import Question


def ask(project: Project, query: str = "label:claim", **more: object) -> ProjectEstimate:
    return project.estimate(Question(query, **more))


def refused(project: Project, query: str = "label:claim", **more: object) -> str:
    with pytest.raises(UsageError) as caught:
        ask(project, query, **more)
    message = str(caught.value)
    assert "\n" not in message
    return message
