"""A million labelled sentences from and to JSON Lines and Parquet, beside the bare libraries on the same rows.

`python -m tests.benchmarks.exchange floor FILE DATABASE` is the floor of the way in: the file's rows, as the library
gives them, put into a table with `executemany`. That of the way out is in `tests.benchmarks.floors`.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks.figures import Row, table
from tests.benchmarks.measured import Taken, measure
from tests.benchmarks.sizes import SENTENCES_AN_ARTICLE, Sizes
from tests.end_to_end.articles import sentence

SMALL = 10_000
LABELS = ("claim", "quote", "news", "background")
COLUMNS = ("--group", "article_id", "--paragraph", "paragraph", "--language", "en")


#: What was measured: in or out, of what, how many rows; with what the floor took.
Found = dict[tuple[str, str, int], tuple[Taken, Taken]]

#: Beside in and out: imports beside the same rows of all tables, written by a bare `executemany`. Near-duplicates are
#: not among these rows.
KEPT = "kept"


def run(sizes: Sizes) -> None:
    """Print throughput and peak memory of both at 10,000 sentences and at all of them, in and out."""
    found: Found = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in dict.fromkeys((min(SMALL, sizes.sentences), sizes.sentences)):
            for labelled in (False, True):
                for path in _files(folder, count, labelled):
                    _measure_in(folder, path, count, labelled, found)
                    if labelled and path.suffix == ".jsonl":
                        _measure_out(folder, count, found)
                    for left in (*folder.glob("*.db*"), path):
                        left.unlink()
    for way in ("in", KEPT, "out"):
        rows: list[Row] = [
            (what, count, taken.seconds, count / taken.seconds, taken.seconds / floor.seconds,
             taken.processor / floor.processor, taken.memory / 1e6)
            for (each, what, count), (taken, floor) in found.items()
            if each == way
        ]  # fmt: skip
        heads = ("", "sentences", "s", "sentences a second", ": floor", "processor : floor", "memory MB")
        table(f"Rows {way}", heads, rows)


def _measure_in(folder: Path, path: Path, count: int, labelled: bool, found: Found) -> None:
    words = ("--label", "label", "--make-codebook") if labelled else ()
    kind = "labelled " if labelled else ""
    floor = measure(folder, "tests.benchmarks.exchange", "floor", path, folder / "floor.db")
    taken = measure(folder, "tui", "import", path, "-p", folder / "ours.db", *COLUMNS, *words)
    found["in", f"bare library and executemany, {kind}{path.suffix}", count] = (floor, floor)
    found["in", f"copydesk import, {kind}{path.suffix}", count] = (taken, floor)
    if path.suffix == ".jsonl":
        tables = measure(folder, "tests.benchmarks.floors", "tables", folder / "ours.db", folder / "tables.db")
        left = ("--no-compare", *words)
        less = measure(folder, "tui", "import", path, "-p", folder / "less.db", *COLUMNS, *left)
        found[KEPT, f"the {kind}rows that an import leaves, bare executemany", count] = (tables, tables)
        found[KEPT, f"copydesk import, {kind}{path.suffix}", count] = (taken, tables)
        found[KEPT, f"copydesk import --no-compare, {kind}{path.suffix}", count] = (less, tables)


def _measure_out(folder: Path, count: int, found: Found) -> None:
    """Write the project that was just made."""
    for suffix, bare in ((".jsonl", "export"), (".parquet", "parquet")):
        if suffix == ".parquet" and find_spec("pyarrow") is None:
            continue
        floor = measure(folder, "tests.benchmarks.floors", bare, folder / "ours.db", folder / f"floor{suffix}")
        taken = measure(folder, "tui", "export", "-p", folder / "ours.db", "-o", folder / f"ours{suffix}")
        found["out", f"SQLite and the bare library, {suffix}", count] = (floor, floor)
        found["out", f"copydesk export, {suffix}", count] = (taken, floor)
        for left in ("floor", "ours"):
            (folder / f"{left}{suffix}").unlink()


def _files(folder: Path, count: int, labelled: bool) -> Iterator[Path]:
    path = folder / "rows.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in made(count, labelled))
    yield path
    if find_spec("pyarrow") is None:
        return
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    rows: list[dict[str, object]] = []
    writer = None
    path = folder / "rows.parquet"
    for row in made(count, labelled):
        rows.append(row)
        if len(rows) == SMALL:
            batch = pyarrow.Table.from_pylist(rows)
            writer = writer or ParquetWriter(path, batch.schema)
            writer.write_table(batch)
            rows = []
    if writer is not None:
        writer.close()
        yield path


def made(count: int, labelled: bool) -> Iterator[dict[str, object]]:
    """So many sentences, two hundred an article, four a paragraph."""
    chance = random.Random(count)
    for number in range(count):
        row: dict[str, object] = {
            "article_id": f"article {number // SENTENCES_AN_ARTICLE}",
            "paragraph": number % SENTENCES_AN_ARTICLE // 4,
            "text": sentence(number, chance),
        }
        yield row | {"label": chance.choice(LABELS)} if labelled else row


def floor(path: Path, database: Path) -> None:
    """The least code that could do it."""
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE sentence (article TEXT, paragraph INTEGER, text TEXT, label TEXT)")
    values = ((row["article_id"], row["paragraph"], row["text"], row.get("label")) for row in _bare(path))
    connection.executemany("INSERT INTO sentence VALUES (?, ?, ?, ?)", values)
    connection.commit()


def _bare(path: Path) -> Iterator[dict[str, str]]:
    if path.suffix == ".parquet":
        from pyarrow.parquet import ParquetFile

        for batch in ParquetFile(path).iter_batches(1000):
            yield from batch.to_pylist()
        return
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


if __name__ == "__main__":
    floor(*map(Path, sys.argv[2:]))
