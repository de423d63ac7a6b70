"""The difference of two versions of the codebook, told in the decisions that it touches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from labels.codebook import Codebook, Label
from labels.errors import UsageError
from labels.project import Project
from labels.query import Search, parse_query
from labels.statistics.codebook_difference import CodebookDifference, codebook_difference
from tests.labels.making import Clock, make_project, use_codebook
from tests.labels.private_acts import make_lead

FIRST = Codebook(
    (Label("claim", "claim", "c"), Label("quote", "quote", "q"), Label("two words", "two words", "w")), choose="many"
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Ana gave claim twice, quote once and "two words" once, Ben claim once; then came another version."""
    path = tmp_path / "news.db"
    with make_project(path, "ana") as project, Project(path, "ben", clock=Clock()) as ben:
        use_codebook(project, replace(FIRST, labels=(*FIRST.labels, *project.codebook.labels[2:])))
        ben.reread_codebook()
        for sentence, name in zip(project.sentences(), ("claim", "claim", "quote", "two words"), strict=False):
            project.label(sentence, name)
        ben.label(next(ben.sentences()), "claim")
        yield project


def change(project: Project, *added: Label, guidelines: str = "", **fields: dict[str, object]) -> int:
    """Write a version in which labels have other fields, by their names with _ for blanks; its number."""
    labels = [replace(each, **fields.get(each.id.replace(" ", "_"), {})) for each in project.codebook.labels]
    use_codebook(project, replace(project.codebook, labels=(*labels, *added), guidelines=guidelines))
    return project.codebook_version


def difference(project: Project, *versions: int) -> CodebookDifference:
    return codebook_difference(project.reader, project.searcher, *versions)


def told(found: CodebookDifference) -> dict[str | None, tuple[str, str, int]]:
    return {each.label: (each.what, each.query, sum(each.decisions.values())) for each in found.touched}


def test_each_change_is_told_with_the_decisions_that_it_touches(project):
    quoted = next(sentence for sentence in project.find("label:quote"))
    number = change(
        project,
        Label("rumour", "rumour", "r"),
        claim={"definition": "New."},
        quote={"counter_examples": (quoted.text,), "name": "speech", "formerly": ("quote",)},
        two_words={"retired": True, "key": None},
    )
    found = difference(project)
    assert (found.old, found.new) == (number - 1, number)
    assert told(found) == {
        "claim": ("definition changed", f"label:claim codebook:<{number}", 3),
        "speech": ("renamed from quote, counter-examples changed", f"label:speech codebook:<{number}", 1),
        "two words": ("retired", 'label:"two words"', 1),
        "rumour": ("new", "label:rumour", 0),
    }
    by_label = {each.label: (each.decisions, each.contradicted) for each in found.touched}
    assert by_label["claim"] == ({"ana": 2, "ben": 1}, {"ana": 0, "ben": 0})
    assert by_label["speech"][1] == {"ana": 1, "ben": 0}
    assert found.contradicted == {"ana": 2, "ben": 0}
    assert "Renamed quote to speech; its 1 decision follows." in found.words


def test_each_query_lists_the_decisions_that_are_counted(project):
    change(project, claim={"definition": "New."}, two_words={"retired": True, "key": None})
    for each in difference(project).touched:
        for name, count in each.decisions.items():
            assert len(list(project.searcher.hits(Search(parse_query(each.query), name)))) == count


def test_a_merge_is_told_of_the_label_that_it_went_into(project):
    number = change(project, quote={"same_as": "claim", "retired": True, "key": None})
    found = difference(project)
    assert told(found) == {"claim": ("merged with quote", f"label:claim codebook:<{number}", 4)}
    assert found.contradicted == {"ana": 1, "ben": 0}
    assert any("Merged quote into claim" in line for line in found.words)


def test_what_holds_for_the_whole_codebook_touches_all_decisions(project):
    number = change(project, guidelines="Look twice.")
    assert told(difference(project)) == {None: ("guidelines changed", f"codebook:<{number}", 5)}
    project.label(next(project.sentences()), "claim")
    assert told(difference(project))[None][2] == 4


def test_any_two_versions_can_be_compared(project):
    change(project, claim={"definition": "New."})
    last = change(project, quote={"definition": "New."})
    assert set(told(difference(project, last - 2, last))) == {"claim", "quote"}
    assert set(told(difference(project, last - 2, last - 1))) == {"claim"}
    assert difference(project, last, last).words == [] and not difference(project, last, last).touched
    first = difference(project, 1)
    assert first.old == 1 and first.words
    with pytest.raises(UsageError, match="no version 99"):
        difference(project, 1, 99)


def test_examples_since_the_version_are_the_difference_of_it_to_itself(project):
    number = project.codebook_version
    project.add_example(next(project.sentences()), "quote")
    project.reread_codebook()
    assert told(difference(project, number, number)) == {
        "quote": ("examples changed", f"label:quote codebook:<={number}", 1)
    }


def test_who_is_no_lead_is_told_of_their_own_decisions(project):
    change(project, claim={"definition": "New."})
    with Project(project.path, "lea", clock=Clock()) as lea:
        lea.flag(next(lea.sentences()))
        make_lead(lea, "lea")
    with Project(project.path, "ben") as ben:
        found = difference(ben)
        assert [each.decisions for each in found.touched] == [{"ben": 1}]
        assert found.contradicted == {"ben": 0}
