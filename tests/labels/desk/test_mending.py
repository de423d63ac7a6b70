"""Mending boundaries at the desk: what is refused, what is carried, what is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from labels.desk import Desk
from labels.project import Project
from tests.labels.making import Clock


def test_a_boundary_mended_over_the_same_connection_does_not_keep_the_desk_waiting(project: Project) -> None:
    desk = Desk(project)
    project.split(next(project.sentences()), 11)  # the desk does not hear of what its own project writes
    step = desk.label("claim")
    assert step.recut
    assert [desk.annotation(row).labels for row in range(3)] == [("claim",), (), ()]


@pytest.mark.parametrize("verb", ["split", "join"])
def test_mending_what_somebody_mends_at_the_same_moment_is_refused(project: Project, verb: str) -> None:
    desk = Desk(project)
    project.split(next(project.sentences()), 11)
    step = desk.split(4) if verb == "split" else desk.join()
    assert (step.recut, step.notice) == (
        True,
        "Somebody else changed this sentence at the same moment. Nothing was changed; look again.",
    )
    assert [desk.page.sentence(row) for row in range(3)] == [
        "The bridge",
        "is closed.",
        "“It will stay closed,” he said.",
    ]


def test_undoing_what_was_said_before_a_split_changes_both_halves(project: Project) -> None:
    desk = Desk(project)
    desk.label("claim")
    desk.move(-1)
    desk.split(11)
    assert [desk.annotation(row).carried for row in range(3)] == [True, True, False]
    action = next(entry.event.action for entry in desk.history() if entry.event.kind == "label")
    step = desk.undo_action(action)
    assert {0, 1} <= set(step.rows)
    assert [desk.annotation(row).decided for row in range(2)] == [False, False]
    assert step.notice == "Undone: claim."


def test_carried_marks_do_not_count_for_today_until_they_are_confirmed(project: Project) -> None:
    desk = Desk(project)
    desk.label("claim")
    desk.move(-1)
    desk.split(11)
    assert (desk.tally.today, desk.tally.decided) == (0, 2)
    desk.confirm()
    desk.confirm()
    assert (desk.tally.today, desk.tally.decided) == (2, 2)
    desk.tally.count()
    assert (desk.tally.today, desk.tally.decided) == (2, 2)


@pytest.fixture
def bo(project: Project) -> Iterator[Project]:
    with Project(project.path, "bo", clock=Clock()) as other:
        yield other


def test_coming_back_to_the_only_undecided_sentence_still_says_that_the_article_was_recut(
    project: Project, bo: Project
) -> None:
    desk = Desk(project)
    for _ in range(8):
        desk.label("claim")
    desk.open_article(1)
    desk.first()
    desk.clear()
    desk.last()
    bo.split(list(bo.sentences())[2], 62)
    step = desk.next_undecided()
    assert (step.recut, step.opened, desk.page.article.n, desk.cursor) == (True, False, 1, 0)


def test_a_row_pointed_at_is_the_one_that_was_there(project: Project, bo: Project) -> None:
    desk = Desk(project)
    bo.split(next(bo.sentences()), 11)
    desk.go_to(2)
    assert desk.page.sentence(desk.cursor).startswith("Nobody knows why.")


def test_an_example_of_a_label_that_is_gone_is_refused(project: Project) -> None:
    assert Desk(project).add_example("unheard of").notice == "“unheard of” is no longer in the codebook."
    assert project.undo() is False
