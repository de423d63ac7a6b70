"""What a runner of verbs does before a verb, and after one that failed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from labels.desk.step import Step
from labels.errors import ProjectError
from tui.screens.verbs import VerbRunner, verb
from tui.waiting import GivenUpError


class Recorded:
    """A painter, a program, a screen and its desk, which write down what is asked of them."""

    def __init__(self, error: Exception | None = None) -> None:
        self.heard: list[Any] = []
        self.leaving = False
        self.is_attached = True
        self.error = error
        self.app = SimpleNamespace(notify=lambda words, **_: self.heard.append(f"notified: {words}"))
        self.waiting = SimpleNamespace(verb=self.wait)
        self.runner: Any = VerbRunner(
            self,
            self,
            self,
            self,
            None,
            before=lambda: self.heard.append("before"),
            after_error=lambda: self.heard.append("after the error"),
        )

    async def wait(self, desk: object, verb: Any, tell: Any) -> Step:
        if self.error is not None:
            raise self.error
        step: Step = verb()
        return step

    def paint(self, step: Step) -> None:
        self.heard.append(step)

    def paint_around(self, notice: str) -> None:
        self.heard.append(notice)

    def tell(self, notice: str) -> None:
        self.heard.append(notice)

    def take_in(self) -> None:
        self.heard.append("taken in")


async def test_a_verb_is_carried_out_and_what_it_changed_is_painted():
    recorded, step = Recorded(), Step([3])
    await recorded.runner.do(lambda: step)
    assert recorded.heard == ["before", step]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (GivenUpError("Given up."), ["before", "taken in", "Given up."]),
        (ProjectError("The disk is full."), ["before", "notified: The disk is full.", "after the error"]),
    ],
)
async def test_what_could_not_be_written_is_told_and_nothing_is_painted(error, told):
    recorded = Recorded(error)
    await recorded.runner.do(lambda: Step([3]))
    assert recorded.heard == told


@pytest.mark.parametrize("gone", ["left", "ended"])
async def test_a_screen_that_was_left_is_not_painted(gone):
    recorded = Recorded()

    def leave() -> Step:
        recorded.is_attached, recorded.leaving = gone != "left", gone == "ended"
        return Step([3])

    await recorded.runner.do(leave)
    await recorded.runner.do(lambda: pytest.fail("it was carried out"))
    assert recorded.heard == ["before"]


async def test_the_action_of_a_screen_is_the_verb_of_its_desk_with_what_is_given():
    class Desk:
        def move(self, by: int) -> Step:
            """Move."""
            return Step([by])

    class Screen:
        action_move = verb(Desk.move)

        def __init__(self) -> None:
            self.desk = Desk()
            self.done: list[Step] = []

        async def do(self, verb: Any) -> None:
            self.done.append(verb())

    screen = Screen()
    await screen.action_move(-2)
    assert [step.rows for step in screen.done] == [[-2]]
    assert Screen.action_move.__doc__ == "Move."
