"""One decision, written and committed, beside the least that SQLite does for as safe a commit."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from labels.desk import Desk
from labels.project import Project
from tests.benchmarks import projects
from tests.benchmarks.figures import Row, median, percentile, table
from tests.benchmarks.sizes import Sizes


def run(sizes: Sizes) -> None:
    """Print times of one commit: bare SQLite, the library, the desk without a terminal."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = projects.one_article(folder, sizes.keys + 20)
        large = projects.copy_of(projects.large(sizes.articles), folder)
        found = {"sqlite3: insert and commit (WAL, FULL)": _bare(folder, sizes.keys)}
        found["Project.label"] = _library(small, sizes.keys)
        found["Desk.label, one article"] = _desk(small, sizes.keys)
        found[f"Desk.label, {sizes.sentences:,} sentences"] = _desk(large, sizes.keys)
    floor, *_ = found.values()
    rows: list[Row] = [
        (what, median(values) * 1000, percentile(values, 0.99) * 1000, median(values) / median(floor))
        for what, values in found.items()
    ]
    table(f"One decision on the disk, {sizes.keys} each", ("", "p50 ms", "p99 ms", "p50 : sqlite3"), rows)


class BareTable:
    """The least that is as safe: one row into one table, WAL with `synchronous=FULL`."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, payload TEXT)")

    def insert(self) -> float:
        """Commit one row; how many seconds that took."""
        began = time.perf_counter()
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("INSERT INTO event (payload) VALUES (?)", ('{"labels": ["claim"], "seconds": 4.2}',))
        self._connection.execute("COMMIT")
        return time.perf_counter() - began

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _bare(folder: Path, count: int) -> list[float]:
    bare = BareTable(folder / "bare.db")
    found = [bare.insert() for _ in range(count)]
    bare.close()
    return found


def _library(path: Path, count: int) -> list[float]:
    with Project.open(path, projects.ANNOTATOR) as project:
        name = project.codebook.active[0].name
        sentences = list(project.sentences())[:count]
        return [_seconds(lambda s=sentence: project.label(s, name)) for sentence in sentences]


def _desk(path: Path, count: int) -> list[float]:
    with Project.open(path, "ben") as project:
        desk = Desk(project)
        labels = [label.id for label in project.codebook.active]
        return [_seconds(lambda n=number: desk.label(labels[n % len(labels)])) for number in range(count)]


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
