"""The journal: what one act costs, how large the file is, reading all of it, and merging a little into a lot."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from labels.sqlite.connection import connect
from tests.benchmarks import one_act, projects
from tests.benchmarks.figures import Row, table
from tests.benchmarks.journal_project import desk_project, label_more, pack_of
from tests.benchmarks.measured import Taken, measure
from tests.benchmarks.sizes import Sizes

#: Somebody else than who labelled the project, and so many decisions of theirs.
OTHER, NEW = "cleo", 100

WORK, FLOORS = "tests.benchmarks.work", "tests.benchmarks.floors"

#: A module or function with its arguments, as `measure` takes them.
Work = tuple[str | Path, ...]

#: Parts of a file, by how the names of their tables begin.
_PARTS = {
    "journal and its indexes": ("journal",),
    "annotations and their indexes": ("annotation", "progress"),
    "full-text index": ("sentence_words",),
    "sentences": ("sentence",),
    "texts": ("article_text",),
}


def run(sizes: Sizes) -> None:
    """Print all four."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        large = projects.copy_of(desk_project(sizes.articles), folder)
        small = projects.one_article(folder, sizes.keys + 20)
        _size(large, folder)
        _reading(large, folder)
        one_act.print_acts({"one article": small, f"{sizes.sentences:,} sentences": large}, folder, sizes.keys)
    with tempfile.TemporaryDirectory() as name:
        _merging(desk_project(sizes.articles), Path(name), sizes.articles)


def _size(project: Path, folder: Path) -> None:
    bare = folder / "bare.db"
    measure(folder, f"{FLOORS}:bare_file", project, bare)
    with closing(connect(project, write=False)) as connection:
        (decisions,) = connection.execute("SELECT count(*) FROM main_annotation WHERE status <> 'undecided'").fetchone()
        parts = _sizes_of_parts(connection)
    floor = bare.stat().st_size
    found = {"sqlite3: texts, spans, a row a decision": floor, "the project file": project.stat().st_size, **parts}
    rows: list[Row] = [(what, size / 1e6, size / decisions, size / floor) for what, size in found.items()]
    table(f"Size of the file, {decisions:,} decisions", ("", "MB", "bytes a decision", ": floor"), rows)
    bare.unlink()


def _sizes_of_parts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many bytes each part takes; nothing where SQLite was built without `dbstat`."""
    try:
        rows = connection.execute(
            "SELECT tbl_name, sum(pgsize) FROM dbstat JOIN sqlite_master USING (name) GROUP BY tbl_name"
        ).fetchall()
    except sqlite3.Error:
        return {}
    found = dict.fromkeys(_PARTS, 0)
    for name, size in rows:
        part = next((part for part, begins in _PARTS.items() if name.startswith(begins)), None)
        if part is not None:
            found[part] += size
    return {f"of it {part}": size for part, size in found.items()}


def _reading(project: Path, folder: Path) -> None:
    works: dict[str, Work] = {
        "sqlite3: every event backwards, its payload": (f"{FLOORS}:bare_journal", project),
        "sqlite3: PRAGMA integrity_check": (f"{FLOORS}:bare_integrity", project),
        "sqlite3: decisions counted by label": (f"{FLOORS}:bare_count", project),
        "copydesk check": ("tui", "check", "-p", project),
        "copydesk status": ("tui", "status", "-p", project),
        "the dashboard's figures": (f"{WORK}:dashboard", project),
        "the whole journal backwards": (f"{WORK}:log", project),
        "copydesk log of all of it": ("tui", "log", "-n", str(10**9), "-p", project),
        "copydesk duplicates, nothing compared yet": ("tui", "duplicates", "-p", project),
        "copydesk duplicates, once more": ("tui", "duplicates", "-p", project),
    }
    found = {what: measure(folder, *work) for what, work in works.items()}
    _print("Reading everything, each in a process of its own", found)


def _merging(large: Path, folder: Path, articles: int) -> None:
    """Merge what somebody labelled in a copy: as a pack, and as the whole copy."""
    found: dict[str, Taken] = {}
    for among in (1, min(NEW, articles)):
        copy = projects.copy_of(large, folder).rename(folder / "copy.db")
        pack = pack_of(copy, folder / "pack.db", label_more(copy, OTHER, NEW, among))
        about = f"{NEW} decisions in {among} articles" if among > 1 else f"{NEW} decisions in one article"
        for what, call, other in (
            (f"sqlite3: union with a pack, {about}", f"{FLOORS}:bare_union", pack),
            (f"pack merged, {about}", f"{WORK}:merge", pack),
            (f"the same, a copy made before, {about}", f"{WORK}:merge_with_copy", pack),
            (f"sqlite3: union with the whole copy, {about}", f"{FLOORS}:bare_union", copy),
            (f"whole copy merged, {about}", f"{WORK}:merge", copy),
        ):
            found[what] = measure(folder, call, projects.copy_of(large, folder), other)
            for left in folder.glob("large*"):
                left.unlink()
        copy.unlink()
        pack.unlink()
    _print(f"Merging into a project of {articles:,} articles; the call alone", found)


def _print(title: str, found: Mapping[str, Taken]) -> None:
    """Print what was measured beside the first of it."""
    floor, *_ = found.values()
    rows: list[Row] = [
        (what, taken.seconds, taken.processor, taken.processor / floor.processor, taken.memory / 1e6)
        for what, taken in found.items()
    ]
    table(title, ("", "s", "processor s", ": first", "memory MB"), rows)
