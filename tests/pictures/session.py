"""Short sittings at the real program, key by key, without a terminal and with a clock that the script turns."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import chdir
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from labels.desk import Desk
from labels.project import Project
from tests.tui.desk_app import lines, post
from tui.app import CopydeskApp
from tui.settings import Settings
from tui.tour.samples import samples

#: What would change the colours of a picture.
_COLOUR_VARIABLES = ("NO_COLOR", "COLORTERM", "TEXTUAL_ANIMATIONS", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_THEME")


@dataclass(frozen=True, slots=True)
class Step:
    """Keys that are pressed, what the title of the picture says of them, and the seconds the result is shown for."""

    title: str
    keys: Sequence[str] = ()
    seconds: float = 1.6


@dataclass(frozen=True, slots=True)
class Script:
    """A sitting of ana at the articles of the tour; `before` is done before the first picture is taken."""

    size: tuple[int, int]
    theme: str
    steps: Sequence[Step]
    before: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of the screen: as an SVG, as lines of text, and for how many seconds it is shown."""

    svg: str
    lines: tuple[str, ...]
    seconds: float


class _Clock:
    """Stands still until it is turned on."""

    def __init__(self) -> None:
        self.now = datetime(2024, 3, 1, 9, 15, tzinfo=UTC)  # nowhere on earth is it near midnight

    def __call__(self) -> datetime:
        return self.now

    def ticks(self) -> float:
        return self.now.timestamp()


async def frames(script: Script, *, drawn: bool = True) -> list[Frame]:
    """Go through a sitting and take a picture after each step; of the text alone where none are to be `drawn`."""
    clock = _Clock()
    found: list[Frame] = []
    with tempfile.TemporaryDirectory() as folder, chdir(folder), pytest.MonkeyPatch.context() as patch:
        for name in _COLOUR_VARIABLES:
            patch.delenv(name, raising=False)
        with Project(Path("news.db"), "ana", clock=clock) as project:
            for sample in samples():
                project.add(sample.article)
            patch.setattr("tui.app.Desk", partial(Desk, ticks=clock.ticks))
            app = CopydeskApp(project, Settings(theme=script.theme))
            async with app.run_test(size=script.size) as pilot:
                await pilot.pause()
                for step in (Step("", script.before), *script.steps):
                    for key in step.keys:
                        clock.now += timedelta(seconds=6)
                        post(app, key)
                        await pilot.pause()
                    await app.workers.wait_for_complete()
                    await pilot.pause()
                    svg = app.export_screenshot(title=step.title) if drawn else ""
                    found.append(Frame(svg, tuple(lines(app)), step.seconds))
    return found[1:]
