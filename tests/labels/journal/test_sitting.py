"""What a sitting knows of its file, while others write at any moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from labels.project import Project
from tests.labels.making import make_project


@pytest.mark.parametrize("look", range(1, 9))
def test_a_lead_is_a_lead_whenever_somebody_else_writes(tmp_path: Path, look: int) -> None:
    with make_project(tmp_path / "news.db", "lea") as lea, Project(lea.path, "ana") as ana:
        lea.team.make_lead("lea")
        sentence = next(ana.sentences())
        ana.label(sentence, "claim")
        looks = 0

        def told(statement: str) -> None:
            nonlocal looks
            looks += "data_version" in statement
            if looks == look:
                looks += 1
                ana.label(sentence, "quote")

        lea.connection.set_trace_callback(told)
        assert lea.viewer.sees_others
        assert lea.journal.sitting.person == lea.viewer.person == 1
        lea.connection.set_trace_callback(None)
