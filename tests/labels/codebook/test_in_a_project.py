"""Codebooks in a project: labels merged and told apart again end to end, and codebooks that were made apart settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from labels.codebook import Codebook
from labels.codebook.file import parse_codebook, write_codebook
from labels.codebook.record import codebook_to_record
from labels.errors import CodebookError, UsageError
from labels.exporting.records import records
from labels.importing.pipeline import import_articles
from labels.journal.event import Act
from labels.project import Project
from labels.projections import codebooks
from labels.projections.read import labels_in_use
from labels.values.viewer import THE_FILE
from tests.labels.codebook.copies import changed_in_copies, merge_file
from tests.labels.codebook.test_change import book
from tests.labels.making import Clock, use_codebook

TEXT = "One is first. Two is next. Three follows. Four comes. Five ends."
GIVEN = (("claim",), ("quote",), ("claim", "quote"), ("other",))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Four sentences labelled: claim, quote, both, other; the fifth is skipped."""
    with Project(tmp_path / "news.db", "ana", clock=Clock()) as made:
        use_codebook(made, book("claim", "quote", "other", choose="many"))
        made.add(TEXT)
        *labelled, last = made.sentences()
        for sentence, names in zip(labelled, GIVEN, strict=True):
            made.label(sentence, *names)
        made.skip(last)
        yield made


def merge(project: Project, *names: str, **renames: str) -> int:
    """Go over to a codebook of these labels, some of them merged by renaming; the number of the version."""
    return project.change_codebook(project.plan_codebook(book(*names, choose="many"), renames=renames))


def said(project: Project) -> list[tuple[str, ...]]:
    """The labels on each labelled sentence, by name, as an annotation has them."""
    annotations = map(project.annotation, project.sentences())
    return [tuple(project.codebook.label(id).name for id in each.labels) for each in annotations if each.labels]


def exported(project: Project) -> list[tuple[str, ...]]:
    return [tuple(record["labels"]) for record in records(project.view) if record["labels"]]


def in_use(project: Project) -> dict[str, int]:
    return {project.codebook.label(id).name: count for id, count in labels_in_use(project.connection, THE_FILE).items()}


def found(project: Project, query: str) -> list[int]:
    return [sentence.position for sentence in project.find(query)]


def journal(project: Project) -> list[tuple[Any, ...]]:
    return list(project.connection.execute("SELECT id, payload FROM journal WHERE kind <> 'codebook' ORDER BY id"))


def test_merged_labels_are_read_as_one_and_told_apart_again(project: Project):
    before = journal(project)
    version = merge(project, "speech", "other", claim="speech", quote="speech")
    assert said(project) == exported(project) == [("speech",), ("speech",), ("speech",), ("other",)]
    assert in_use(project) == {"speech": 3, "other": 1}
    assert found(project, "label:speech") == [0, 1, 2]
    assert found(project, "label:quote") == [0, 1, 2]
    assert [record["label"] for record in records(project.view)][:4] == ["speech", "speech", "speech", "other"]

    use_codebook(project, earlier(project, version - 1))
    assert said(project) == exported(project) == list(GIVEN)
    assert in_use(project) == {"claim": 2, "quote": 2, "other": 1}
    assert (found(project, "label:claim"), found(project, "label:quote")) == ([0, 2], [1, 2])
    assert journal(project) == before


def earlier(project: Project, number: int) -> Codebook:
    """An earlier version, by way of the file that shows it."""
    kept = codebooks.version(project.connection, number)
    assert kept is not None
    return parse_codebook(write_codebook(kept), "earlier.toml", project.codebook)


def test_what_is_decided_while_labels_are_one_stays_with_the_one_that_goes_on(project: Project):
    version = merge(project, "speech", "other", claim="speech", quote="speech")
    *_, last = project.sentences()
    project.label(last, "speech")
    with pytest.raises(UsageError, match="no label “quote”"):
        project.label(last, "quote")
    act = Act("label", 1, last.start, last.end, {"labels": ["quote"]})
    with pytest.raises(UsageError, match="“quote” is no longer in the codebook"):
        project.journal.record([act])
    use_codebook(project, earlier(project, version - 1))
    assert said(project) == [*GIVEN, ("claim",)]


def test_decisions_undone_and_redone_across_a_merge_are_read_by_the_codebook_in_force(project: Project):
    *_, fourth, _ = project.sentences()
    project.label(fourth, "quote")
    version = merge(project, "speech", "other", claim="speech", quote="speech")
    assert said(project)[3] == ("speech",)
    assert project.undo()
    assert said(project)[3] == ("other",)
    use_codebook(project, earlier(project, version - 1))
    assert project.redo()
    assert said(project)[3] == ("quote",)


def test_a_chain_of_merges_and_a_merge_into_what_is_retired(project: Project):
    merge(project, "claim", "other", quote="claim")
    merge(project, "other", claim="other")
    assert said(project) == [("other",)] * 4
    assert in_use(project) == {"other": 4}
    assert found(project, "label:other") == [0, 1, 2, 3]
    use_codebook(project, book("rumour", "-other", choose="many"))
    assert said(project) == [("other",)] * 4
    assert [label.name for label in project.codebook.active] == ["rumour"]
    use_codebook(project, book("claim", "other", "rumour", choose="many"))
    assert said(project) == [("claim",), ("claim",), ("claim",), ("other",)]
    use_codebook(project, book("claim", "quote", "other", "rumour", choose="many"))
    assert said(project) == list(GIVEN)


def test_a_merge_is_planned_with_its_counts_and_changes_nothing_until_it_is_made(project: Project):
    plan = project.plan_codebook(book("speech", "other", choose="many"), renames={"claim": "speech", "quote": "speech"})
    assert plan.describe()[0] == "Merged claim and quote into speech; their 2 + 2 decisions are read as speech."
    assert said(project) == list(GIVEN)
    with pytest.raises(CodebookError, match="while 1 sentence carries several labels"):
        project.plan_codebook(book("claim", "quote", "other"))
    assert project.plan_codebook(book("claim", "other"), renames={"quote": "claim"}).codebook.choose == "one"


def test_a_codebook_file_shows_what_is_merged_and_is_the_same_when_set_again(project: Project):
    merge(project, "speech", "other", "claim = speech", "quote = speech")
    text = write_codebook(project.codebook)
    assert text.count('same_as = "speech"') == 2
    again = project.plan_codebook(parse_codebook(text, "shown.toml", project.codebook))
    assert again.is_empty
    assert write_codebook(again.codebook) == text
    assert said(project) == [("speech",)] * 3 + [("other",)]


def test_an_export_that_was_made_while_labels_were_one_brings_nothing_new(project: Project, tmp_path: Path):
    project.export(tmp_path / "before.jsonl")
    version = merge(project, "speech", "other", claim="speech", quote="speech")
    project.export(tmp_path / "merged.jsonl")
    before = journal(project)
    import_articles(project, [tmp_path / "merged.jsonl", tmp_path / "before.jsonl"])
    assert journal(project) == before
    use_codebook(project, earlier(project, version - 1))
    assert said(project) == list(GIVEN)


def test_a_codebook_event_that_merges_labels_in_a_circle_is_refused(project: Project):
    record = codebook_to_record(project.codebook)
    record["labels"][0]["same_as"], record["labels"][1]["same_as"] = "quote", "claim"
    with pytest.raises(UsageError, match="merges labels in a circle"):
        project.journal.record([Act("codebook", payload={"value": record})])


def test_a_label_is_divided_by_a_query(project: Project):
    use_codebook(project, book("claim", "rumour", "quote", "other", choose="many"))
    for sentence in list(project.find("label:claim first")):
        project.label(sentence, "rumour")
    assert said(project)[0] == ("rumour",)
    assert in_use(project) == {"claim": 1, "other": 1, "quote": 2, "rumour": 1}


# -- codebooks that were made apart from each other -----------------------------------------------------------


@pytest.fixture
def apart(project: Project) -> Project:
    """Two copies changed the codebook: here "fact" came; there "rumour", and "claim" is called "assertion"."""
    changed_in_copies(
        project,
        book("claim", "quote", "other", "fact", choose="many"),
        book("assertion < claim", "quote", "other", "rumour", choose="many"),
    )
    return project


def test_codebooks_made_apart_are_told_and_labels_of_the_others_are_shown_and_not_offered(apart: Project):
    assert apart.codebooks_to_settle() == [3, 4]
    assert [label.name for label in apart.codebook.active] == ["assertion", "quote", "other", "rumour"]
    assert apart.codebook.named("fact").retired
    with pytest.raises(UsageError, match="no label “fact”"):
        apart.label(next(apart.sentences()), "fact")
    names = {number: [label.name for label in earlier(apart, number).active] for number in apart.codebooks_to_settle()}
    assert names == {
        3: ["claim", "quote", "other", "fact"],
        4: ["assertion", "quote", "other", "rumour"],
    }


def test_a_codebook_that_is_set_settles_them(apart: Project):
    plan = apart.plan_codebook(book("assertion", "quote", "other", "rumour", "fact", choose="many"))
    assert plan.settles == (3, 4)
    assert plan.describe() == [
        "Settled versions 3 and 4: this codebook goes on from both of them.",
        "Brought back fact (key f).",
    ]
    assert apart.change_codebook(plan) == 5
    assert apart.codebooks_to_settle() == []
    apart.label(next(apart.sentences()), "fact")


def test_the_codebook_in_force_can_be_set_as_it_is_to_settle_them(apart: Project):
    plan = apart.plan_codebook(parse_codebook(write_codebook(apart.codebook), "shown.toml", apart.codebook))
    assert not plan.is_empty
    assert "Settled versions 3 and 4: this codebook goes on from both of them." in plan.describe()
    apart.change_codebook(plan)
    assert apart.codebooks_to_settle() == []
    assert apart.plan_codebook(apart.codebook).is_empty


def test_labels_merged_in_one_copy_only_are_one_as_long_as_that_codebook_is_in_force(project: Project):
    changed_in_copies(
        project,
        book("claim", "quote", "other", "fact", choose="many"),
        book("speech", "other", "claim = speech", "quote = speech", choose="many"),
    )
    assert said(project) == [("speech",)] * 3 + [("other",)]
    number, _ = project.codebooks_to_settle()
    use_codebook(project, earlier(project, number))
    assert said(project) == list(GIVEN)
    assert project.annotation(list(project.sentences())[-1], "ben").labels == ("other",)


def test_two_labels_of_one_name_from_two_copies_are_shown_apart_and_can_be_merged(project: Project):
    changed_in_copies(
        project,
        book("claim", "quote", "other", "assertion", choose="many"),
        book("assertion < claim", "quote", "other", choose="many"),
    )
    assert [label.name for label in project.codebook.labels] == ["assertion", "quote", "other", "assertion (2)"]
    text = write_codebook(project.codebook)
    renames = {"assertion (2)": "assertion"}
    shown = parse_codebook(text, "shown.toml", project.codebook)
    taken_out = Codebook(tuple(label for label in shown.labels if label.name != "assertion (2)"), choose="many")
    project.change_codebook(project.plan_codebook(taken_out, renames=renames))
    assert project.codebooks_to_settle() == []
    assert project.codebook.read_as("assertion") == "claim"
    assert project.plan_codebook(
        parse_codebook(write_codebook(project.codebook), "shown.toml", project.codebook)
    ).is_empty


def test_the_codebook_that_every_project_begins_with_is_nothing_to_settle(project: Project, tmp_path: Path):
    with Project(tmp_path / "other.db", "ben", clock=Clock()) as other:
        own = {label.name for label in other.codebook.labels}
    merge_file(project, tmp_path / "other.db")
    assert project.codebooks_to_settle() == []
    use_codebook(project, book("claim", "quote", "other", "fact", choose="many"))
    assert not own & {label.name for label in project.codebook.labels} - {"claim", "quote", "other"}
    assert project.plan_codebook(book("claim", "quote", "other", "fact", choose="many")).is_empty


def test_the_codebook_after_an_example_has_it_and_the_next_version_keeps_it(project):
    """Also where the codebook was read before: the next version counts the example as seen."""
    assert project.codebook.label("claim").examples == ()
    sentence = next(project.sentences())
    project.add_example(sentence, "claim")
    assert project.codebook.label("claim").examples == (sentence.text,)
    assert project.undo() and project.codebook.label("claim").examples == ()
    assert project.redo() and project.codebook.label("claim").examples == (sentence.text,)
    use_codebook(project, replace(project.codebook, title="Next"))
    assert project.codebook.label("claim").examples == (sentence.text,)
