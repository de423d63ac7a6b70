"""Uniting projects with different codebooks: whose is in force, which labels come over, what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from labels.exporting.archive import Archive
from labels.exporting.dataset import Dataset
from labels.importing.intake import ImportOptions, ImportReport, import_articles
from labels.project import Project
from labels.projections.check import check
from labels.projections.codebooks import labels_ever_given
from labels.projections.read import labels_in_use
from labels.scheme import Label, Scheme
from tests.labels.exporting.rich import make_rich, steps
from tests.labels.making import SCHEME, Clock, make_project, use_scheme

THEIRS = Scheme(
    labels=(
        Label("claim", "claim", "c", definition="Theirs."),
        Label("rumour", "rumour", "r", definition="Nobody knows.", examples=("They say so.",)),
        Label("spare", "spare", "s"),
    )
)


def pack(project: Project, path: Path) -> Path:
    Archive().write(Dataset(project), path, lambda rows: None)
    return path


def unite(project: Project, path: Path, *, make: bool = False) -> ImportReport:
    report = import_articles(project, [path], ImportOptions(make_scheme=make))
    assert not report.refused, report.refusals_in_words()
    return report


def events(project: Project) -> set[str]:
    return {id for (id,) in project.connection.execute("SELECT id FROM event")}


@pytest.fixture
def theirs(tmp_path):
    """The archive of a project with a codebook of its own, made after ours."""
    late = Clock()
    late.now = late.now.replace(year=2030)
    with Project(tmp_path / "theirs.db", "ben", clock=late) as project:
        use_scheme(project, THEIRS)
        project.add("They say the bridge will open. Nobody believes it.")
        first, second = project.sentences()
        project.label(first, "rumour")
        project.label(second, "claim")
        return pack(project, tmp_path / "theirs.zip")


@pytest.fixture
def ours(tmp_path):
    with make_project(tmp_path / "ours.db", "ana", Clock()) as project:
        project.label(next(project.sentences()), "quote")
        yield project


def test_labels_that_the_codebook_lacks_are_named_and_the_remedy_works(ours, theirs):
    before = events(ours), ours.scheme
    (refused,) = import_articles(ours, [theirs]).refused
    assert refused.reason == (
        "The codebook lacks 1 label: “rumour”. Nothing was imported. Add them with --make-scheme, or to the codebook"
        " with: copydesk scheme set"
    )
    assert (events(ours), ours.scheme) == before
    report = unite(ours, theirs, make=True)
    assert report.labels == ["rumour"]
    assert "this project keeps its own" in report.remarks[0].words
    assert [label.name for label in ours.scheme.active] == [*(label.name for label in SCHEME.labels), "rumour"]
    rumour = ours.scheme.named("rumour")
    assert (rumour.definition, rumour.examples, rumour.key) == ("Nobody knows.", ("They say so.",), "r")
    assert ours.scheme.named("claim").definition == ""
    assert labels_in_use(ours.connection) == {"claim": 1, "quote": 1, "rumour": 1}
    assert check(ours.path) == []


def test_importing_again_changes_nothing(ours, theirs):
    unite(ours, theirs, make=True)
    after, scheme = events(ours), ours.scheme
    assert unite(ours, theirs).labels == []
    assert (events(ours), ours.scheme) == (after, scheme)


def test_a_codebook_that_was_never_used_gives_way(tmp_path, theirs):
    with Project(tmp_path / "new.db", "ana") as project:
        project.add("An article that waits.")
        report = unite(project, theirs)
        assert project.scheme.labels == THEIRS.labels
        assert "the codebook is the archive’s now" in report.remarks[0].words


def test_a_codebook_that_goes_on_from_ours_takes_its_place_and_keeps_what_we_gave(ours, tmp_path):
    with Project(tmp_path / "theirs.db", "lead", clock=ours.clock, begin=False) as lead:
        unite(lead, pack(ours, tmp_path / "ours.zip"))
        opinion = next(label for label in lead.scheme.labels if label.name == "opinion")
        kept = tuple(label for label in lead.scheme.labels if label != opinion)
        use_scheme(lead, replace(SCHEME, labels=kept, title="The second edition"))
        assert "opinion" not in {label.name for label in lead.scheme.labels}  # nobody had given it there
        newer = pack(lead, tmp_path / "lead.zip")
    ours.label(next(ours.sentences()), "opinion")
    report = unite(ours, newer)
    assert ours.scheme.title == "The second edition"
    assert ours.scheme.named("opinion").retired
    assert "the codebook is the archive’s now" in report.remarks[0].words
    assert check(ours.path) == []


def test_an_archive_from_before_our_last_change_leaves_the_codebook(ours, tmp_path):
    older = pack(ours, tmp_path / "older.zip")
    use_scheme(ours, replace(SCHEME, title="The second edition"))
    after = events(ours)
    assert unite(ours, older).remarks[0].words.endswith("0 events new")
    assert (ours.scheme.title, events(ours)) == ("The second edition", after)


def test_examples_that_they_have_added_come_over(ours, tmp_path):
    late = Clock()
    late.now = late.now.replace(year=2030)
    with make_project(tmp_path / "theirs.db", "ben", late) as project:
        project.add_example(next(project.sentences()), "claim")
        path = pack(project, tmp_path / "theirs.zip")
    ours.add_example(list(ours.sentences())[1], "claim")
    unite(ours, path)
    assert set(ours.scheme.named("claim").examples) == {"The bridge is closed.", "“It will stay closed,” he said."}
    assert check(ours.path) == []


def test_labels_that_exclude_each_other_here_are_refused(ours, tmp_path):
    with Project(tmp_path / "theirs.db", "ben") as project:
        use_scheme(project, replace(SCHEME, labels=tuple(replace(each, group=None) for each in SCHEME.labels)))
        project.add("They say so.")
        project.label(next(project.sentences()), "fact", "opinion")
        path = pack(project, tmp_path / "theirs.zip")
    before = events(ours)
    (refused,) = import_articles(ours, [path], ImportOptions(make_scheme=True)).refused
    assert "“fact” and “opinion”" in refused.reason or "“opinion” and “fact”" in refused.reason
    assert events(ours) == before


def test_several_labels_come_into_a_codebook_of_one_when_it_may_grow(tmp_path):
    with make_project(tmp_path / "theirs.db", "ben") as project:
        project.label(next(project.sentences()), "claim", "quote")
        path = pack(project, tmp_path / "theirs.zip")
    with Project(tmp_path / "one.db", "ana") as one:
        use_scheme(one, Scheme(labels=(Label("claim", "claim", "c"), Label("quote", "quote", "q"))))
        one.add("Here is one.")
        one.label(next(one.sentences()), "claim")
        (refused,) = import_articles(one, [path]).refused
        assert "exclude each other" in refused.reason
        unite(one, path, make=True)
        assert one.scheme.choose == "many"


def test_a_name_or_key_that_is_taken_is_made_free(ours, theirs):
    use_scheme(ours, replace(SCHEME, labels=(*SCHEME.labels, Label("gossip", "gossip", "r"))))
    ours.label(next(ours.sentences()), "gossip")
    renamed = tuple(replace(each, name="rumour") if each.name == "gossip" else each for each in ours.scheme.labels)
    ours.change_scheme(ours.plan_scheme(replace(ours.scheme, labels=renamed), renames={"gossip": "rumour"}))
    unite(ours, theirs, make=True)
    assert {label.id: label.name for label in ours.scheme.active} == {
        **{label.id: label.name for label in SCHEME.labels}, "gossip": "rumour", "rumour": "rumour-2",
    }  # fmt: skip
    assert len({label.key for label in ours.scheme.active}) == len(ours.scheme.active)


@given(steps, steps)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_two_projects_become_the_union_of_both_and_sound(tmp_path_factory, one_happened, other_happened):
    folder = tmp_path_factory.mktemp("union")
    make_rich(folder / "one.db", one_happened)
    make_rich(folder / "other.db", other_happened)
    with Project(folder / "one.db", "ana") as one, Project(folder / "other.db", "zoe") as other:
        both = events(one) | events(other)
        report = unite(one, pack(other, folder / "other.zip"), make=True)
        assert len(events(one) - both) <= 1  # a codebook with the labels of both, if ours lacked any
        assert events(one) >= both
        assert set(labels_ever_given(one.connection)) <= {label.id for label in one.scheme.labels}
        names = [label.name for label in one.scheme.labels]
        assert len(set(names)) == len(names)
        assert set(report.labels) <= set(names)
        after = events(one)
        unite(one, folder / "other.zip", make=True)
        assert events(one) == after
    assert check(folder / "one.db") == []
