"""Marks with planted truth: articles of twenty sentences, people who are right as often as they are said to be."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from labels.quality.marks import Mark

#: Sentences in an article.
LENGTH = 20


@dataclass(frozen=True)
class Scenario:
    """`right`: how often each person is right. `each`: people who mark a sentence. `common`: how common labels are.

    `by_habit`: errors go to labels as often as these are common, else to all alike. `spread`: articles differ by so
    much (a standard deviation) in how often people are right, and in their labels as well.
    """

    right: Sequence[float]
    each: int
    common: Sequence[float]
    by_habit: bool = False
    spread: float = 0.0


SCENARIOS = {
    "even": Scenario((0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9), 3, (0.25,) * 4),
    "spammers": Scenario((0.88, 0.85, 0.85, 0.82, 0.8, 0.78, 0.25, 0.25, 0.25, 0.25), 5, (0.25,) * 4),
    "rare": Scenario((0.75, 0.8, 0.82, 0.85, 0.88, 0.9, 0.93, 0.95), 3, (0.92, 0.08)),
    "newsroom": Scenario((0.65, 0.75, 0.88), 3, (0.4, 0.2, 0.15, 0.1, 0.07, 0.05, 0.03), by_habit=True),
    "articles": Scenario((0.6, 0.65, 0.7, 0.75, 0.8, 0.82, 0.85, 0.9), 3, (0.25,) * 4, spread=0.12),
}


@dataclass(frozen=True)
class Planted:
    """The marks, the true label of each unit, and how often each person was right."""

    marks: list[Mark]
    truth: dict[str, str]
    right: dict[str, float]


def planted(scenario: Scenario, units: int, seed: int) -> Planted:
    """So many units, the same for the same seed."""
    random = Random(seed)
    people = range(len(scenario.right))
    habits = _habits(scenario)
    marks: list[Mark] = []
    truth: dict[str, str] = {}
    counts = [[0, 0] for _ in people]
    for unit in range(units):
        if unit % LENGTH == 0:
            mixture = list(accumulate(_mixture(scenario, random)))
            shift = random.gauss(0, scenario.spread) if scenario.spread else 0.0
        true = bisect(mixture, random.random() * mixture[-1])
        truth[f"u{unit}"] = f"l{true}"
        for person in random.sample(people, scenario.each):
            right = random.random() < min(0.99, max(0.02, scenario.right[person] + shift))
            label = true if right else bisect(habits[true], random.random() * habits[true][-1])
            counts[person][0] += right
            counts[person][1] += 1
            marks.append(Mark(f"u{unit}", f"p{person}", (f"l{label}",), f"a{unit // LENGTH}"))
    return Planted(marks, truth, {f"p{n}": right / all for n, (right, all) in enumerate(counts) if all})


def _habits(scenario: Scenario) -> list[list[float]]:
    """For each true label where errors go, added up."""
    labels = range(len(scenario.common))
    weights = scenario.common if scenario.by_habit else [1.0 for _ in labels]
    return [list(accumulate(0.0 if label == true else weights[label] for label in labels)) for true in labels]


def _mixture(scenario: Scenario, random: Random) -> list[float]:
    """How common labels are in an article: a Dirichlet draw where articles differ."""
    if not scenario.spread:
        return list(scenario.common)
    return [random.gammavariate(2 * common / scenario.spread, 1) for common in scenario.common]
