"""How far two label sets are apart, from 0 (equal) to 1 (nothing in common).

MASI is after Passonneau 2006, "Measuring agreement on set-valued items": the share in common is multiplied by 2/3 where
one set lies within the other, by 1/3 where they overlap.
"""

from __future__ import annotations

from collections.abc import Callable

from labels.quality.marks import Labels

Distance = Callable[[Labels, Labels], float]


def nominal(one: Labels, other: Labels) -> float:
    """0 for equal sets, else 1."""
    return 0.0 if one == other else 1.0


def jaccard(one: Labels, other: Labels) -> float:
    """1 - the labels in common / the labels of either. Two empty sets are equal."""
    first, second = set(one), set(other)
    if first == second:
        return 0.0
    return 1 - len(first & second) / len(first | second)


def masi(one: Labels, other: Labels) -> float:
    """1 - m * the labels in common / the labels of either; m is 1 for equal sets, 2/3, 1/3 or 0."""
    first, second = set(one), set(other)
    if first == second:
        return 0.0
    weight = 2 / 3 if first <= second or second <= first else 1 / 3
    return 1 - weight * len(first & second) / len(first | second)
