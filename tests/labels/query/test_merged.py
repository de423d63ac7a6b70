"""Labels that were merged into others, and people who turned out to be one, are asked for by any of their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from labels.codebook.record import codebook_to_record
from labels.journal.event import Act
from labels.project import Project
from labels.projections.codebooks import heads
from labels.projections.people import keys_of_people, numbers_by_name
from labels.query import QueryError, Search, count, pages, parse_query
from labels.query.names import whose
from tests.examples import default_cases
from tests.labels.making import Clock, make_project


@pytest.fixture
def merged(tmp_path: Path) -> Iterator[Project]:
    """Quotes were merged into facts. 0: quote. 1: quote and fact. 5: quote and fact. 6: fact. 7: claim."""
    with make_project(tmp_path / "news.db", "ana") as project:
        sentences = list(project.sentences())
        given = {0: ["quote"], 1: ["quote", "fact"], 5: ["quote", "fact"], 6: ["fact"], 7: ["claim"]}
        for row, names in given.items():
            project.label(sentences[row], *names)
        labels = tuple(
            replace(label, key=None, same_as="fact") if label.id == "quote" else label
            for label in project.codebook.labels
        )
        payload = {
            "value": codebook_to_record(replace(project.codebook, labels=labels)),
            "parents": [event.hex() for event in heads(project.connection)],
        }
        project.journal.record([Act("codebook", payload=payload)])
        project.reread_codebook()
        yield project


@pytest.mark.parametrize("few", default_cases([0, 20], 0))
@pytest.mark.parametrize("name", ["fact", "quote", "QUOTE"])
@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("label:{}", [0, 1, 5, 6]),
        ("-label:{}", [2, 3, 4, 7]),
        ("near:{}", [0, 1, 2, 5, 6, 7]),
        ("-near:{}", [3, 4]),
        ("label:{} the", [0]),
        ("label:{} or label:claim", [0, 1, 5, 6, 7]),
        ("is:labelled -label:{}", [7]),
    ],
)
def test_a_merged_label_is_one_label(
    merged: Project, monkeypatch: pytest.MonkeyPatch, query: str, rows: list[int], name: str, few: int
) -> None:
    monkeypatch.setattr(pages, "_AHEAD", few)  # with 0 it goes by the index on labels
    ids = [sentence.id for sentence in merged.sentences()]
    text = query.format(name)
    for anyone in (False, True):
        assert [ids.index(sentence.id) for sentence in merged.find(text, anyone=anyone)] == rows
        viewer = None if anyone else "ana"
        assert count(merged.connection, merged.codebook, Search(parse_query(text), viewer)) == len(rows)


def is_now(project: Project, one: str, other: str) -> None:
    """Say that `one` is `other`."""
    keys, numbers = keys_of_people(project.connection), numbers_by_name(project.connection)
    payload = {"who": keys[numbers[one]], "same_as": keys[numbers[other]]}
    project.journal.record([Act("annotator", payload=payload)])


@pytest.fixture
def people(tmp_path: Path) -> Iterator[Project]:
    """Ana flagged 0, Ben 1 and Benny 2; Benny is Ben."""
    path = tmp_path / "news.db"
    with make_project(path, "ana") as ana, Project(path, "Ben", clock=Clock()) as ben, Project(path, "Benny") as benny:
        sentences = list(ana.sentences())
        for project, sentence in zip((ana, ben, benny), sentences, strict=False):
            project.flag(sentence)
        is_now(ana, "Benny", "Ben")
        yield ana


@pytest.mark.parametrize("name", ["Ben", "ben", "Benny", "benny"])
def test_who_is_somebody_else_now_is_found_by_either_name(people: Project, name: str) -> None:
    ids = [sentence.id for sentence in people.sentences()]
    assert [ids.index(sentence.id) for sentence in people.find(f"by:{name}")] == [1, 2]
    assert [ids.index(sentence.id) for sentence in people.find("is:flagged", name.title())] == [1, 2]
    query = parse_query(f"by:{name} is:flagged")
    assert whose(people.connection, people.codebook, Search(query, "ana")) == {"Ben"}
    assert whose(people.connection, people.codebook, Search(parse_query(""), name.title())) == {"Ben"}


def test_whose_annotations_a_query_speaks_of(people: Project) -> None:
    def of(text: str, viewer: str | None = "ana") -> set[str] | None:
        return whose(people.connection, people.codebook, Search(parse_query(text), viewer))

    assert of("is:flagged") == {"ana"}
    assert of("is:flagged", None) is None
    assert of("is:flagged", "carl") == {"carl"}  # who has said nothing yet
    assert of("-(by:ben is:flagged) or by:ANA") == {"Ben", "ana"}
    with pytest.raises(QueryError, match=r"Known annotators: Ben, ana\."):
        of("by:zoltan")


def test_somebody_who_has_said_nothing_finds_nothing_of_their_own(people: Project) -> None:
    assert list(people.find("is:flagged", "carl")) == []
    assert list(people.find("by:carl", "carl")) == []
    assert len(list(people.find("is:undecided -is:flagged", "carl"))) == 8


def test_two_people_of_one_name_are_told_apart(tmp_path: Path) -> None:
    with make_project(tmp_path / "news.db", "ana") as ana, Project(tmp_path / "news.db", "ben") as ben:
        first, second, *_ = ana.sentences()
        ana.flag(first)
        ben.flag(second)
        keys, numbers = keys_of_people(ana.connection), numbers_by_name(ana.connection)
        ana.journal.record([Act("annotator", payload={"who": keys[numbers["ben"]], "name": "ana"})])
        assert list(ana.find("by:ana")) == [first]
        assert list(ana.find('by:"ana (2)"')) == [second]
        assert list(ana.find('by:"Ana (2)" is:flagged')) == [second]
