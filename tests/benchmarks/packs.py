"""Fifty packs given out, worked in, and taken back in one merge, beside their rows put into one bare journal."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from labels.project import Project
from tests.benchmarks.measured import measure
from tests.benchmarks.sizes import Sizes

#: So many people, each with so many articles of so many sentences.
PEOPLE, ARTICLES, SENTENCES = 50, 10, 20

_EVENT = 'id, at, kind, start, "end", payload, action'


def office(folder: Path, people: int) -> tuple[Path, list[Path]]:
    """A project, and a pack for each of so many people, in which everything is labelled."""
    path = folder / "office.db"
    with Project.open(path, "lead") as lead:
        for n in range(people * ARTICLES):
            lead.add(" ".join(f"Sentence {k} of article {n} says something of it." for k in range(SENTENCES)))
        lead.team.assign(*(f"coder {n}" for n in range(people)))
        packs = [made.path for made in lead.pack_everyone(folder / "packs")]
    for pack in packs:
        with Project.open(pack) as project:
            project.annotate("is:undecided", label="claim")
    return path, packs


def merge(path: Path, *packs: Path) -> None:
    """Take all packs back, without the copy that is made before a merge."""
    from labels.merging import merge_files

    with Project.open(path, "lead") as lead:
        merge_files(lead, packs, copy=False)


def bare_journal(path: Path, *packs: Path) -> None:
    """Read every row of every journal, and keep those that are new in one table, with the index on ids alone."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE journal (id BLOB UNIQUE, at, kind, start, stop, payload, action)")
        for pack in packs:
            with closing(sqlite3.connect(f"file:{pack}?mode=ro", uri=True)) as other:
                rows = other.execute(f"SELECT {_EVENT} FROM journal")
                connection.executemany("INSERT OR IGNORE INTO journal VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        connection.commit()


def run(sizes: Sizes) -> None:
    """Print seconds of the processor, and memory."""
    people = PEOPLE if sizes.sentences > 100_000 else 5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, packs = office(folder, people)
        words: Sequence[Path] = [path, *packs]
        taken = measure(folder, "tests.benchmarks.packs:merge", *words)
        floor = measure(folder, "tests.benchmarks.packs:bare_journal", folder / "bare.db", *packs)
        with Project.open(path, "lead") as lead:
            (events,) = lead.connection.execute("SELECT count(*) FROM journal WHERE kind = 'label'").fetchone()
            assert events == people * ARTICLES * SENTENCES and lead.check().problems == []
    print(
        f"{people} packs with {events:,} decisions merged: {taken.processor:.2f} s, {taken.memory / 1e6:.0f} MB;"
        f" their rows in a bare journal: {floor.processor:.2f} s; {taken.processor / floor.processor:.1f} x"
    )
