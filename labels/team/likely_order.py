"""An order of articles by what a model expects in them, with a random part and a probability for each article.

Articles outside the random part are drawn one after the other. Each of those that are left has a probability by its
weight. So no article is sure to come next, none is excluded, and the probability of each draw is known. Which articles
are in the random part depends on a hash of each alone; they come in a random order, every fifth.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from labels.team.drawing import is_drawn, point
from labels.team.random_order import in_random_order, probability_so_far

#: The part of the articles that no model orders, and so how often one of them comes.
RANDOM_PART = 0.2
_EVERY = 5

#: An article in which nothing is expected has this part of the mean weight.
_LEAST = 0.1


@dataclass(frozen=True, slots=True)
class Drawn:
    """An article (its id) in the order.

    `probability` is that with which it was drawn next among those that were left; in the random part, with which it
    was to be among the first so many of that part.
    """

    id: str
    probability: float
    is_random: bool


def is_in_random_part(id: str) -> bool:
    """Whether no model orders an article. It depends on its id alone, so that it is so for everybody, always."""
    return is_drawn(RANDOM_PART, 0, "random part of orders by a model", id)


def random_part(ids: Iterable[str], seed: int) -> list[str]:
    """The articles that no model orders, in the order in which they come."""
    return in_random_order([id for id in ids if is_in_random_part(id)], seed)


def likely_order(weights: Mapping[str, float], seed: int) -> list[Drawn]:
    """The order of articles by their weights, 0 or more each."""
    untouched = random_part(weights, seed)
    by_chance = [Drawn(id, probability_so_far(place, len(untouched)), True) for place, id in enumerate(untouched, 1)]
    by_weight = _drawn_by_weight({id: weight for id, weight in weights.items() if not is_in_random_part(id)}, seed)
    return _every_fifth(by_chance, by_weight)


def _drawn_by_weight(weights: Mapping[str, float], seed: int) -> list[Drawn]:
    """Draw one after the other by weight; the smallest of exponential waiting times is drawn first (Efraimidis &
    Spirakis 2006, "Weighted random sampling with a reservoir").
    """
    if not weights:
        return []
    mean = sum(weights.values()) / len(weights)
    least = _LEAST * mean or 1.0
    floored = {id: max(least, weight) for id, weight in weights.items()}

    def waits(id: str) -> tuple[float, str]:
        return -log(1.0 - point(seed, "order by a model", id)) / floored[id], id

    found, left = [], sum(floored.values())
    for id in sorted(floored, key=waits):
        found.append(Drawn(id, min(1.0, floored[id] / left), False))
        left = max(floored[id], left - floored[id])
    return found


def _every_fifth(by_chance: Sequence[Drawn], by_weight: Sequence[Drawn]) -> list[Drawn]:
    """Both together: of each five the last is one of the random part, as long as there are any of both."""
    found: list[Drawn] = []
    chance = weight = 0
    while chance < len(by_chance) or weight < len(by_weight):
        is_fifth = (len(found) + 1) % _EVERY == 0
        if weight == len(by_weight) or (is_fifth and chance < len(by_chance)):
            found.append(by_chance[chance])
            chance += 1
        else:
            found.append(by_weight[weight])
            weight += 1
    return found
