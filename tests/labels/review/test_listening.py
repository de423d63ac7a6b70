"""Listeners of a review hear of its verbs."""

import pytest

from labels.review.desk import ReviewDesk
from tests.labels.review.reviewed import make_reviewed


def test_verbs_are_heard_with_what_they_were_given_and_what_came_of_it(tmp_path):
    with make_reviewed(tmp_path / "news.db") as project:
        desk = ReviewDesk(project)
        calls = []
        desk.listeners.append(calls.append)
        row = desk.cursor
        step = desk.take(1)
        assert [(call.verb, call.given, call.row, call.rows) for call in calls] == [("take", (1,), row, 1)]
        assert calls[0].step is step and step.rows == [row]


def test_each_verb_is_heard_once(tmp_path):
    with make_reviewed(tmp_path / "news.db") as project:
        desk = ReviewDesk(project)
        desk.take(1)
        calls = []
        desk.listeners.append(calls.append)
        desk.undo()
        assert [call.verb for call in calls] == ["undo"]
        desk.accept(desk.plan_unanimous())
        assert calls[-1].verb == "accepted"


def test_a_verb_that_failed_is_heard_without_a_step(tmp_path):
    with make_reviewed(tmp_path / "news.db") as project:
        desk = ReviewDesk(project)
        calls = []
        desk.listeners.append(calls.append)
        with pytest.raises(TypeError):
            desk.move("down")
        assert {call.step for call in calls} == {None}
