"""Keys that were typed for something that is not there decide nothing."""

from __future__ import annotations

from labels.desk import Desk
from labels.desk.finding import go_to
from labels.desk.pause import Pause
from labels.desk.search import DeskSearch
from labels.project import Project


def test_a_pause_holds_back_keys_until_one_is_typed_after_the_notice_was_seen() -> None:
    pause = Pause()
    pause.typed(1.0)
    pause.begin_until_seen("Not there.")
    assert pause.held_back() == "", "the key that led to it is not held back"
    pause.typed(2.0)
    assert pause.held_back() == "This key was typed ahead, and wrote nothing. Not there."
    pause.painted(3.0)
    assert pause.held_back() != "", "it was typed before"
    pause.typed(4.0)
    assert pause.held_back() == ""


def test_a_pause_without_sight_lasts_until_its_end() -> None:
    pause = Pause()
    pause.begin("Move first.")
    pause.painted(1.0)
    pause.typed(2.0)
    assert pause.held_back() == "Move first."
    pause.begin_until_seen("Not there.")
    assert pause.held_back() == "Move first."
    pause.end()
    assert pause.held_back() == ""


def test_keys_typed_ahead_of_a_place_that_is_not_there_label_nothing(project: Project) -> None:
    desk = Desk(project)
    for there_is_none in (
        lambda: go_to(desk, "99"),
        lambda: go_to(desk, "a99"),
        lambda: go_to(desk, "zebra"),
        lambda: DeskSearch(desk, "zebra").next(),
    ):
        desk.verbs.pause.typed(1.0)
        why = there_is_none().notice
        desk.verbs.pause.typed(1.1)
        assert desk.label("claim").notice.endswith(why)
        assert project.progress().decided == 0
        desk.verbs.pause.painted(1.2)
    desk.verbs.pause.typed(1.3)
    desk.label("claim")
    assert project.progress().decided == 1


def test_a_move_lets_keys_decide_again_and_a_script_is_not_held_back(project: Project) -> None:
    desk = Desk(project)
    go_to(desk, "99")
    desk.label("claim")
    assert project.progress().decided == 1
    desk.verbs.pause.typed(1.0)
    go_to(desk, "99")
    desk.verbs.pause.typed(1.1)
    desk.move(1)
    desk.verbs.pause.typed(1.2)
    desk.label("claim")
    assert project.progress().decided == 2
