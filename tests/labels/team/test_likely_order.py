"""An order by a model: what is likely comes early, a random part is left alone, and probabilities are what they say."""

from __future__ import annotations

from collections import Counter

import pytest

from labels.team.likely_order import RANDOM_PART, is_in_random_part, likely_order, random_part
from labels.team.random_order import in_random_order

IDS = [f"{number:020}" for number in range(400)]
#: One article in ten is rich.
WEIGHTS = {id: 0.5 if number % 10 == 0 else 0.02 for number, id in enumerate(IDS)}


def test_every_article_comes_once_and_rich_ones_come_early():
    order = likely_order(WEIGHTS, 1)
    assert sorted(each.id for each in order) == IDS
    first = [each for each in order[:60] if not each.is_random]
    rich = sum(WEIGHTS[each.id] == 0.5 for each in first)
    assert rich > 0.5 * len(first)


def test_no_model_touches_the_random_part():
    assert sum(map(is_in_random_part, IDS)) == pytest.approx(RANDOM_PART * len(IDS), rel=0.3)
    order = [each.id for each in likely_order(WEIGHTS, 7) if each.is_random]
    turned = {id: 1.0 - weight for id, weight in WEIGHTS.items()}
    assert order == [each.id for each in likely_order(turned, 7) if each.is_random]
    assert order == random_part(IDS, 7) == in_random_order([id for id in IDS if is_in_random_part(id)], 7)


def test_one_of_five_is_of_the_random_part_while_there_are_any():
    order = likely_order(WEIGHTS, 3)
    count = sum(each.is_random for each in order)
    assert [place for place, each in enumerate(order[: 5 * min(count, 60)]) if each.is_random] == [
        *range(4, 5 * min(count, 60), 5)
    ]


def test_probabilities_are_those_of_the_draw():
    """The first article is each of those outside the random part as often as its probability says."""
    few = dict(list(WEIGHTS.items())[:12])
    firsts: Counter[str] = Counter()
    said: dict[str, float] = {}
    seeds = 4000
    for seed in range(seeds):
        first = likely_order(few, seed)[0]
        firsts[first.id] += 1
        said[first.id] = first.probability
    for id, probability in said.items():
        assert firsts[id] / seeds == pytest.approx(probability, abs=0.03)
    assert sum(said.values()) == pytest.approx(1, abs=1e-9)


def test_nothing_expected_is_drawn_with_equal_probabilities():
    drawn = [each for each in likely_order(dict.fromkeys(IDS, 0.0), 1) if not each.is_random]
    assert drawn[0].probability == pytest.approx(1 / len(drawn))
    assert drawn[-1].probability == pytest.approx(1)
    assert likely_order({}, 1) == []
