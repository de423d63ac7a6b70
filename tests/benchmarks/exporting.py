"""Export beside SQLite's own JSON, streamed from the same file."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.benchmarks import projects
from tests.benchmarks.figures import Row, table
from tests.benchmarks.measured import measure
from tests.benchmarks.sizes import Sizes


def run(sizes: Sizes) -> None:
    """Print throughput and memory of both."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = projects.copy_of(projects.large(sizes.articles), folder)
        everything, context = ("--status", "all"), ("--status", "all", "--with-context", "2")
        found = {
            "sqlite3, json_object": measure(folder, "tests.benchmarks.floors", "export", project, "floor.jsonl"),
            "copydesk export": measure(folder, "tui", "export", "-p", project, "-o", "all.jsonl", *everything),
            "with two sentences of context": measure(folder, "tui", "export", "-p", project, "-o", "c.jsonl", *context),
        }
        lines = dict(
            zip(found, (_lines(folder / made) for made in ("floor.jsonl", "all.jsonl", "c.jsonl")), strict=True)
        )
    floor, *_ = (taken.seconds / lines[what] for what, taken in found.items())
    least, *_ = (taken.processor / lines[what] for what, taken in found.items())
    rows: list[Row] = [
        (what, lines[what], taken.seconds, lines[what] / taken.seconds, taken.seconds / lines[what] / floor,
         taken.processor / lines[what] / least, taken.memory / 1e6)
        for what, taken in found.items()
    ]  # fmt: skip
    table("Export", ("", "records", "s", "records a second", ": floor", "processor : floor", "memory MB"), rows)


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)
