"""A tour without a terminal, and a learner who does what it says."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from tui.screens.desk.screen import DeskScreen
from tui.settings import Settings
from tui.tour.app import TourApp
from tui.tour.run import sample_project
from tui.tour.samples import answers
from tui.tour.words import fields

QUOTE = {" ": "space"}


@asynccontextmanager
async def touring(
    folder: Path, size: tuple[int, int] = (80, 24), keys: dict[str, str] | None = None
) -> AsyncIterator[Pilot[None]]:
    """The tour in a folder, at a size, with the user's own keys."""
    app = TourApp(sample_project(folder, "ana"), Settings(keys=keys or {}))
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot
    finally:
        app.project.close()


def desk_screen(pilot: Pilot[None]) -> DeskScreen:
    """The desk of the tour, whatever stands before it."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, DeskScreen))


def answer_key(screen: DeskScreen) -> str:
    """The key of the label that the codebook gives to the sentence under the cursor."""
    sentence = screen.desk.page.sentence(screen.desk.cursor)
    return screen.companion.script.keys[f"label_{answers()[sentence].label}"]


def named_keys(screen: DeskScreen) -> list[str]:
    """The keys that the words of the task at hand name, in order; the label's own where they name none."""
    task = screen.companion.lesson.task
    assert task is not None
    keys: list[str] = []
    for field in fields(task.words):
        if field == "typed":
            keys += [QUOTE.get(letter, letter) for letter in task.typed]
        elif field == "coach":
            keys.append(answer_key(screen))
        else:
            keys.append(screen.companion.script.keys[field])
    return keys or [answer_key(screen)]


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys as fast as a terminal can send them; much faster than the pilot does."""
    for key in keys:
        pilot.app.post_message(events.Key(key, " " if key == "space" else key if len(key) == 1 else None))
    await pilot.pause()


async def obey(pilot: Pilot[None]) -> None:
    """Do what the lesson asks for, once."""
    await press(pilot, *named_keys(desk_screen(pilot)))
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def obey_until(pilot: Pilot[None], exercise: int) -> None:
    """Follow the lesson up to an exercise, counted from 0."""
    lesson = pilot.app.lesson
    for _ in range(60):
        if lesson.number >= exercise:
            return
        if lesson.wants("quit"):
            await obey(pilot)
            await press(pilot, "enter")
            await pilot.pause()
        else:
            await obey(pilot)
    raise AssertionError(f"stuck in “{lesson.exercise.title}”")


def shown(pilot: Pilot[None]) -> str:
    """All that stands on the screen, line by line."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)
