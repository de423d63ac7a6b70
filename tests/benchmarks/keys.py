"""From a key press to its decision on the disk and its picture in the terminal, beside a minimal Textual app."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from tests.benchmarks import projects
from tests.benchmarks.commit import BareTable
from tests.benchmarks.figures import Row, median, percentile, table
from tests.benchmarks.minimal_app import READY
from tests.benchmarks.probe import Probe
from tests.benchmarks.sizes import Sizes
from tests.end_to_end.terminal import DESK

MINIMAL = (sys.executable, "-m", "tests.benchmarks.minimal_app")
DOWN, UP, HOME, ESCAPE, BACKSPACE = b"\x1b[B", b"\x1b[A", b"\x1b[H", b"\x1b", b"\x7f"
LABELS = (b"n", b"c", b"q", b"b")
BAR = "▌".encode()  # painted wherever the cursor comes to be
DECIDED = b" decided"
BATCH = 8  # keys pressed before it is another one's turn
WARM_UP = 2  # batches that are not counted
AHEAD = 200
PAUSE = 0.03


def run(sizes: Sizes) -> None:
    """Print latencies and rates of a minimal app, few sentences, a long article, and the large project."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        seats = [stack.enter_context(seat) for seat in _seats(folder, sizes)]
        disk, commits = BareTable(folder / "bare.db"), list[float]()
        for seat in seats:
            seat.probe.until(seat.ready, whole_frame=False)
            seat.begin()
        for _ in range(WARM_UP + sizes.keys // BATCH):
            # In turns, so that a busy machine is unfair to all of them alike.
            for seat in seats:
                seat.label()
            for seat in seats:
                seat.scroll()
            commits += [_commit(disk) for _ in range(BATCH)]
        disk.close()
        rates = [median([seat.typed_ahead() for _ in range(3)]) for seat in seats]
        memory = [seat.probe.memory for seat in seats]
    floor, rate, least = median(seats[0].labels), rates[0], median(seats[0].processor)
    rows: list[Row] = []
    for seat in seats:
        rows.append((f"{seat.name}: label", *_in_ms(seat.labels), median(seat.labels) / floor))
        rows.append((f"{seat.name}: down, up", *_in_ms(seat.scrolls), median(seat.scrolls) / floor))
    table(
        f"Key press until its whole frame is in the terminal: {len(seats[0].labels)} presses,"
        f" {PAUSE * 1000:.0f} ms of silence before each",
        ("", "p50 ms", "p99 ms", "p50 : minimal"),
        [
            ("minimal app: a key", *rows[0][1:]),
            ("sqlite3: a bare commit, no picture", *_in_ms(commits), median(commits) / floor),
            *rows[2:],
        ],
    )
    table(
        "Processor time of a label key, of all threads",
        ("", "p50 ms", "p99 ms", "p50 : minimal"),
        [(seat.name, *_in_ms(seat.processor), median(seat.processor) / least) for seat in seats],
    )
    table(
        f"{AHEAD} keys typed ahead in one go, and the most memory by then",
        ("", "keys a second", ": minimal", "MB"),
        [(seat.name, found, found / rate, most / 1e6) for seat, found, most in zip(seats, rates, memory, strict=True)],
    )


class Seat:
    """A program in a terminal, and how long it took for each key so far."""

    ready, painted = DECIDED, BAR
    last, last_painted = b":", b"Go to sentence"

    def __init__(self, name: str, probe: Probe, again: int = 1_000_000, first: bytes = b"") -> None:
        """`again`: after so many labels the article would end, so they are taken back. `first` is typed to begin."""
        self.name, self.probe, self._again, self._first = name, probe, again, first
        self.labels: list[float] = []
        self.scrolls: list[float] = []
        #: The processor time of each label key, with what is done once its frame is there.
        self.processor: list[float] = []
        self._batches = self._pressed = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: Any) -> None:
        self.probe.__exit__(*error)

    def begin(self) -> None:
        """Go to where there is something to label."""
        self.probe.type(self._first)
        self.probe.rest(0.3)

    def label(self) -> None:
        """Press a few label keys, where the cursor was left by labelling."""
        self._batches += 1
        if self._pressed + BATCH > self._again:
            self.probe.type(BACKSPACE * self._pressed)
            self.probe.rest(0.3)
            self._pressed = 0
        self._pressed += BATCH
        taken, used = list[float](), list[float]()
        for n in range(BATCH):
            self.probe.rest(PAUSE)
            before = self.probe.processor
            taken.append(self.probe.answer(LABELS[n % len(LABELS)], self.painted))
            self.probe.rest(PAUSE)
            used.append(self.probe.processor - before)
        if self._batches > WARM_UP:
            self.labels += taken
            self.processor += used

    def scroll(self) -> None:
        """Go down and come back up: in most windows the text moves with the cursor."""
        taken = [self._answer(DOWN if n < BATCH // 2 else UP, self.painted) for n in range(BATCH)]
        if self._batches > WARM_UP:
            self.scrolls += taken

    def typed_ahead(self) -> float:
        """Keys a second, when all are there at once; then comes a key whose answer shows that all are done."""
        self.probe.type(HOME)
        self.probe.rest(0.3)
        taken = self.probe.answer(LABELS[0] * AHEAD + self.last, self.last_painted)
        self.probe.type(ESCAPE)
        self.probe.rest(0.3)
        return AHEAD / taken

    def _answer(self, key: bytes, pattern: bytes) -> float:
        self.probe.rest(PAUSE)
        return self.probe.answer(key, pattern)


class MinimalSeat(Seat):
    """The same for the app that does nothing."""

    ready = READY.encode()
    painted = b" presses"
    last, last_painted = b"z", b"one: z"


def _seats(folder: Path, sizes: Sizes) -> Iterator[Seat]:
    def desk(project: Path) -> Probe:
        return Probe((*DESK, "--project", str(project)), folder)

    yield MinimalSeat("minimal app", Probe(MINIMAL, folder))
    small, long = projects.one_article(folder, sizes.small), projects.one_article(folder, sizes.long)
    yield Seat(f"{sizes.small} sentences", desk(small), again=sizes.small - BATCH)
    yield Seat(f"article of {sizes.long:,}", desk(long))
    # It opens at the end of an article that is decided; Enter goes on to the next.
    large = desk(projects.copy_of(projects.large(sizes.articles), folder))
    yield Seat(f"project of {sizes.sentences:,}", large, first=b"\r")


def _commit(disk: BareTable) -> float:
    time.sleep(PAUSE)
    return disk.insert()


def _in_ms(values: list[float]) -> tuple[float, float]:
    return median(values) * 1000, percentile(values, 0.99) * 1000
