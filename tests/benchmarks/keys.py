"""From a key press to its decision on the disk and its picture in the terminal, beside a minimal Textual app."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.benchmarks import projects
from tests.benchmarks.figures import Row, median, percentile, table
from tests.benchmarks.probe import Probe
from tests.benchmarks.sizes import Sizes
from tests.end_to_end.terminal import DESK

MINIMAL = (sys.executable, "-m", "tests.benchmarks.minimal_app")
DOWN, UP, HOME, LABELS = b"\x1b[B", b"\x1b[A", b"\x1b[H", (b"n", b"c", b"q", b"b")
BAR = "▌".encode()  # painted wherever the cursor comes to be
DECIDED = b" decided"
WARM_UP = 5
PAUSE = 0.03


def run(sizes: Sizes) -> None:
    """Print latencies and rates at a few sentences, in a long article, and in the large project."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        floor, floor_rate, floor_memory = _minimal(folder, sizes)
        rows: list[Row] = [("minimal app", *_in_ms(floor), 1.0)]
        rates: list[Row] = [("minimal app", floor_rate, 1.0, floor_memory / 1e6)]
        for what, project, again in _places(folder, sizes):
            with Probe((*DESK, "--project", str(project)), folder) as probe:
                probe.until(DECIDED, whole_frame=False)
                labels, scrolls, rate = _label(probe, sizes, again), _scroll(probe, sizes), _typed_ahead(probe, sizes)
                rates.append((what, rate, rate / floor_rate, probe.memory / 1e6))
            rows.append((f"{what}: label", *_in_ms(labels), median(labels) / median(floor)))
            rows.append((f"{what}: down, up", *_in_ms(scrolls), median(scrolls) / median(floor)))
    table(
        f"Key press until its whole frame is in the terminal, {sizes.keys} presses, {PAUSE * 1000:.0f} ms of silence"
        " before each",
        ("", "p50 ms", "p99 ms", "p50 : minimal"),
        rows,
    )
    table(
        f"{sizes.keys} keys typed ahead in one go, and the most memory until then",
        ("", "keys a second", ": minimal", "MB"),
        rates,
    )


def _places(folder: Path, sizes: Sizes) -> list[tuple[str, Path, int]]:
    """What to call it, the project, and after how many labels to go back to the first sentence."""
    return [
        (f"{sizes.small} sentences", projects.one_article(folder, sizes.small), sizes.small - 2),
        (f"article of {sizes.long:,}", projects.one_article(folder, sizes.long), sizes.long - 2),
        (f"project of {sizes.sentences:,}", projects.copy_of(projects.large(sizes.articles), folder), sizes.sentences),
    ]


def _minimal(folder: Path, sizes: Sizes) -> tuple[list[float], float, int]:
    with Probe(MINIMAL, folder) as probe:
        probe.until(b"Minimal app is ready", whole_frame=False)
        found = [_answer(probe, b"c", b" presses") for _ in range(WARM_UP + sizes.keys)]
        rate = _typed_ahead(probe, sizes)
        return found[WARM_UP:], rate, probe.memory


def _label(probe: Probe, sizes: Sizes, again: int) -> list[float]:
    """A label key each. Before a short article ends, it begins anew: at the end of all there is no next sentence."""
    found: list[float] = []
    for number in range(WARM_UP + sizes.keys):
        if number and number % again == 0:
            probe.type(HOME)
        found.append(_answer(probe, LABELS[number % len(LABELS)], DECIDED))
    return found[WARM_UP:]


def _scroll(probe: Probe, sizes: Sizes) -> list[float]:
    """A dozen sentences down, a dozen up, and so on: in most windows the text moves with the cursor."""
    probe.type(HOME)
    found = [_answer(probe, DOWN if number % 24 < 12 else UP, BAR) for number in range(WARM_UP + sizes.keys)]
    return found[WARM_UP:]


def _answer(probe: Probe, key: bytes, pattern: bytes) -> float:
    probe.rest(PAUSE)
    return probe.answer(key, pattern)


def _typed_ahead(probe: Probe, sizes: Sizes) -> float:
    """Keys a second, when all are there at once; the last one is done when nothing more is painted."""
    probe.rest(0.3)
    return sizes.keys / probe.until_quiet(LABELS[0] * sizes.keys)


def _in_ms(values: list[float]) -> tuple[float, float]:
    return median(values) * 1000, percentile(values, 0.99) * 1000
