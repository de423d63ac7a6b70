"""A merge while somebody sits at the desk: it shows what arrived, and keeps its place and its undo."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from labels.desk import Desk
from labels.journal.history import Entry
from labels.project import Project
from labels.projections.check import check
from tests.labels.making import Clock


@pytest.fixture
def desk(project: Project) -> Desk:
    desk = Desk(project)
    desk.label("claim")
    return desk


@pytest.fixture
def copy(desk: Desk, tmp_path: Path) -> Path:
    """A copy of the project, made after the first decision at the desk."""
    path = tmp_path / "copy.db"
    with closing(sqlite3.connect(path)) as target:
        desk.project.connection.backup(target)
    return path


@pytest.fixture
def elsewhere(copy: Path) -> Iterator[Project]:
    """The copy, open on another machine as the same annotator."""
    with Project(copy, "ana", clock=Clock()) as project:
        yield project


def merge(desk: Desk, copy: Path) -> None:
    """Another process merges the copy into the project."""
    with Project(desk.project.path, "lead", clock=Clock()) as lead:
        lead.merge(copy)
    assert check(desk.project.path).problems == []


def test_ones_own_decisions_from_elsewhere_new_articles_and_boundaries_are_shown(
    desk: Desk, copy: Path, elsewhere: Project
) -> None:
    second = list(elsewhere.sentences())[1]
    elsewhere.label(list(elsewhere.sentences())[2], "quote")
    elsewhere.split(second, at=second.text.index("he said") + second.start)
    elsewhere.add("An article from elsewhere.")
    desk.go_to(2)
    merge(desk, copy)
    step = desk.refresh()
    assert (step.reloaded, step.recut) == (True, True)
    assert desk.cursor == 3, "the cursor stays where it is in the text"
    assert [desk.annotation(row).labels for row in range(5)] == [("claim",), (), (), ("quote",), ()]
    assert (desk.tally.articles, desk.tally.sentences, desk.tally.decided) == (4, 10, 2)
    for _ in range(3):
        desk.next_article()
    assert desk.page.sentence(0) == "An article from elsewhere."


def test_undo_walks_over_this_sitting_and_never_over_what_came(desk: Desk, copy: Path, elsewhere: Project) -> None:
    elsewhere.skip(list(elsewhere.sentences())[3])
    merge(desk, copy)
    assert desk.undo().notice == "Undone: claim."
    assert desk.undo().notice == "Nothing to undo."
    assert desk.annotation(3).status == "skipped"
    assert desk.redo().notice == "Done again: claim."


def test_a_sitting_that_begins_after_the_merge_leaves_alone_what_came_too(
    desk: Desk, copy: Path, elsewhere: Project
) -> None:
    elsewhere.skip(list(elsewhere.sentences())[3])
    merge(desk, copy)
    with Project(desk.project.path, "ana", clock=Clock()) as later:
        again = Desk(later)
        assert again.undo().notice.startswith("Undone: claim, of another sitting")
        assert again.undo().notice == "Nothing to undo."
        (entry,) = [entry for entry in _history(again, 3) if entry.event.kind == "skip"]
        assert not again.can_undo(entry)


def _history(desk: Desk, row: int) -> list[Entry]:
    desk.go_to(row)
    return desk.history()


def test_what_is_repeated_is_the_last_decision_wherever_it_was_made(desk: Desk, copy: Path, elsewhere: Project) -> None:
    elsewhere.label(list(elsewhere.sentences())[3], "quote", "fact")
    merge(desk, copy)
    desk.go_to(1)
    desk.repeat()
    assert desk.annotation(1).labels == ("fact", "quote")
