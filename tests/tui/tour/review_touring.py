"""The lesson on review without a terminal, and a learner who does what it says."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from tests.tui.desk_app import until_true
from tests.tui.tour.touring import press
from tui.screens.confirmation import Confirmation
from tui.screens.review.screen import ReviewScreen
from tui.settings import Settings
from tui.tour.review.app import ReviewTourApp
from tui.tour.review.sample import review_project, review_sample
from tui.tour.words import fields


@asynccontextmanager
async def reviewing(
    folder: Path, size: tuple[int, int] = (80, 24), keys: dict[str, str] | None = None, *, asked: bool = False
) -> AsyncIterator[Pilot[None]]:
    """The lesson in a folder, at a size, with the user's own keys; the first question is `asked`, or given up."""
    with review_project(folder, "lea") as project:
        app = ReviewTourApp(project, Settings(keys=keys or {}))
        async with app.run_test(size=size) as pilot:
            await until_asked(pilot)
            if not asked:
                await press(pilot, "x")
            yield pilot


async def until_asked(pilot: Pilot[None]) -> None:
    """Wait for the question whether to settle what all agree on."""
    await until_true(lambda: isinstance(pilot.app.screen, Confirmation))
    await pilot.pause()


def review_of(pilot: Pilot[None]) -> ReviewScreen:
    """The review of the lesson, whatever stands before it."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, ReviewScreen))


def right_key(screen: ReviewScreen) -> str:
    """The key that settles the sentence under the cursor as the codebook says: a number, or a label's."""
    desk = screen.desk
    right = review_sample().answers[desk.page.sentence(desk.cursor)].label
    numbers = {desk.project.codebook.label(each.labels[0]).name: each.number for each in desk.page.answers(desk.cursor)}
    return str(numbers[right]) if right in numbers else screen.companion.script.keys[f"label_{right}"]


async def obey(pilot: Pilot[None]) -> None:
    """Press the first key that the task at hand names, or the one that settles the sentence rightly."""
    screen = review_of(pilot)
    named = [field for field in fields(screen.companion.lesson.task.words) if field != "coach"]
    await press(pilot, screen.companion.script.keys[named[0]] if named else right_key(screen))
    await until_true(lambda: not isinstance(pilot.app.screen, Confirmation))
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def obey_until(pilot: Pilot[None], exercise: int) -> None:
    """Follow the lesson up to an exercise, counted from 0."""
    lesson = pilot.app.lesson
    for _ in range(40):
        if lesson.number >= exercise:
            return
        await obey(pilot)
    raise AssertionError(f"stuck in “{lesson.exercise.title}”")
