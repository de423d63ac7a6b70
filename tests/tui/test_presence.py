"""Every key and click is a sign that somebody is there; without one the seconds of a sentence stand still."""

import pytest

from labels.desk.stopwatch import IDLE, Stopwatch
from tests.examples import default_cases
from tests.tui.desk_app import desk_app, desk_of, type_keys
from tui.widgets.title_line import TitleLine


class Ticks:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ticks():
    return Ticks()


@pytest.mark.parametrize("keys", default_cases([("up",), ("question_mark",), ("ctrl+d",), ("semicolon", "x")], 3))
async def test_keys_on_any_screen_and_in_questions(project, ticks, keys):
    app = desk_app(project)
    async with app.run_test() as pilot:
        desk = desk_of(app).desk
        desk._at.watch = Stopwatch(ticks)
        ticks.now = 1000.0
        await type_keys(pilot, *keys)
        ticks.now += 5
        assert desk.watch.seconds == IDLE + 5


@pytest.mark.slow
async def test_a_click(project, ticks):
    app = desk_app(project)
    async with app.run_test() as pilot:
        desk = desk_of(app).desk
        desk._at.watch = Stopwatch(ticks)
        ticks.now = 1000.0
        await pilot.click(TitleLine)
        ticks.now += 5
        assert desk.watch.seconds == IDLE + 5


async def test_a_decision_records_the_seconds_of_somebody_who_was_there(project, ticks):
    app = desk_app(project)
    async with app.run_test() as pilot:
        desk = desk_of(app).desk
        desk._at.watch = Stopwatch(ticks)
        ticks.now = 3600.0
        await type_keys(pilot, "c")
    assert project.annotation(next(project.sentences())).seconds == IDLE
