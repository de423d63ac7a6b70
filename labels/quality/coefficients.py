"""The coefficients as functions of a few sums, whole and without each article in turn.

percent   mean over units with two marks or more of the share of pairs that agree
alpha     1 - (N - 1) * apart / expected   (Krippendorff 2011, "Computing Krippendorff's alpha-reliability")
Fleiss    (percent - chance) / (1 - chance), chance = sum of p²     (Fleiss 1971; with gaps Gwet 2014)
AC1       the same, chance = (1 - sum of p²) / (q - 1)              (Gwet 2008)

N are the marks on units with two or more, p a value's mean share of the marks of a unit over all units, q the number of
values. No coefficient is ever NaN: where it is undefined, it is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from labels.quality.aspect import Aspect
from labels.quality.compositions import Compositions, Sums, projected


class Totals(NamedTuple):
    """What the coefficients are computed of.

    `expected` is the sum of the distances between all ordered pairs of marks; `squares` the sum over values of the
    squared sum of their shares. The others are as in `Compositions` and `Sums`.
    """

    units: int
    pairable: int
    marks: int
    lost: float
    apart: float
    expected: float
    squares: float


def percent(sums: Totals) -> float | None:
    """Percent agreement, 0 to 1; None if no unit has two marks."""
    return 1 - sums.lost / sums.pairable if sums.pairable else None


def alpha(sums: Totals) -> float | None:
    """Krippendorff's alpha; None if the marks that can be compared are all the same."""
    return 1 - (sums.marks - 1) * sums.apart / sums.expected if sums.expected > _NOTHING else None


def fleiss(sums: Totals) -> float | None:
    """Fleiss' kappa with gaps; None if all marks are the same, or no unit has two."""
    agreed = percent(sums)
    chance = _squares(sums)
    return None if agreed is None or 1 - chance < _NOTHING else (agreed - chance) / (1 - chance)


def ac1(sums: Totals, values: int) -> float | None:
    """Gwet's AC1 for so many possible values; None if there is one, or no unit has two marks."""
    agreed = percent(sums)
    if agreed is None or values < 2:
        return None
    chance = (1 - _squares(sums)) / (values - 1)
    return (agreed - chance) / (1 - chance)


#: Less than this is rounding.
_NOTHING = 1e-12


def _squares(sums: Totals) -> float:
    return sums.squares / sums.units**2 if sums.units else 0.0


@dataclass(frozen=True, slots=True)
class Raw:
    """Agreement counted plainly: `pairs` of marks on the same unit, how many `agree`, and the units in which all do."""

    pairs: int
    agree: int
    unanimous: int


def raw(table: Compositions, aspect: Aspect) -> Raw:
    """The plain counts of an aspect."""
    pairs = agree = unanimous = 0
    for composition, where in table.where.items():
        counts = projected(composition, aspect).values()
        marks, units = sum(counts), len(where)
        pairs += units * marks * (marks - 1) // 2
        agree += units * sum(count * (count - 1) for count in counts) // 2
        unanimous += units if marks > 1 and len(counts) == 1 else 0
    return Raw(pairs, agree, unanimous)


def totals(table: Compositions, sums: Sums) -> Totals:
    """The totals over all articles, by the nominal distance."""
    marks = sum(table.marks)
    counts = [sum(column.values()) for column in sums.counts.values()]
    shares = [sum(column.values()) for column in sums.shares.values()]
    return Totals(
        sum(table.units),
        sum(table.pairable),
        marks,
        sum(sums.lost),
        sum(sums.apart),
        marks**2 - sum(count**2 for count in counts),
        sum(share**2 for share in shares),
    )


def totals_within(table: Compositions, sums: Sums) -> list[Totals]:
    """The totals of each article by itself."""
    counts = _square_sums(sums.counts.values(), len(table.units))
    shares = _square_sums(sums.shares.values(), len(table.units))
    rows = zip(table.units, table.pairable, table.marks, sums.lost, sums.apart, counts, shares, strict=True)
    return [
        Totals(units, pairable, marks, lost, apart, marks**2 - same, squares)
        for units, pairable, marks, lost, apart, same, squares in rows
    ]


def totals_without(table: Compositions, sums: Sums, whole: Totals) -> list[Totals]:
    """The totals of all articles but one, for each article."""
    counts = _squares_less(sums.counts.values(), len(table.units))
    shares = _squares_less(sums.shares.values(), len(table.units))
    same = whole.marks**2 - whole.expected
    rows = zip(table.units, table.pairable, table.marks, sums.lost, sums.apart, counts, shares, strict=True)
    return [
        Totals(
            whole.units - units,
            whole.pairable - pairable,
            whole.marks - marks,
            whole.lost - lost,
            whole.apart - apart,
            (whole.marks - marks) ** 2 - (same - less),
            whole.squares - squares,
        )
        for units, pairable, marks, lost, apart, less, squares in rows
    ]


_Columns = Iterable["dict[int, int] | dict[int, float]"]


def _square_sums(columns: _Columns, articles: int) -> Sequence[float]:
    """The sum of the squares of all columns, for each article."""
    found = [0.0] * articles
    for column in columns:
        for article, number in column.items():
            found[article] += number**2
    return found


def _squares_less(columns: _Columns, articles: int) -> Sequence[float]:
    """By how much the sum of the squares of the column totals is smaller without each article."""
    found = [0.0] * articles
    for column in columns:
        twice = 2 * sum(column.values())
        for article, number in column.items():
            found[article] += (twice - number) * number
    return found
