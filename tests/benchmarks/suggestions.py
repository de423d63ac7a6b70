"""`python -m tests.benchmarks.suggestions PATH…`: suggestions for an annotator who is simulated. Nothing is asserted.

PATH is a file of articles, one a line: `{"paragraphs": [[{"text": …, "role": …}, …], …]}`. Articles come at random,
sentences in order, and the role is the label; sentences without one are passed over.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from random import Random
from typing import Any

from labels.suggest.doubt import doubt
from labels.suggest.online import OnlineSuggester
from labels.suggest.policy import Policy
from labels.suggest.record import Record
from labels.suggest.report import Answer, Sway, answer, sway
from labels.suggest.shown import Mode, Occasion
from labels.suggest.suggester import Prediction, predict
from labels.suggest.unit import Labels, Unit
from tests.benchmarks.figures import table
from tests.benchmarks.measured import most_memory

Article = list[tuple[Unit, Labels | None]]

#: The annotator keeps a wrong suggestion with this probability, and slips with that one.
KEEPS, SLIPS = 0.3, 0.05


@dataclass(slots=True)
class Course:
    """What came of a simulation, decision by decision: what is true, what was given, what the model had said."""

    true: list[Labels] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    predictions: list[Prediction | None] = field(default_factory=list)
    doubts: list[float | None] = field(default_factory=list)
    learning: list[float] = field(default_factory=list)


def read(path: Path, key: str) -> list[Article]:
    """The articles of a file."""
    articles = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        paragraphs = json.loads(line)["paragraphs"]
        sentences = sum(map(len, paragraphs))
        article: Article = []
        for at, paragraph in enumerate(paragraphs):
            for place, each in enumerate(paragraph):
                unit = Unit(
                    each["text"], f"{number:020}:{len(article)}-{len(article) + 1}", len(article), sentences,
                    at, len(paragraphs), place, len(paragraph),
                )  # fmt: skip
                label = each.get(key)
                article.append((unit, None if label is None else (str(label),)))
        articles.append(article)
    return articles


class Annotator:
    """Decides as is true, but keeps some wrong suggestions, and slips."""

    def __init__(self, labels: Sequence[Labels], random: Random, keeps: float = 0.0, slips: float = 0.0) -> None:
        self._labels, self._random, self._keeps, self._slips = labels, random, keeps, slips

    def decide(self, truth: Labels, preselected: Labels | None) -> Labels:
        if preselected is not None and preselected != truth and self._random.random() < self._keeps:
            return preselected
        if self._random.random() < self._slips:
            return self._random.choice([each for each in self._labels if each != truth])
        return truth


def simulate(
    articles: Sequence[Article], seed: int, decisions: int, mode: Mode = "off", *, keeps: float = 0.0,
    slips: float = 0.0, always: bool = False,
) -> Course:  # fmt: skip
    """An annotator at work. `always` shows every suggestion, without a policy."""
    random = Random(seed)
    labels = sorted({label for article in articles for _, label in article if label is not None})
    annotator, suggester, record = Annotator(labels, random, keeps, slips), OnlineSuggester(), Record()
    policy, course = Policy(mode, [label for (label,) in labels]), Course()
    for unit, truth, said in _in_order(articles, random):
        if len(course.true) == decisions:
            break
        began = time.thread_time()
        prediction = predict(suggester, unit)
        shown = policy.before(prediction, Occasion(unit.id, "shuffled"), record)
        preselected = prediction.ranked[0][0] if always and prediction else shown.preselected
        given = annotator.decide(truth, preselected)
        payload = shown.payload(given)
        suggester.learn(unit, given)
        course.learning.append(time.thread_time() - began)
        record.decided(given, payload)
        said.appendleft(given)
        course.true.append(truth)
        course.answers.append(answer("ana", unit.id, given, payload))
        course.predictions.append(prediction)
        course.doubts.append(doubt(payload))
    return course


def _in_order(articles: Sequence[Article], random: Random) -> Iterator[tuple[Unit, Labels, deque[Labels | None]]]:
    """Articles at random, their sentences in order; what is appended to the left was said of the sentence before."""
    while True:
        for article in random.sample(articles, len(articles)):
            said: deque[Labels | None] = deque(maxlen=2)
            for unit, truth in article:
                if truth is None:
                    said.appendleft(None)
                else:
                    yield unit.after(tuple(said)), truth, said


def _right(course: Course, first: int, last: int) -> list[bool]:
    pairs = zip(course.true[first:last], course.predictions[first:last], strict=True)
    return [said is not None and said.ranked[0][0] == truth for truth, said in pairs]


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def accuracy(course: Course) -> list[Any]:
    """The figures of a model that only looks on."""
    sure = [said.ranked[0][1] if said else 0.0 for said in course.predictions]
    right = _right(course, 0, len(sure))
    confidence, hits = _mean(sure[500:]), _mean(right[500:])
    high = [hit for hit, p in zip(right[500:], sure[500:], strict=True) if p >= 0.8]
    off = None if confidence is None or hits is None else 100 * (confidence - hits)
    return [
        _percent(_mean(right[500:1000])), _percent(_mean(right[2000:5000])), None if off is None else f"{off:+.1f}",
        _percent(_mean(high)), _percent(len(high) / max(1, len(right[500:]))),
    ]  # fmt: skip


def errors(course: Course) -> float:
    """The share of decisions that are not true."""
    wrong = [each.given != truth for each, truth in zip(course.answers, course.true, strict=True)]
    return sum(wrong) / max(1, len(wrong))


def rarest_shares(course: Course) -> str:
    """The label whose share changed most of those with at most a tenth of the decisions, and by how much of it."""
    true, given = Counter(course.true), Counter(each.given for each in course.answers)
    rare = [label for label, count in true.items() if 30 <= count <= len(course.true) / 10]
    changes = {label[0]: given[label] / true[label] - 1 for label in rare}
    worst = max(changes, key=lambda label: abs(changes[label]), default=None)
    return "–" if worst is None else f"{changes[worst]:+.1%} ({worst})"


def slips_found(course: Course) -> float | None:
    """The share of the slips that are among the tenth of decisions that are doubted most."""
    triples = zip(course.doubts, course.answers, course.true, strict=True)
    doubted = [(each, said.given != truth) for each, said, truth in triples if each is not None]
    doubted.sort(key=lambda pair: -pair[0])
    slips = sum(slip for _, slip in doubted)
    return sum(slip for _, slip in doubted[: len(doubted) // 10]) / slips if slips else None


def _percent(value: float | None) -> str | None:
    return None if value is None else f"{value:.1%}"


def _mean_of(cells: Sequence[str | None]) -> str:
    """The mean of figures as they are printed."""
    values = [float(cell.rstrip("%")) for cell in cells if cell is not None]
    return f"{sum(values) / len(values):.2f}" if values else "–"


def _spread_of(cells: Sequence[str | None]) -> str:
    """The standard deviation between orders of figures as they are printed."""
    values = [float(cell.rstrip("%")) for cell in cells if cell is not None]
    mean = sum(values) / len(values) if values else 0.0
    return f"{sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1)):.2f}" if len(values) > 1 else "–"


def _sway(found: Sway) -> str:
    if found.sway is None:
        return "–"
    ends = found.sway_interval
    return f"{found.sway:.2f}" + (f" ({ends.low:.2f} to {ends.high:.2f})" if ends else "")


def run(path: Path, key: str, decisions: int, seeds: int, *, only_accuracy: bool = False) -> None:
    """Print all figures of a file, or how often the model is right alone."""
    articles = read(path, key)
    rows, led, found = [], [], []
    for seed in range(1, seeds + 1):
        plain = simulate(articles, seed, decisions)
        took = sorted(plain.learning)
        milliseconds = 1000 * sum(took) / len(took), 1000 * took[int(0.99 * len(took))]
        rows.append([f"order {seed}", *accuracy(plain), f"{milliseconds[0]:.2f}", f"{milliseconds[1]:.2f}"])
        if only_accuracy:
            continue
        swayed = simulate(articles, seed, decisions, "suggest", keeps=KEEPS)
        shown = [each for each in swayed.answers if each.form == "preselected"]
        always = simulate(articles, seed, min(decisions, 1000), keeps=KEEPS, always=True)
        led.append([
            f"order {seed}", _percent(errors(swayed)), _percent(errors(always)), _percent(len(shown) / decisions),
            _sway(sway(swayed.answers)), rarest_shares(swayed),
        ])  # fmt: skip
        slipped = simulate(articles, seed, decisions, "suggest", slips=SLIPS)
        found.append([f"order {seed}", _percent(slips_found(slipped))])
    if len(rows) > 1:
        rows.append(["mean", *(_mean_of([row[place] for row in rows]) for place in range(1, len(rows[0])))])
        rows.append(["spread", *(_spread_of([row[place] for row in rows[:-1]]) for place in range(1, len(rows[0])))])
    head = ["500–1,000", "2,000–5,000", "confidence − accuracy", "right at ≥ .8", "at ≥ .8", "ms", "ms p99"]
    table(f"{path.name}: the top label is right, with the policy off; learning", ["", *head], rows)
    if only_accuracy:
        return
    head = ["errors", "always shown", "preselected", f"sway, planted {KEEPS}", "rare label, share changed most"]
    table(f"an annotator who keeps a wrong suggestion with probability {KEEPS}", ["", *head], led)
    table(f"slips in {SLIPS:.0%} of the decisions", ["", "found in the worst 10%"], found)


def memory(path: Path, key: str, decisions: int = 50_000) -> None:
    """Print how much memory a model has that has learnt so many decisions, those of the file over and over."""
    before = most_memory()
    suggester = OnlineSuggester()
    began = time.thread_time()
    for count, (unit, truth, said) in enumerate(_in_order(read(path, key), Random(1))):
        if count == decisions:
            break
        suggester.learn(unit, truth)
        said.appendleft(truth)
    print(
        f"\n{decisions:,} decisions: {most_memory() / 1e6:.0f} MB in all, {before / 1e6:.0f} MB before,"
        f" {1000 * (time.thread_time() - began) / decisions:.2f} ms a decision"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.suggestions", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--key", default="role", help="which key of a sentence is its label (role)")
    parser.add_argument("--decisions", type=int, default=5000, help="decisions of each simulation (5,000)")
    parser.add_argument("--orders", type=int, default=2, help="random orders of the articles (2)")
    parser.add_argument("--accuracy", action="store_true", help="only how often the top label is right, and learning")
    parser.add_argument("--memory", action="store_true", help="the memory after 50,000 decisions as well")
    asked = parser.parse_args()
    for path in asked.paths:
        run(path, asked.key, asked.decisions, asked.orders, only_accuracy=asked.accuracy)
        if asked.memory:
            memory(path, asked.key)


if __name__ == "__main__":
    main()
