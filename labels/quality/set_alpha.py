"""Krippendorff's alpha for label sets: pairs of marks disagree by the distance of their sets."""

from __future__ import annotations

from collections import defaultdict

from labels.quality.compositions import Compositions, Sums, distances_within
from labels.quality.distances import Distance
from labels.quality.marks import Labels


def set_alpha(table: Compositions, sums: Sums, distance: Distance) -> tuple[float | None, list[float | None]]:
    """Alpha of whole label sets, and alpha without each article in turn; None where it is undefined.

    The sums are those of all labels. What is expected is quadratic in the counts n of the sets, so that without the
    counts c of an article it is n·D·n - 2 c·D·n + c·D·c.
    """
    apart = _apart(table, distance)
    marks, total = sum(table.marks), sum(apart)
    sets = list(sums.counts)
    row = {one: {other: distance(one, other) for other in sets} for one in sets}
    all_counts = {each: sum(column.values()) for each, column in sums.counts.items()}
    to_all = {one: sum(n * row[one][other] for other, n in all_counts.items()) for one in sets}
    expected = sum(n * to_all[each] for each, n in all_counts.items())
    without = []
    for article, counts in enumerate(_by_article(sums, len(table.units))):
        own = sum(n * m * row[one][other] for one, n in counts.items() for other, m in counts.items())
        rest = expected - 2 * sum(n * to_all[each] for each, n in counts.items()) + own
        without.append(_alpha(marks - table.marks[article], total - apart[article], rest))
    return _alpha(marks, total, expected), without


def _alpha(marks: int, apart: float, expected: float) -> float | None:
    return 1 - (marks - 1) * apart / expected if expected > 1e-9 else None


def _apart(table: Compositions, distance: Distance) -> list[float]:
    """The distances within units, added up for each article."""
    found = [0.0] * len(table.units)
    for composition, where in table.where.items():
        if len(composition) < 2:
            continue
        within = distances_within(dict(composition), distance)
        for article in where:
            found[article] += within
    return found


def _by_article(sums: Sums, articles: int) -> list[dict[Labels, int]]:
    found: list[dict[Labels, int]] = [defaultdict(int) for _ in range(articles)]
    for labels, column in sums.counts.items():
        for article, number in column.items():
            found[article][labels] += number
    return found
