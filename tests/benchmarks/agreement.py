"""Agreement of 300,000 marks, beside a bare loop that counts the same rows; and the memory of a million marks."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from labels.codebook import Codebook, Label
from labels.quality.agreement import Comparison
from labels.quality.annotator_model import annotator_model
from labels.quality.aspect import whole
from labels.quality.confusion import confusion
from labels.quality.marks import Mark, Marks
from labels.quality.pairs import by_pair
from tests.benchmarks.measured import measure
from tests.benchmarks.sizes import Sizes

PEOPLE, EACH, LABELS = 8, 3, 7
BOOK = Codebook(tuple(Label(f"l{n}", f"l{n}", None) for n in range(LABELS)))


def rows(marks: int) -> Iterator[Mark]:
    """So many marks, three a sentence, as they come from a project: by article and span, then by person."""
    random = Random(1)
    labels = [(label.id,) for label in BOOK.labels]
    for unit in range(marks // EACH):
        true = random.randrange(LABELS)
        for person in sorted(random.sample(range(PEOPLE), EACH)):
            said = true if random.random() < 0.8 else random.randrange(LABELS)
            article, start = 1 + unit // 20, 80 * (unit % 20)
            yield Mark((article, start, start + 75), f"p{person}", labels[said], article)


def bare_loop(marks: list[Mark]) -> None:
    """Count how often each label was given to each unit: the least that any coefficient needs."""
    counts: dict[object, dict[tuple[str, ...], int]] = {}
    for unit, _, labels, _ in marks:
        of_unit = counts.setdefault(unit, {})
        of_unit[labels] = of_unit.get(labels, 0) + 1


def in_memory(number: str | Path) -> None:
    """All figures of so many marks."""
    marks = Marks(rows(int(str(number))))
    comparison = Comparison(marks, BOOK)
    comparison.overall(), comparison.by_label(), comparison.by_article()
    by_pair(marks, BOOK)


def run(sizes: Sizes) -> None:
    """Print seconds of the processor, and memory."""
    number = 300_000 if sizes.sentences > 100_000 else 30_000
    given = list(rows(number))
    marks = Marks(given)
    comparison = Comparison(marks, BOOK)
    steps: dict[str, Callable[[], object]] = {
        "all coefficients, from rows": lambda: Comparison(Marks(given), BOOK).overall(),
        "of each label": comparison.by_label,
        "of each article": comparison.by_article,
        "of each pair": lambda: by_pair(marks, BOOK),
        "confusion table": lambda: confusion(marks, whole(BOOK)),
        "annotator model": lambda: annotator_model(marks, whole(BOOK)),
    }
    print(f"agreement of {number:,} marks by {PEOPLE} people, beside a bare loop that counts them")
    for name, step in steps.items():
        seconds, floor = _beside_the_loop(step, given, 1 if name == "annotator model" else 5)
        print(f"  {name:30} {seconds:6.2f} s {floor:6.2f} s {seconds / floor:6.2f} x")
    million = 1_000_000 if sizes.sentences > 100_000 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        taken = measure(Path(folder), "tests.benchmarks.agreement:in_memory", str(million))
    print(f"  all figures of {million:,} marks: {taken.memory / 1e6:.0f} MB in all, {taken.seconds:.1f} s")


def _beside_the_loop(step: Callable[[], object], given: list[Mark], times: int) -> tuple[float, float]:
    """Seconds of a step and of the bare loop, by turns, each the least: what else runs slows both down."""
    both = [(_seconds(step), _seconds(lambda: bare_loop(given))) for _ in range(times)]
    return min(one for one, _ in both), min(floor for _, floor in both)


def _seconds(step: Callable[[], object]) -> float:
    gc.collect()
    began = time.process_time()
    step()
    return time.process_time() - began
