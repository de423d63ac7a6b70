"""The sway: what was planted is recovered within its interval, which is narrower than that of the two shares alone."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt
from random import Random

import pytest

from labels.suggest.sway import estimate
from tests.examples import default_cases, proof_or

ARTICLES, SENTENCES, SEEDS = 100, 30, 40


@dataclass(frozen=True)
class Decided:
    article: str
    score: float
    agrees: bool


def worked(planted: float, seed: int, *, marked_misleads: bool = False) -> tuple[list[Decided], list[Decided]]:
    """Decisions with something preselected, and those of the blind control; the model is nearly as sure as it is right.

    `marked_misleads`: what is only marked is right more often than it says, unlike what is preselected.
    """
    random = Random(seed)
    shown, kept_back = [], []
    for article in range(ARTICLES):
        for _ in range(SENTENCES):
            p = random.uniform(0.5, 0.98)
            sure = log(p / (1 - p)) + (0.6 if marked_misleads and p < 0.8 else 0.1)
            right = random.random() < 1 / (1 + exp(-sure))
            if random.random() < 0.1:
                kept_back.append(Decided(str(article), p, right))
            elif p >= 0.8:
                shown.append(Decided(str(article), p, right or random.random() < planted))
    return shown, kept_back


@pytest.mark.parametrize(
    ("planted", "marked_misleads"),
    default_cases([(0.0, False), (0.3, False), (0.7, False), (0.0, True), (0.3, True), (0.7, True)], 1, 5, unpack=True),
)
def test_the_interval_covers_what_was_planted(planted, marked_misleads):
    covered, widths = 0, list[float]()
    for seed in range(SEEDS):
        found = estimate(*worked(planted, seed, marked_misleads=marked_misleads))
        assert found is not None and found[1] is not None
        covered += found[1].low <= planted <= found[1].high
        widths.append(found[1].high - found[1].low)
    assert covered >= 0.87 * SEEDS
    assert sum(widths) / SEEDS < 2 * (1 - planted)


def test_what_is_marked_makes_the_interval_narrower():
    narrower, seeds = 0, proof_or(SEEDS, 12)
    for seed in range(seeds):
        shown, kept_back = worked(0.3, seed)
        whole, part = estimate(shown, kept_back), estimate(shown, [each for each in kept_back if each.score >= 0.8])
        assert whole and part and whole[1] and part[1]
        narrower += whole[1].half < part[1].half
    assert narrower > 0.8 * seeds


def test_too_little_tells_nothing():
    shown, kept_back = worked(0.3, 1)
    assert estimate(shown, kept_back[:9]) is None
    assert estimate([], kept_back) is None
    one_article = [Decided("1", 0.9, True)] * 20
    found = estimate(one_article, one_article)
    assert found is not None and found[1] is None


def test_sure_models_and_impossible_scores_do_no_harm():
    odd = [Decided(str(n), (0.0, 0.5, 1.0)[n % 3], n % 2 == 0) for n in range(60)]
    found = estimate(odd, odd)
    assert found is not None and found[1] is not None
    assert sqrt(found[0] ** 2) < 1
