"""Import beside a bare segmenter with `executemany`: the same files, the same rules, nothing else."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.benchmarks.figures import Row, table
from tests.benchmarks.measured import measure
from tests.benchmarks.prose import varied_articles
from tests.benchmarks.sizes import SENTENCES_AN_ARTICLE, Sizes


def run(sizes: Sizes) -> None:
    """Print throughput and memory of both, and of importing the same files once more."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = folder / "texts"
        texts.mkdir()
        for number, text in enumerate(varied_articles(sizes.articles, SENTENCES_AN_ARTICLE)):
            (texts / f"{number:06d}.txt").write_text(text, encoding="utf-8")
        size = sum(path.stat().st_size for path in texts.iterdir())
        found = {
            "segmenter and executemany": measure(folder, "tests.benchmarks.floors", "import", "bare.db", texts),
            "copydesk import": measure(folder, "tui", "import", "--language", "en", texts),
            "copydesk import, language guessed": measure(folder, "tui", "import", "-p", "guessed.db", texts),
            "the same again (all known)": measure(folder, "tui", "import", "-p", "guessed.db", texts),
        }
    floor, *_ = found.values()
    sentences = sizes.articles * SENTENCES_AN_ARTICLE
    rows: list[Row] = [
        (what, taken.seconds, sentences / taken.seconds, size / 1e6 / taken.seconds, taken.seconds / floor.seconds,
         taken.processor / floor.processor, taken.memory / 1e6)
        for what, taken in found.items()
    ]  # fmt: skip
    table(
        f"Import of {sizes.articles:,} files, {sentences:,} sentences, {size / 1e6:.0f} MB",
        ("", "s", "sentences a second", "MB a second", ": floor", "processor : floor", "memory MB"),
        rows,
    )
