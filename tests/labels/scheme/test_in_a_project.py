"""Codebooks in a project: labels merged and told apart again end to end, and codebooks that were made apart settled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from labels.errors import SchemeError, UsageError
from labels.exporting.records import records
from labels.importing.intake import import_articles
from labels.journal.event import Act
from labels.project import Project
from labels.projections import codebooks
from labels.projections.read import labels_in_use
from labels.scheme import Scheme
from labels.scheme.file import parse_scheme, write_scheme
from labels.scheme.record import scheme_to_record
from tests.labels.making import Clock, use_scheme
from tests.labels.scheme.copies import changed_in_copies, merge_file
from tests.labels.scheme.test_change import book

TEXT = "One is first. Two is next. Three follows. Four comes. Five ends."
GIVEN = (("claim",), ("quote",), ("claim", "quote"), ("other",))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Four sentences labelled: claim, quote, both, other; the fifth is skipped."""
    with Project(tmp_path / "news.db", "ana", clock=Clock()) as made:
        use_scheme(made, book("claim", "quote", "other", choose="many"))
        made.add(TEXT)
        *labelled, last = made.sentences()
        for sentence, names in zip(labelled, GIVEN, strict=True):
            made.label(sentence, *names)
        made.skip(last)
        yield made


def merge(project: Project, *names: str, **renames: str) -> int:
    """Go over to a codebook of these labels, some of them merged by renaming; the number of the version."""
    return project.change_scheme(project.plan_scheme(book(*names, choose="many"), renames=renames))


def said(project: Project) -> list[tuple[str, ...]]:
    """The labels on each labelled sentence, by name, as an annotation has them."""
    annotations = map(project.annotation, project.sentences())
    return [tuple(project.scheme.label(id).name for id in each.labels) for each in annotations if each.labels]


def exported(project: Project) -> list[tuple[str, ...]]:
    return [tuple(record["labels"]) for record in records(project) if record["labels"]]


def in_use(project: Project) -> dict[str, int]:
    return {project.scheme.label(id).name: count for id, count in labels_in_use(project.connection).items()}


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
    assert [record["label"] for record in records(project)][:4] == ["speech", "speech", "speech", "other"]

    use_scheme(project, earlier(project, version - 1))
    assert said(project) == exported(project) == list(GIVEN)
    assert in_use(project) == {"claim": 2, "quote": 2, "other": 1}
    assert (found(project, "label:claim"), found(project, "label:quote")) == ([0, 2], [1, 2])
    assert journal(project) == before


def earlier(project: Project, number: int) -> Scheme:
    """An earlier version, by way of the file that shows it."""
    kept = codebooks.version(project.connection, number)
    assert kept is not None
    return parse_scheme(write_scheme(kept), "earlier.toml", project.scheme)


def test_what_is_decided_while_labels_are_one_stays_with_the_one_that_goes_on(project: Project):
    version = merge(project, "speech", "other", claim="speech", quote="speech")
    *_, last = project.sentences()
    project.label(last, "speech")
    with pytest.raises(UsageError, match="no label “quote”"):
        project.label(last, "quote")
    act = Act("label", 1, last.start, last.end, {"labels": ["quote"]})
    with pytest.raises(UsageError, match="“quote” is no longer in the codebook"):
        project.journal.record([act])
    use_scheme(project, earlier(project, version - 1))
    assert said(project) == [*GIVEN, ("claim",)]


def test_decisions_undone_and_redone_across_a_merge_are_read_by_the_codebook_in_force(project: Project):
    *_, fourth, _ = project.sentences()
    project.label(fourth, "quote")
    version = merge(project, "speech", "other", claim="speech", quote="speech")
    assert said(project)[3] == ("speech",)
    assert project.undo()
    assert said(project)[3] == ("other",)
    use_scheme(project, earlier(project, version - 1))
    assert project.redo()
    assert said(project)[3] == ("quote",)


def test_a_chain_of_merges_and_a_merge_into_what_is_retired(project: Project):
    merge(project, "claim", "other", quote="claim")
    merge(project, "other", claim="other")
    assert said(project) == [("other",)] * 4
    assert in_use(project) == {"other": 4}
    assert found(project, "label:other") == [0, 1, 2, 3]
    use_scheme(project, book("rumour", "-other", choose="many"))
    assert said(project) == [("other",)] * 4
    assert [label.name for label in project.scheme.active] == ["rumour"]
    use_scheme(project, book("claim", "other", "rumour", choose="many"))
    assert said(project) == [("claim",), ("claim",), ("claim",), ("other",)]
    use_scheme(project, book("claim", "quote", "other", "rumour", choose="many"))
    assert said(project) == list(GIVEN)


def test_a_merge_is_planned_with_its_counts_and_changes_nothing_until_it_is_made(project: Project):
    plan = project.plan_scheme(book("speech", "other", choose="many"), renames={"claim": "speech", "quote": "speech"})
    assert plan.describe()[0] == "Merged claim and quote into speech; their 2 + 2 decisions are read as speech."
    assert said(project) == list(GIVEN)
    with pytest.raises(SchemeError, match="while 1 sentence carries several labels"):
        project.plan_scheme(book("claim", "quote", "other"))
    assert project.plan_scheme(book("claim", "other"), renames={"quote": "claim"}).scheme.choose == "one"


def test_a_codebook_file_shows_what_is_merged_and_is_the_same_when_set_again(project: Project):
    merge(project, "speech", "other", "claim = speech", "quote = speech")
    text = write_scheme(project.scheme)
    assert text.count('same_as = "speech"') == 2
    again = project.plan_scheme(parse_scheme(text, "shown.toml", project.scheme))
    assert again.is_empty
    assert write_scheme(again.scheme) == text
    assert said(project) == [("speech",)] * 3 + [("other",)]


def test_an_export_that_was_made_while_labels_were_one_brings_nothing_new(project: Project, tmp_path: Path):
    project.export(tmp_path / "before.jsonl")
    version = merge(project, "speech", "other", claim="speech", quote="speech")
    project.export(tmp_path / "merged.jsonl")
    before = journal(project)
    import_articles(project, [tmp_path / "merged.jsonl", tmp_path / "before.jsonl"])
    assert journal(project) == before
    use_scheme(project, earlier(project, version - 1))
    assert said(project) == list(GIVEN)


def test_a_codebook_event_that_merges_labels_in_a_circle_is_refused(project: Project):
    record = scheme_to_record(project.scheme)
    record["labels"][0]["same_as"], record["labels"][1]["same_as"] = "quote", "claim"
    with pytest.raises(UsageError, match="merges labels in a circle"):
        project.journal.record([Act("codebook", payload={"value": record})])


def test_a_label_is_divided_by_a_query(project: Project):
    use_scheme(project, book("claim", "rumour", "quote", "other", choose="many"))
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
    assert [label.name for label in apart.scheme.active] == ["assertion", "quote", "other", "rumour"]
    assert apart.scheme.named("fact").retired
    with pytest.raises(UsageError, match="no label “fact”"):
        apart.label(next(apart.sentences()), "fact")
    names = {number: [label.name for label in earlier(apart, number).active] for number in apart.codebooks_to_settle()}
    assert names == {
        3: ["claim", "quote", "other", "fact"],
        4: ["assertion", "quote", "other", "rumour"],
    }


def test_a_codebook_that_is_set_settles_them(apart: Project):
    plan = apart.plan_scheme(book("assertion", "quote", "other", "rumour", "fact", choose="many"))
    assert plan.settles == (3, 4)
    assert plan.describe() == [
        "Settled versions 3 and 4: this codebook goes on from both of them.",
        "Brought back fact (key f).",
    ]
    assert apart.change_scheme(plan) == 5
    assert apart.codebooks_to_settle() == []
    apart.label(next(apart.sentences()), "fact")


def test_the_codebook_in_force_can_be_set_as_it_is_to_settle_them(apart: Project):
    plan = apart.plan_scheme(parse_scheme(write_scheme(apart.scheme), "shown.toml", apart.scheme))
    assert not plan.is_empty
    assert "Settled versions 3 and 4: this codebook goes on from both of them." in plan.describe()
    apart.change_scheme(plan)
    assert apart.codebooks_to_settle() == []
    assert apart.plan_scheme(apart.scheme).is_empty


def test_labels_merged_in_one_copy_only_are_one_as_long_as_that_codebook_is_in_force(project: Project):
    changed_in_copies(
        project,
        book("claim", "quote", "other", "fact", choose="many"),
        book("speech", "other", "claim = speech", "quote = speech", choose="many"),
    )
    assert said(project) == [("speech",)] * 3 + [("other",)]
    number, _ = project.codebooks_to_settle()
    use_scheme(project, earlier(project, number))
    assert said(project) == list(GIVEN)
    assert project.annotation(list(project.sentences())[-1], "ben").labels == ("other",)


def test_two_labels_of_one_name_from_two_copies_are_shown_apart_and_can_be_merged(project: Project):
    changed_in_copies(
        project,
        book("claim", "quote", "other", "assertion", choose="many"),
        book("assertion < claim", "quote", "other", choose="many"),
    )
    assert [label.name for label in project.scheme.labels] == ["assertion", "quote", "other", "assertion (2)"]
    text = write_scheme(project.scheme)
    renames = {"assertion (2)": "assertion"}
    shown = parse_scheme(text, "shown.toml", project.scheme)
    taken_out = Scheme(tuple(label for label in shown.labels if label.name != "assertion (2)"), choose="many")
    project.change_scheme(project.plan_scheme(taken_out, renames=renames))
    assert project.codebooks_to_settle() == []
    assert project.scheme.read_as("assertion") == "claim"
    assert project.plan_scheme(parse_scheme(write_scheme(project.scheme), "shown.toml", project.scheme)).is_empty


def test_the_codebook_that_every_project_begins_with_is_nothing_to_settle(project: Project, tmp_path: Path):
    with Project(tmp_path / "other.db", "ben", clock=Clock()) as other:
        own = {label.name for label in other.scheme.labels}
    merge_file(project, tmp_path / "other.db")
    assert project.codebooks_to_settle() == []
    use_scheme(project, book("claim", "quote", "other", "fact", choose="many"))
    assert not own & {label.name for label in project.scheme.labels} - {"claim", "quote", "other"}
    assert project.plan_scheme(book("claim", "quote", "other", "fact", choose="many")).is_empty
