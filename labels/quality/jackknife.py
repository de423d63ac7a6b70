"""Intervals by the jackknife: the figure is computed again without each article in turn.

An article is left out as a whole, because its sentences resemble each other. Intervals that leave out single sentences
reach about two thirds of the coverage that they claim. With m articles, each figure without one of them f(i) and the
whole figure f:

    standard error = sqrt((m - 1) / m * sum of (f(i) - f)²)        interval = f ± t(m - 1) * standard error

(Efron & Tibshirani 1993, "An Introduction to the Bootstrap", chapter 11; t for as few clusters as there are articles.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, fsum, sqrt

from labels.quality.student import t_quantile

#: At most this part of the figures without an article may be undefined.
UNDEFINED = 1 / 20


@dataclass(frozen=True, slots=True)
class Interval:
    """The ends of an interval of 95%; `half` its width, also of what lies beyond where the figure can lie."""

    low: float
    high: float
    half: float


def interval(whole: float, without: Sequence[float | None], least: float = -1.0) -> Interval | None:
    """The interval of a figure from those `without` one article each. None if these tell nothing.

    It ends at `least` and at 1, between which the figure can lie.
    """
    found = [each for each in without if each is not None]
    if len(found) < 2 or len(without) - len(found) > UNDEFINED * len(without):
        return None
    squares = fsum((each - whole) ** 2 for each in found)
    error = sqrt((len(found) - 1) / len(found) * squares)
    if error < 1e-12:
        return None
    half = t_quantile(len(found) - 1) * error
    return Interval(max(least, whole - half), min(1.0, whole + half), half)


def more_needed(units: int, half: float, wanted: float = 0.05) -> int:
    """How many more units must be marked by two people so that the interval is ± `wanted`; its width goes by 1/√n."""
    return max(0, ceil(units * (half / wanted) ** 2) - units)
