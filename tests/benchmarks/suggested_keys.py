"""A label key at the desk with suggestions on and off, in turn: processor time up to the paint, and of learning after
it.

Two desks over the same text, in one process without a terminal; at one of them suggestions are on. A key ends at its
paint. What is learnt afterwards is measured by itself, and so is how long it takes to deal with keys that are typed
ahead.
"""

from __future__ import annotations

import asyncio
import os
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from textual.pilot import Pilot

from labels.desk.suggesting import Suggesting
from labels.project import Project
from tests.benchmarks.figures import median, percentile, table
from tests.benchmarks.sizes import Sizes
from tests.labels.making import SCHEME, use_codebook
from tests.tui.desk_app import desk_app, desk_of, post

#: Keys of one desk before it is the other's turn; keys that come before anything is counted, with which the model
#: learns enough to speak.
BATCH, FIRST = 20, 120

#: Runs, of which the median counts; keys that are typed ahead at once.
RUNS, AHEAD = 5, 100

#: Keys of labels, in turn, and what the sentences say that get them.
KEYS = "cqfo"
SAYS = ("harbour ferry sails", "mayor said openly", "counted forty ships", "surely a mistake")
REST = ("people", "of", "the", "council", "after", "winter", "repair", "before", "a", "price", "report", "island", "in")


@dataclass
class Seat:
    """A desk, and what was measured at it, in seconds of the processor."""

    project: Project
    pilot: Pilot[None]
    learnt: list[float] = field(default_factory=list)
    shown: int = 0
    pressed: int = 0

    @property
    def suggesting(self) -> Suggesting:
        return desk_of(self.pilot.app).desk.suggesting  # type: ignore[arg-type]

    async def press(self, count: int) -> float:
        """Type so many label keys, each when the one before it is on the screen; processor time without learning."""
        took = 0.0
        for _ in range(count):
            before, held = time.thread_time(), len(self.learnt)
            self.shown += bool(self.suggesting.in_view)
            self._type(1)
            await self.pilot.pause()
            await self.pilot.pause()
            took += time.thread_time() - before - sum(self.learnt[held:])
        await self.settle()
        return took

    async def press_ahead(self, count: int) -> float:
        """Type so many label keys at once; the time by the clock until all are decided, in seconds."""
        desk = desk_of(self.pilot.app).desk  # type: ignore[arg-type]
        wanted, began = desk.tally.decided + count, time.perf_counter()
        self._type(count)
        while desk.tally.decided < wanted:
            await asyncio.sleep(0)
        took = time.perf_counter() - began
        await self.settle()
        return took

    async def settle(self) -> None:
        """Let all be learnt that was decided."""
        while self.suggesting.work():
            await asyncio.sleep(0)

    def _type(self, count: int) -> None:
        post(self.pilot.app, *(KEYS[(self.pressed + n) % len(KEYS)] for n in range(count)))  # type: ignore[arg-type]
        self.pressed += count


def run(sizes: Sizes) -> None:
    """Print the processor time of a key with suggestions on and off, and of learning."""
    keys = min(1000, sizes.keys * 5)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COPYDESK_SETTINGS"] = str(Path(folder) / "none.toml")
        asyncio.run(_run(Path(folder), keys))


async def _run(folder: Path, keys: int) -> None:
    rows, learnt, ahead, shown = [], list[float](), {True: list[float](), False: list[float]()}, 0
    for number in range(RUNS):
        async with AsyncSeats(folder / str(number), FIRST + keys + AHEAD) as (off, on):
            for seat in (off, on):
                await seat.press(FIRST)
            on.learnt.clear()
            on.shown = 0
            took = {False: 0.0, True: 0.0}
            for turn in range(keys // BATCH):
                for seat in (off, on) if turn % 2 else (on, off):
                    took[seat is on] += await seat.press(BATCH)
            rows.append((took[False] / keys * 1000, took[True] / keys * 1000, took[True] / took[False]))
            learnt += on.learnt
            shown += on.shown
            for seat in (off, on):
                ahead[seat is on].append(await seat.press_ahead(AHEAD) / AHEAD)
    table(
        f"A label key up to its paint: {RUNS} runs of 2 × {keys:,} keys in turn; something was in view at"
        f" {shown / keys / RUNS:.0%} of the keys with suggestions on",
        ("processor time", "off ms", "on ms", "on : off"),
        [(f"run {number}", *row) for number, row in enumerate(rows, 1)]
        + [("median", *(median([row[place] for row in rows]) for place in range(3)))],
    )
    table(
        "Learning after the paint, processor time",
        ("", "ms a key", "a piece: p50 ms", "p99 ms", "most ms"),
        [
            (
                "on", sum(learnt) / keys / RUNS * 1000, median(learnt) * 1000, percentile(learnt, 0.99) * 1000,
                max(learnt) * 1000,
            )
        ],
    )  # fmt: skip
    table(
        f"{AHEAD} keys typed ahead, by the clock; learning comes behind them",
        ("", "ms a key", "on : off"),
        [
            (name, median(ahead[is_on]) * 1000, median(ahead[is_on]) / median(ahead[False]))
            for name, is_on in (("off", False), ("on", True))
        ],
    )


class AsyncSeats:
    """Two desks over the same text, the first without suggestions and the second with them."""

    def __init__(self, folder: Path, sentences: int) -> None:
        """Make the projects in `folder`, with so many sentences to decide."""
        self._stack = ExitStack()
        self._contexts: list[object] = []
        folder.mkdir()
        self._projects = []
        for name in ("off", "on"):
            project = self._stack.enter_context(Project.open(folder / f"{name}.db", "ana"))
            use_codebook(project, SCHEME)
            project.add(_text(sentences + 50), title="report", language="en")
            project.suggestions.set_mode("suggest" if name == "on" else "off")
            self._projects.append(project)

    async def __aenter__(self) -> tuple[Seat, Seat]:
        seats = []
        for project in self._projects:
            context = desk_app(project).run_test(size=(80, 24))
            self._contexts.append(context)
            seats.append(Seat(project, await context.__aenter__()))  # type: ignore[arg-type]
        for seat in seats:
            self._stack.enter_context(_watched(seat))
        return seats[0], seats[1]

    async def __aexit__(self, *error: object) -> None:
        for context in reversed(self._contexts):
            await context.__aexit__(None, None, None)  # type: ignore[attr-defined]
        self._stack.close()


def _text(sentences: int) -> str:
    """Sentences of twenty words, of which some tell the label."""
    draw = random.Random(1)
    return " ".join(
        f"The {SAYS[number % len(SAYS)]} number {number} {' '.join(draw.choices(REST, k=14))}."
        for number in range(sentences)
    )


@contextmanager
def _watched(seat: Seat) -> Iterator[None]:
    """Measure what is learnt at a desk."""
    suggesting = seat.suggesting
    work = suggesting.work

    def measured() -> bool:
        began = time.thread_time()
        more = work()
        took = time.thread_time() - began
        if suggesting.mode != "off":
            seat.learnt.append(took)
        return more

    suggesting.work = measured  # type: ignore[method-assign]
    yield
    suggesting.work = work  # type: ignore[method-assign]
