"""Whose marks a query speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from labels.project import Project
from labels.query import QueryError
from tests.labels.making import Clock, make_project


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Project]:
    """Sentence 0: ana claim, ben quote. 1: ana skipped. 2: ben claim and flagged. 3: ana's note. Others: nobody."""
    with make_project(tmp_path / "news.db", "ana") as ana, Project(tmp_path / "news.db", "ben", clock=Clock()) as ben:
        s = list(ana.sentences())
        ana.label(s[0], "claim")
        ana.skip(s[1])
        ana.note(s[3], "why?")
        ben.label(s[0], "quote")
        ben.label(s[2], "claim")
        ben.flag(s[2])
        yield ana


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("label:claim", [0]),
        ("is:decided", [0, 1]),
        ("by:ben", [0, 2]),
        ("by:ana", [0, 1, 3]),
        ("-by:ana", [2, 4, 5, 6, 7]),
        ("by:BEN label:claim", [2]),
        ("by:ben (label:claim or label:quote)", [0, 2]),
        ("by:ben (by:ana label:claim or label:claim)", [0, 2]),
        ("by:ben is:undecided article:1", [1, 3]),
        ("by:ben -label:claim article:1", [0, 1, 3]),
        ("(by:ben) label:claim", [0]),
        ("by:ana by:ben", [0]),
        ("(by:ana label:claim) (by:ben label:quote)", [0]),
        ("by:ben near:claim", [1, 3]),
        ("by:ben the", [0]),
        ("label:claim or by:ben", [0, 2]),
        ("-(by:ben label:claim) label:claim", [0]),
    ],
)
def test_whose_marks(shared: Project, text: str, found: list[int]) -> None:
    ids = [sentence.id for sentence in shared.sentences()]
    assert [ids.index(sentence.id) for sentence in shared.find(text)] == found


def test_anyone_has_said_it(shared: Project) -> None:
    ids = [sentence.id for sentence in shared.sentences()]

    def anyone(text: str) -> list[int]:
        return [ids.index(sentence.id) for sentence in shared.find(text, anyone=True)]

    assert anyone("label:claim") == [0, 2]
    assert anyone("label:claim label:quote") == [0]  # not by one and the same
    assert anyone("is:undecided") == [3, 4, 5, 6, 7]
    assert anyone("is:flagged by:ana") == []
    assert [ids.index(sentence.id) for sentence in shared.find("is:flagged", "ben")] == [2]


def test_two_people_cannot_both_be_meant(shared: Project) -> None:
    with pytest.raises(QueryError, match="two by:") as caught:
        shared.find("by:ana by:ben label:claim")
    assert caught.value.column == 8
