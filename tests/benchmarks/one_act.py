"""What one key press costs the library: SQL statements and processor time of a label, an undo, a redo.

`python -m tests.benchmarks.one_act PROJECT…` measures in projects, which are labelled in. It asks only for what the
desk had from the beginning, so that it also runs over the files of an earlier version.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from labels.desk import Desk
from labels.project import Project
from tests.benchmarks.commit import BareTable
from tests.benchmarks.figures import Row, median, percentile, table

#: Somebody who has decided nothing yet, for each pass.
COUNTED, TIMED = "counted", "timed"

#: A measure of what `work` takes.
Gauge = Callable[[Callable[[], object]], float]


class Acts(NamedTuple):
    """A figure for each act of a kind."""

    labels: list[float]
    undos: list[float]
    redos: list[float]


def print_acts(paths: Mapping[str, Path], folder: Path, count: int) -> None:
    """Print both for `count` labels in each project, beside a bare commit; all are undone and redone."""
    bare = BareTable(folder / "bare-acts.db")
    floor = [_processor(bare.insert) for _ in range(count)]
    bare.close()
    rows: list[Row] = [("sqlite3: insert and commit (WAL, FULL)", 3, 3, *_in_ms(floor), 1.0)]
    for where, path in paths.items():
        statements, times = _statements(path, count), _times(path, count)
        rows += [
            (f"{what}, {where}", median(said), max(said), *_in_ms(taken), median(taken) / median(floor))
            for what, said, taken in zip(("label", "undo", "redo"), statements, times, strict=True)
        ]
    head = ("", "statements p50", "most", "processor ms p50", "p99", "p50 : sqlite3")
    table(f"One act at the desk, without a terminal: {count} of each", head, rows)


def _statements(path: Path, count: int) -> Acts:
    """How many statements SQLite ran for each act; what triggers did is left out."""
    said: list[str] = []

    def gauge(work: Callable[[], object]) -> float:
        said.clear()
        work()
        return sum(not statement.startswith("--") for statement in said)

    with Project.open(path, COUNTED) as project:
        desk = Desk(project)
        project.connection.set_trace_callback(said.append)
        return _acts(desk, count, gauge)


def _times(path: Path, count: int) -> Acts:
    """Seconds of the processor for each act."""
    with Project.open(path, TIMED) as project:
        return _acts(Desk(project), count, _processor)


def _acts(desk: Desk, count: int, gauge: Gauge) -> Acts:
    labels = [label.id for label in desk.project.codebook.active]
    desk.label(labels[0])  # the first act also registers the annotator
    return Acts(
        [gauge(partial(desk.label, labels[n % len(labels)])) for n in range(count)],
        [gauge(desk.undo) for _ in range(count)],
        [gauge(desk.redo) for _ in range(count)],
    )


def _processor(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _in_ms(values: list[float]) -> tuple[float, float]:
    return median(values) * 1000, percentile(values, 0.99) * 1000


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        print_acts({Path(each).name: Path(each) for each in sys.argv[1:]}, Path(name), 400)
