"""Codebooks in a project: labels merged and told apart again end to end, and codebooks that were made apart settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from labels.errors import SchemeError, UsageError
from labels.exporting.records import records
from labels.journal.event import Act
from labels.journal.ids import new_id
from labels.journal.rows import events_where, insert_events
from labels.project import Project
from labels.projections import codebooks
from labels.projections.read import labels_in_use
from labels.projections.refold import refold_project
from labels.scheme import Scheme
from labels.scheme.file import parse_scheme, write_scheme
from labels.scheme.record import scheme_to_record
from labels.sqlite.connection import writing
from tests.labels.making import Clock, use_scheme
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
    with pytest.raises(UsageError, match="“quote” is no longer in the codebook"):
        n, start, end = 1, last.start, last.end
        project.journal.record([Act("label", n, start, end, {"labels": ["quote"]})])
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


# -- codebooks that were made apart from each other -----------------------------------------------------------


def from_elsewhere(project: Project, scheme: Scheme, parents: list[str]) -> None:
    """Let a codebook arrive that another copy of the project wrote, as a merge of the two brings it."""
    *_, last = events_where(project.connection, "kind = 'codebook'")
    payload: Mapping[str, Any] = {"value": scheme_to_record(scheme), "parents": parents, "seen": []}
    id = new_id(int(project.clock().timestamp() * 1000))
    with writing(project.connection):
        insert_events(project.connection, [last._replace(id=id, action=id, payload=payload)])
        refold_project(project.connection)
    project.reread_scheme()


@pytest.fixture
def apart(project: Project) -> Project:
    """Two copies changed the codebook: here "fact" came, there "rumour", and "claim" is called "assertion"."""
    start = codebooks.heads(project.connection)
    common = project.scheme
    use_scheme(project, book("claim", "quote", "other", "fact", choose="many"))
    there = project.plan_scheme(book("assertion < claim", "quote", "other", "rumour", choose="many")).scheme
    labels = tuple(label for label in there.labels if label.id != "fact")
    assert project.codebooks_to_settle() == []
    from_elsewhere(project, Scheme(labels, choose=common.choose), [id.hex() for id in start])
    return project


def test_codebooks_made_apart_are_told_and_labels_of_the_others_are_shown_and_not_offered(apart: Project):
    assert apart.codebooks_to_settle() == [3, 4]
    assert [label.name for label in apart.scheme.active] == ["assertion", "quote", "other", "rumour"]
    assert apart.scheme.named("fact").retired
    with pytest.raises(UsageError, match="no label “fact”"):
        apart.label(next(apart.sentences()), "fact")
    names = {number: [label.name for label in earlier(apart, number).active] for number in apart.codebooks_to_settle()}
    assert names[3] == ["claim", "quote", "other", "fact"]


def test_a_codebook_that_is_set_settles_them(apart: Project):
    plan = apart.plan_scheme(book("assertion", "quote", "other", "rumour", "fact", choose="many"))
    assert plan.settles == (3, 4)
    assert plan.describe()[0] == "Settled versions 3 and 4: this codebook goes on from all of them."
    assert "Brought back fact (key f)." in plan.describe()
    assert apart.change_scheme(plan) == 5
    assert apart.codebooks_to_settle() == []
    apart.label(next(apart.sentences()), "fact")


def test_the_codebook_in_force_can_be_set_as_it_is_to_settle_them(apart: Project):
    plan = apart.plan_scheme(parse_scheme(write_scheme(apart.scheme), "shown.toml", apart.scheme))
    assert not plan.is_empty
    assert plan.describe() == ["Settled versions 3 and 4: this codebook goes on from all of them."]
    apart.change_scheme(plan)
    assert apart.codebooks_to_settle() == []
    assert apart.plan_scheme(apart.scheme).is_empty


def test_two_labels_of_one_name_from_two_copies_are_shown_apart_and_can_be_merged(apart: Project):
    start = codebooks.heads(apart.connection)
    use_scheme(apart, book("assertion", "quote", "other", "rumour", "fact", choose="many"))
    there = book("assertion < claim", "quote", "other", "gossip < rumour", "rumour < hearsay", choose="many")
    from_elsewhere(apart, there, [id.hex() for id in start])
    here = book("assertion", "quote", "other", "rumour", "fact", "hearsay", choose="many")
    from_elsewhere(apart, apart.plan_scheme(here).scheme, [codebooks.heads(apart.connection)[0].hex()])
    names = [label.name for label in apart.scheme.labels]
    assert len(set(names)) == len(names)
    plan = apart.plan_scheme(parse_scheme(write_scheme(apart.scheme), "shown.toml", apart.scheme))
    apart.change_scheme(plan)
    assert apart.codebooks_to_settle() == []
