"""What a sitting knows of its file, while others write at any moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from labels.desk.desk import Desk
from labels.project import Project
from labels.projections import codebooks
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


def test_a_desk_that_opens_reads_the_codebook_once_and_counts_articles_once(tmp_path: Path, monkeypatch) -> None:
    make_project(tmp_path / "news.db").close()
    reads, asked = [], []
    read = codebooks.current_with_event
    monkeypatch.setattr(codebooks, "current_with_event", lambda *given: reads.append(given) or read(*given))
    with Project(tmp_path / "news.db", "ana") as project:
        project.connection.set_trace_callback(asked.append)
        desk = Desk(project)
        desk.label(project.codebook.active[0].name)
        project.connection.set_trace_callback(None)
        assert len(reads) == 1
        assert sum("sum(sentences)" in each for each in asked) == 1
        with Project(tmp_path / "news.db", "ben") as other:
            other.add_example(next(other.sentences()), other.codebook.active[0].name)
        reads.clear()
        project.reread_codebook()
        assert project.codebook.active[0].examples
        assert len(reads) == 1
