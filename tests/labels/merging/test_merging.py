"""Merging: what is new is taken over from files and archives, told, and shown; what was here stays."""

from __future__ import annotations

import random
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from labels.merging import merge_files, merge_in_words
from labels.project import Project
from labels.projections.check import Checked, check
from labels.values.progress import Progress
from tests.examples import default_cases
from tests.labels.making import Clock
from tests.labels.merging.copies import copied, dump, first


def test_what_the_other_decided_shows_and_is_told(project, other):
    project.label(first(project), "claim")
    for row in (0, 1):
        other.label(first(other, row), "quote")
    other.add("A text of the other machine. With two sentences.")
    result = merge_files(project, [other.path])
    merged = result.merged
    assert (merged.articles, merged.sentences, merged.texts) == (1, 2, 1)
    assert merged.decisions == {"ben": 2}
    assert merged.events == 5  # ben, two labels, an article and how it is cut
    assert (merged.recut, merged.waiting, merged.codebooks, merged.future, merged.unknown) == ([], 0, 1, 0, 0)
    assert project.annotation(first(project)).labels == ("claim",)
    assert project.annotation(first(project), "ben").labels == ("quote",)
    assert merge_in_words(result) == [
        "Merged 5 new events, 1 new article (2 sentences).",
        "Decisions: ben 2.",
        f"The project as it was before: {result.copy}",
    ]
    assert project.check() == Checked([])
    again = merge_files(project, [other.path])
    assert again.merged.is_empty and again.copy is None
    assert merge_in_words(again) == ["Nothing is new: everything was here already."]


def test_a_dry_run_tells_the_same_and_changes_nothing(project, other):
    other.label(first(other), "quote")
    other.split(first(other), 11)
    other.add("Another text.")
    before, files = dump(project), sorted(project.path.parent.iterdir())
    would = merge_files(project, [other.path], dry_run=True)
    assert dump(project) == before
    assert sorted(project.path.parent.iterdir()) == files
    assert would.copy is None
    assert merge_in_words(would, dry_run=True)[0].startswith("Would bring ")
    project.label(first(project, 5), "claim")  # the journal goes on as if nothing had been
    done = merge_files(project, [other.path])
    assert done.merged == would.merged
    assert project.check() == Checked([])


def test_a_merge_that_is_cancelled_leaves_all_as_it_was(project, other):
    for row in (0, 5):
        other.label(first(other, row), "quote")
    before, files = dump(project), sorted(project.path.parent.iterdir())

    def cancel(done: int, total: int | None) -> None:
        if done == total == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        merge_files(project, [other.path], progress=Progress(cancel))

    def cancel_at_once(path: Path) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        merge_files(project, [other.path], looked=cancel_at_once)
    assert dump(project) == before
    assert sorted(project.path.parent.iterdir()) == files
    project.label(first(project), "claim")
    assert merge_files(project, [other.path]).merged.decisions == {"ben": 2}


def test_the_copy_made_before_is_the_project_as_it_was(project, other):
    project.label(first(project), "claim")
    other.label(first(other), "quote")
    before, digest = dump(project), project.digest()
    copy = merge_files(project, [other.path]).copy
    assert copy is not None and copy.name.startswith("news.before-merge-2024") and copy.suffix == ".db"
    with Project(copy, "ana", write=False) as saved:
        assert dump(saved) == before
        assert saved.digest() == digest
    assert check(copy) == Checked([])
    other.label(first(other, 1), "quote")
    project.clock.now -= timedelta(seconds=project.clock.step)  # two in one second
    second = merge_files(project, [other.path]).copy
    assert second is not None and second != copy and copy.exists()


def test_no_copy_is_made_where_none_is_wanted(project, other):
    other.label(first(other), "quote")
    assert merge_files(project, [other.path], copy=False).copy is None
    assert not list(project.path.parent.glob("*before-merge*"))


@pytest.mark.parametrize("count", default_cases([9, 20], 0))
@pytest.mark.parametrize("archives", [False, True])
def test_many_files_at_once_in_any_order(project, tmp_path, count, archives):
    paths = []
    for number in range(count):
        path = copied(project, tmp_path / f"copy-{number}.db")
        with Project(path, f"person {number}", clock=Clock()) as each:
            each.label(first(each, number % 8), "claim")
            if archives and number % 2:
                path = tmp_path / f"copy-{number}.zip"
                each.export(path, format="archive")
        paths.append(path)
    random.Random(count).shuffle(paths)
    heard: list[Path] = []
    would = merge_files(project, paths, dry_run=True)
    merged = merge_files(project, paths, looked=heard.append).merged
    assert merged == would.merged
    assert heard == paths
    assert merged.decisions == {f"person {number}": 1 for number in range(count)}
    assert project.annotators() == sorted(f"person {number}" for number in range(count))
    assert project.check() == Checked([])
    assert merge_files(project, paths).merged.is_empty


def test_a_file_may_be_named_twice(project, other):
    other.label(first(other), "quote")
    assert merge_files(project, [other.path, other.path]).merged.decisions == {"ben": 1}


def test_a_desk_that_is_open_shows_what_arrived(project, other):
    from labels.desk import Desk

    with Project(project.path, "ana", clock=Clock()) as at_the_desk:
        desk = Desk(at_the_desk)
        desk.label("claim")
        version = at_the_desk.data_version()
        other.split(first(other), 11)
        other.label(first(other, 3), "quote")
        merge_files(project, [other.path])
        assert at_the_desk.data_version() != version
        assert [sentence.text for sentence in at_the_desk.sentences()][:2] == ["The bridge", "is closed."]
        assert at_the_desk.annotation(first(at_the_desk, 3), "ben").labels == ("quote",)
        desk.skip()
        desk.settle()
    assert project.check() == Checked([])


def test_a_project_without_anything_takes_over_everything(project, tmp_path):
    project.label(first(project), "claim")
    with Project(tmp_path / "new.db", "zoe", clock=Clock(), begin=False) as new:
        result = merge_files(new, [project.path])
        assert result.copy is None  # of what?
        assert new.digest() == project.digest()
        assert new.codebook == project.codebook
        assert new.annotators() == ["ana"]
        new.label(first(new), "quote")
        assert new.check() == Checked([])


def test_what_two_machines_export_after_a_merge_is_the_same_to_the_byte(project, other, tmp_path):
    project.label(first(project), "claim")
    other.label(first(other), "quote")
    other.split(first(other, 1), 30)
    merge_files(project, [other.path])
    merge_files(other, [project.path])
    for name, format in (("a.jsonl", None), ("a.zip", "archive")):
        written = []
        for each in (project, other):
            each.export(tmp_path / name, format=format)
            written.append((tmp_path / name).read_bytes())
            shutil.move(tmp_path / name, tmp_path / "before")
        assert written[0] == written[1]
