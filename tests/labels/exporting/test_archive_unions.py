"""Uniting projects with different codebooks: the greatest head is in force, and what only others have is shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from labels.codebook import Codebook, Label
from labels.errors import UsageError
from labels.exporting.export import jsonl_lines
from labels.exporting.records import select
from labels.exporting.selection import Selection
from labels.formats.archive.writer import ArchiveWriter
from labels.importing.pipeline import ImportReport, import_articles
from labels.project import Project
from labels.projections.check import check
from labels.projections.codebooks import labels_ever_given
from labels.projections.read import labels_in_use
from labels.values.progress import UNWATCHED
from labels.values.viewer import THE_FILE
from tests.examples import examples
from tests.labels.exporting.rich import make_rich, steps
from tests.labels.making import SCHEME, Clock, make_project, use_codebook

THEIRS = Codebook(
    labels=(
        Label("claim", "claim", "c", definition="Theirs."),
        Label("rumour", "rumour", "r", definition="Nobody knows.", examples=("They say so.",)),
        Label("spare", "spare", "s"),
    )
)


ALL = Selection(statuses=("labelled", "skipped", "undecided"))


def pack(project: Project, path: Path) -> Path:
    ArchiveWriter().write(select(project.view), path, UNWATCHED)
    return path


def unite(project: Project, path: Path) -> ImportReport:
    report = import_articles(project, [path])
    assert not report.refused, report.refusals_in_words()
    return report


def events(project: Project) -> set[bytes]:
    return {id for (id,) in project.connection.execute("SELECT id FROM journal")}


def names(project: Project, *, retired: bool = False) -> list[str]:
    return [label.name for label in project.codebook.labels if label.retired == retired]


def assert_equal(one: Project, other: Project) -> None:
    """Whichever way they were united: the same events and texts, codebook, heads and export."""
    assert (one.digest(), one.codebook, one.codebooks_to_settle()) == (
        other.digest(), other.codebook, other.codebooks_to_settle(),
    )  # fmt: skip
    assert list(jsonl_lines(one.view, ALL)) == list(jsonl_lines(other.view, ALL))
    assert (check(one.path).problems, check(other.path).problems) == ([], [])


@pytest.fixture
def theirs(tmp_path):
    """The archive of a project with a codebook of its own, made after ours."""
    late = Clock()
    late.now = late.now.replace(year=2030)
    with Project(tmp_path / "theirs.db", "ben", clock=late) as project:
        use_codebook(project, THEIRS)
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


def test_the_greatest_head_is_in_force_and_labels_that_only_ours_has_are_shown_as_retired(ours, theirs):
    both = events(ours)
    report = unite(ours, theirs)
    assert report.labels == []
    assert report.remarks[0].words.endswith("; 2 codebooks to settle: copydesk codebook show")
    assert events(ours) > both
    assert names(ours)[:3] == [label.name for label in THEIRS.labels]
    assert {"quote", "fact", "opinion"} <= set(names(ours, retired=True))
    assert {"rumour", "spare", "claim"}.isdisjoint(names(ours, retired=True))
    assert ours.codebook.named("claim").definition == "Theirs."
    assert len(ours.codebooks_to_settle()) == 2
    assert ours.codebooks_to_settle()[-1] == ours.codebook_version
    assert labels_in_use(ours.connection, THE_FILE) == {"claim": 1, "quote": 1, "rumour": 1}
    with pytest.raises(UsageError):
        ours.label(next(ours.sentences()), "quote")
    assert check(ours.path).problems == []


def test_a_lesser_head_leaves_ours_in_force(ours, theirs, tmp_path):
    with Project(tmp_path / "theirs.db", "ben") as other:
        in_force = other.codebook
        unite(other, pack(ours, tmp_path / "ours.zip"))
        assert other.codebook.active == in_force.active
        assert other.codebook.named("quote").retired
        assert len(other.codebooks_to_settle()) == 2
        unite(ours, theirs)
        assert_equal(ours, other)


def test_a_codebook_that_is_written_now_settles_them(ours, theirs, tmp_path):
    unite(ours, theirs)
    labels = (
        *THEIRS.labels,
        Label("quote", "quote", "q"),
        Label("fact", "fact", "f"),
        Label("opinion", "opinion", "o"),
    )
    change = ours.plan_codebook(replace(THEIRS, labels=labels))
    assert len(change.settles) == 2
    ours.change_codebook(change)
    assert ours.codebooks_to_settle() == []
    assert set(names(ours)) >= {"claim", "rumour", "spare", "quote", "fact", "opinion"}
    with Project(tmp_path / "theirs.db", "ben") as other:
        assert "to settle" not in unite(other, pack(ours, tmp_path / "settled.zip")).remarks[0].words
        assert_equal(ours, other)


def test_importing_again_changes_nothing(ours, theirs):
    unite(ours, theirs)
    after, codebook = events(ours), ours.codebook
    report = unite(ours, theirs)
    assert (report.new, report.known) == (0, 1)
    assert (events(ours), ours.codebook) == (after, codebook)


def test_the_default_codebook_gives_way(tmp_path, theirs):
    with Project(tmp_path / "new.db", "ana") as project:
        project.add("An article that waits.")
        assert "to settle" not in unite(project, theirs).remarks[0].words
        assert project.codebook.active == THEIRS.labels
        assert project.codebooks_to_settle() == []


def test_a_codebook_that_goes_on_from_ours_takes_its_place_and_keeps_what_we_gave(ours, tmp_path):
    with Project(tmp_path / "theirs.db", "lead", clock=ours.clock, begin=False) as lead:
        unite(lead, pack(ours, tmp_path / "ours.zip"))
        use_codebook(lead, replace(SCHEME, labels=SCHEME.labels[:3], title="The second edition"))
        newer = pack(lead, tmp_path / "lead.zip")
    ours.label(next(ours.sentences()), "opinion")
    unite(ours, newer)
    assert ours.codebooks_to_settle() == []
    assert (ours.codebook.title, names(ours)) == ("The second edition", ["claim", "quote", "fact"])
    assert labels_in_use(ours.connection, THE_FILE) == {"opinion": 1}
    assert check(ours.path).problems == []


def test_an_archive_from_before_our_last_change_leaves_the_codebook(ours, tmp_path):
    older = pack(ours, tmp_path / "older.zip")
    use_codebook(ours, replace(SCHEME, title="The second edition"))
    after = events(ours)
    assert unite(ours, older).remarks[0].words.endswith("0 events new")
    assert (ours.codebook.title, events(ours)) == ("The second edition", after)


def test_examples_that_they_have_added_come_over(ours, tmp_path):
    late = Clock()
    late.now = late.now.replace(year=2030)
    with make_project(tmp_path / "theirs.db", "ben", late) as project:
        project.add_example(next(project.sentences()), "claim")
        path = pack(project, tmp_path / "theirs.zip")
    ours.add_example(list(ours.sentences())[1], "claim")
    unite(ours, path)
    assert set(ours.codebook.named("claim").examples) == {"The bridge is closed.", "“It will stay closed,” he said."}
    assert check(ours.path).problems == []


def test_labels_that_exclude_each_other_here_are_kept_as_they_were_given(ours, tmp_path):
    with Project(tmp_path / "theirs.db", "ben") as project:
        use_codebook(project, replace(SCHEME, labels=tuple(replace(each, group=None) for each in SCHEME.labels)))
        project.add("They say so.")
        project.label(next(project.sentences()), "fact", "opinion")
        path = pack(project, tmp_path / "theirs.zip")
    use_codebook(ours, replace(SCHEME, title="Later"))
    unite(ours, path)
    assert labels_in_use(ours.connection, THE_FILE) == {"fact": 1, "opinion": 1, "quote": 1}
    assert check(ours.path).problems == []


def test_a_name_that_is_taken_is_made_free(ours, tmp_path):
    early = Clock()
    early.now = early.now.replace(year=2020)
    with Project(tmp_path / "theirs.db", "ben", clock=early) as project:
        use_codebook(project, replace(THEIRS, labels=(*THEIRS.labels, Label("gossip", "gossip", "g"))))
        renamed = tuple(
            replace(each, name="quote") if each.name == "gossip" else each for each in project.codebook.labels
        )
        project.change_codebook(
            project.plan_codebook(replace(project.codebook, labels=renamed), renames={"gossip": "quote"})
        )
        path = pack(project, tmp_path / "early.zip")
    unite(ours, path)
    assert ours.codebook.active == SCHEME.labels
    assert ours.codebook.label("gossip").name == "quote (2)"
    assert ours.codebook.label("gossip").key is None
    every = [label.name for label in ours.codebook.labels]
    assert len(set(every)) == len(every)


@pytest.mark.slow
@given(steps, steps)
@settings(max_examples=examples(10), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_two_projects_become_the_union_of_both_whichever_way(tmp_path_factory, one_happened, other_happened):
    folder = tmp_path_factory.mktemp("union")
    make_rich(folder / "one.db", one_happened)
    make_rich(folder / "other.db", other_happened)
    with Project(folder / "one.db", "ana") as one, Project(folder / "other.db", "zoe") as other:
        both = events(one) | events(other)
        first, second = pack(one, folder / "one.zip"), pack(other, folder / "other.zip")
        unite(one, second)
        unite(other, first)
        assert events(one) == both  # a union writes nothing of its own
        # Records that nobody decided name whoever looks, so both are looked at by somebody who is in neither.
        looks = [Project(each.path, "visitor", write=False) for each in (one, other)]
        with looks[0] as here, looks[1] as there:
            assert_equal(here, there)
        assert set(labels_ever_given(one.connection, THE_FILE)) <= {label.id for label in one.codebook.labels}
        every = [label.name for label in one.codebook.labels]
        assert len(set(every)) == len(every)
        unite(one, second)
        assert events(one) == both
