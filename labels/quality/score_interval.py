"""Intervals of shares, and of differences between them, that hold near 0 and 1 and with few articles.

A share p with a standard error s rests on as much as a simple random sample of n = p (1 - p) / s² sentences would: the
effective sample size (Kish 1965, "Survey Sampling"). Wilson's score interval of 1927 with this n, and with a quantile
of t in place of the normal one, is among the best for proportions in samples of clusters (Dean & Pagano 2015,
"Evaluating confidence interval methods for binomial proportions in clustered surveys", Journal of Survey Statistics and
Methodology 3; Franco, Little, Louis & Slud 2019, in 7 of the same journal):

    (p + t² / 2n ± t * sqrt(p (1 - p) / n + t² / 4n²)) / (1 + t² / n)

The interval of a difference is made of the intervals of the two shares (Newcombe 1998, Statistics in Medicine 17;
with a correlation, Zou & Donner 2008, Statistics in Medicine 27).
"""

from __future__ import annotations

from math import sqrt

from labels.quality.jackknife import Interval
from labels.quality.student import t_quantile


def share_interval(share: float, error: float, degrees: int, least_known: float) -> Interval:
    """The interval of a share (0 to 1) with a standard error and degrees of freedom.

    `least_known` is the effective sample size where every article is alike, so that the error says nothing: the number
    of articles, as if the sentences of an article told no more than one.
    """
    share = min(1.0, max(0.0, share))
    spread = share * (1 - share)
    known = spread / error**2 if spread > 0 and error > 0 else least_known
    square = t_quantile(degrees) ** 2 / known
    centre = (share + square / 2) / (1 + square)
    half = sqrt(square * (spread + square / 4)) / (1 + square)
    low, high = max(0.0, centre - half), min(1.0, centre + half)
    # Rounding must not part a share from its interval.
    return Interval(min(low, share), max(high, share), half)


def difference_interval(one: tuple[float, Interval], other: tuple[float, Interval], correlation: float) -> Interval:
    """The interval of the first share minus the second; `correlation` is that of the two estimates."""
    (p, of_p), (q, of_q) = one, other
    down = _joined(p - of_p.low, of_q.high - q, correlation)
    up = _joined(of_p.high - p, q - of_q.low, correlation)
    return Interval(max(-1.0, p - q - down), min(1.0, p - q + up), (down + up) / 2)


def _joined(a: float, b: float, correlation: float) -> float:
    return sqrt(max(0.0, a * a + b * b - 2 * correlation * a * b))
