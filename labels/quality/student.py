"""Quantiles of Student's t distribution, which the standard library lacks.

The distribution function for whole degrees of freedom is 26.7.3 and 26.7.4 of Abramowitz & Stegun 1964, "Handbook of
Mathematical Functions"; it is solved by halving. Beyond 100 degrees their expansion 26.7.5 is right to eight digits.
"""

from __future__ import annotations

from functools import lru_cache
from math import atan, cos, pi, sin, sqrt
from statistics import NormalDist

_MANY = 100


@lru_cache(maxsize=256)
def t_quantile(degrees: int, confidence: float = 0.95) -> float:
    """The t within which `confidence` of the distribution lies on both sides. `degrees` of freedom are 1 or more."""
    if degrees > _MANY:
        return _expanded(degrees, NormalDist().inv_cdf((1 + confidence) / 2))
    low, high = 0.0, 1.0
    while _within(high, degrees) < confidence:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, degrees) < confidence else (low, middle)
    return (low + high) / 2


def _within(t: float, degrees: int) -> float:
    """The probability of values between -t and t."""
    angle = atan(t / sqrt(degrees))
    odd = degrees % 2
    term = cos(angle) if odd else 1.0
    total = term if degrees > 1 else 0.0
    for n in range(2 + odd, degrees - 1, 2):
        term *= (n - 1) / n * cos(angle) ** 2
        total += term
    total *= sin(angle)
    return 2 / pi * (angle + total) if odd else total


def _expanded(degrees: int, x: float) -> float:
    """The quantile by its distance from the quantile `x` of the normal distribution."""
    terms = (
        x,
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160,
    )
    total = 0.0
    for term in reversed(terms):
        total = total / degrees + term
    return total
