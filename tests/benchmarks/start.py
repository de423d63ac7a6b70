"""From starting the process to the first usable paint: with a few sentences, with very many, and a minimal app."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.benchmarks import projects
from tests.benchmarks.figures import Row, median, table
from tests.benchmarks.keys import MINIMAL
from tests.benchmarks.minimal_app import READY
from tests.benchmarks.probe import Probe
from tests.benchmarks.sizes import Sizes
from tests.end_to_end.terminal import DESK

SENTENCE = rb"said file"  # in every sentence of every article: the text is in the terminal


def run(sizes: Sizes) -> None:
    """Print medians of several starts each, taken in turns so that a busy machine is unfair to all alike."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = projects.one_article(folder, sizes.small)
        large = projects.copy_of(projects.large(sizes.articles), folder)
        starts = {
            "minimal app": (MINIMAL, READY.encode()),
            f"desk, {sizes.small} sentences": ((*DESK, "--project", str(small)), SENTENCE),
            f"desk, {sizes.sentences:,} sentences": ((*DESK, "--project", str(large)), SENTENCE),
        }
        seconds: dict[str, list[float]] = {what: [] for what in starts}
        processor: dict[str, list[float]] = {what: [] for what in starts}
        for turn in range(sizes.runs + 1):
            for what, (command, painted) in starts.items():
                with Probe(command, folder) as probe:
                    taken = probe.until(painted, whole_frame=False) - probe.began
                    used = probe.processor
                if turn:  # the first turn warms the disk cache, and compiles what was not compiled
                    seconds[what].append(taken)
                    processor[what].append(used)
    minimal, few, _ = (median(values) for values in seconds.values())
    floor = median(processor["minimal app"])
    rows: list[Row] = [
        (what, median(values) * 1000, min(values) * 1000, median(values) / minimal, median(values) / few,
         median(processor[what]) * 1000, median(processor[what]) / floor)
        for what, values in seconds.items()
    ]  # fmt: skip
    table(
        f"Process start until the text is in the terminal, {sizes.runs} starts each",
        ("", "median ms", "least ms", ": minimal", f": {sizes.small} sentences", "processor ms", ": minimal"),
        rows,
    )
