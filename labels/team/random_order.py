"""A random order of articles, and the probability that an article is among the first ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def order_key(seed: int, id: str) -> bytes:
    """By what articles are sorted in a random order; it depends on the seed and the article's id alone.

    So articles that come later fall in between, and move none of the others.
    """
    return hashlib.sha256(f"{seed}:{id}".encode()).digest()


def in_random_order(ids: Iterable[str], seed: int) -> list[str]:
    """The ids of articles in the random order that has this seed."""
    return sorted(ids, key=lambda id: order_key(seed, id))


def probability_so_far(place: int, of: int) -> float:
    """The probability of each of `of` articles to be among the first `place` of a random order (from 1).

    Labelling in such an order from its beginning gives a random sample after every article: the first n of N, each with
    probability n / N. Raises ValueError for a place that there is not.
    """
    if not 1 <= place <= of:
        raise ValueError(f"there is no place {place} in an order of {of} articles")
    return place / of
