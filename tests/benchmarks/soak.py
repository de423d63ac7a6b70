"""One desk for a whole day: does memory stay where it was, does every key stay fast, is nothing left open?

`python -m tests.benchmarks.soak KEYS PROJECT` is the day itself, in a process of its own, and prints what it measured.
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from textual.events import Key
from textual.keys import _character_to_key

from labels.project import Project
from tests.benchmarks.figures import Row, median, percentile, table
from tests.benchmarks.projects import ANNOTATOR
from tests.benchmarks.sizes import Sizes
from tests.end_to_end.articles import articles
from tests.end_to_end.terminal import clean_environment
from tui.app import CopydeskApp
from tui.screens.desk.screen import DeskScreen
from tui.settings import Settings
from tui.starting import begin

KEYS, ARTICLES = 20_000, 200

#: What the keys are, of a hundred: labels first.
_OTHERS = (("backspace",) * 5, ("space",) * 4, ("up",) * 4, ("down",) * 4, ("!",) * 2, ("right",) * 2)

#: After so many keys at the desk a screen or a question is opened and left again.
_VISITS = (
    ("?",),
    ("tab",),
    ("ctrl+f",),
    ("ctrl+d",),
    ("/", "a", "enter", "escape"),
)
_EVERY = 100

#: After that somebody looks at the desk for so many seconds.
_LOOK = 2.0

#: A screen that has not answered in so many seconds is asked again, or the one that came in its place.
_CLOSED = 2.0

#: So often it is looked at what there is; before the first time something is still being loaded.
_LOOKS = 20


@dataclass
class Day:
    """What was measured: seconds of processor time for each key at the desk, and every so often what there is.

    `memory` is in bytes; `held` counts open files, threads, workers and tasks.
    """

    keys: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    held: list[dict[str, int]] = field(default_factory=list)


def run(sizes: Sizes) -> None:
    """Print what a day takes, in a process of its own."""
    count = KEYS if sizes.sentences >= 1_000_000 else 10 * sizes.keys
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "day.db"
        with Project.open(path, ANNOTATOR) as project:
            for number, text in enumerate(articles(ARTICLES, -(-count // ARTICLES))):
                project.add(text, title=f"Article {number}", language="en")
        command = [sys.executable, "-m", "tests.benchmarks.soak", str(count), str(path)]
        done = subprocess.run(command, env=clean_environment(folder), capture_output=True, text=True, check=True)
    day = Day(**json.loads(done.stdout))
    middle, rare = median(day.keys), percentile(day.keys, 0.999)
    rows: list[Row] = [
        ("processor time of a key, ms", middle * 1000, rare * 1000, rare / middle),
        ("memory, MB", day.memory[0] / 1e6, day.memory[-1] / 1e6, (max(day.memory) - min(day.memory)) / 1e6),
    ]
    rows += [(what, first, day.held[-1][what], None) for what, first in day.held[0].items()]
    table(
        f"{count:,} keys over {ARTICLES} articles in one process; p50 and p99.9 of the keys,"
        f" else after {count // _LOOKS:,} keys and at the end",
        ("", "first", "last", "ratio, or MB between the least and the most"),
        rows,
    )


async def _work(path: Path, count: int) -> Day:
    day, chance = Day(), random.Random(1)
    with Project.open(path, ANNOTATOR) as project:
        labels = [label.key for label in project.codebook.active if label.key]
        others = [key for keys in _OTHERS for key in keys]
        app = CopydeskApp(project, Settings())
        async with app.run_test(size=(80, 24)):
            for number in range(1, count + 1):
                began = time.process_time()
                await _press(app, chance.choice(others if chance.randrange(100) < len(others) else labels))
                day.keys.append(time.process_time() - began)
                if number % _EVERY == 0:
                    for key in _VISITS[number // _EVERY % len(_VISITS)]:
                        await _press(app, key)
                    while not isinstance(app.screen, DeskScreen):
                        await _press(app, "escape")
                    while len(app.workers):
                        await asyncio.sleep(0.01)  # what a visit began is not a part of the next key
                    await asyncio.sleep(_LOOK)
                if number % (count // _LOOKS) == 0:
                    await asyncio.sleep(0.5)
                    day.memory.append(_memory())
                    day.held.append(_held(app))
    return day


async def _press(app: CopydeskApp, key: str) -> None:
    """Type a key, and wait until what it did is painted."""
    painted = asyncio.Event()
    app.post_message(Key(_character_to_key(key) if len(key) == 1 else key, key if len(key) == 1 else None))
    while not painted.is_set():
        # Behind the key in both queues, that of the program and that of the screen on which it ends.
        app.call_later(lambda: app.call_later(lambda: app.screen.call_after_refresh(painted.set)))
        with suppress(TimeoutError):  # a screen that the key closed answers no more
            await asyncio.wait_for(painted.wait(), _CLOSED)


def _memory() -> int:
    """The memory of this process now, in bytes."""
    status = Path("/proc/self/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024


def _held(app: CopydeskApp) -> dict[str, int]:
    return {
        "open files": len(list(Path("/proc/self/fd").iterdir())),
        "threads": threading.active_count(),
        "workers": len(app.workers),
        "tasks": len(asyncio.all_tasks()),
        "screens": len(app.screen_stack),
    }


if __name__ == "__main__":
    begin()  # as the command does
    print(json.dumps(asdict(asyncio.run(_work(Path(sys.argv[2]), int(sys.argv[1]))))))
