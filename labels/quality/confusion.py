"""The confusion table: which labels different people give to the same unit, and the units behind each cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from labels.quality.aspect import Aspect
from labels.quality.marks import Labels, Marks, Vote

#: Two values that met on a unit.
Met = tuple[Labels, Labels]


@dataclass(frozen=True, slots=True)
class Cell:
    """How many pairs of marks are of these two values, and the units they are on, in the order in which they came."""

    pairs: int
    units: tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class Confusion:
    """A cell for each two values that met on a unit; a cell that is not there is empty.

    Of everybody, a pair of marks counts once, and the table is the same both ways: `cells[a, b] == cells[b, a]`. Of two
    people, the first value is the first person's.
    """

    values: tuple[Labels, ...]
    cells: Mapping[Met, Cell]


def confusion(marks: Marks, aspect: Aspect, pair: tuple[str, str] | None = None) -> Confusion:
    """The confusion table of everybody, or of a `pair` of people by name."""
    values = [aspect.of(labels) for labels in marks.label_sets]
    numbers = {name: number for number, name in enumerate(marks.people)}
    two = (numbers.get(pair[0], -1), numbers.get(pair[1], -1)) if pair else None
    pairs: Counter[Met] = Counter()
    behind: dict[Met, list[int]] = {}
    for votes, units in zip(marks.first_votes, marks.units_of, strict=True):
        met = _met_by_two(votes, values, two) if two else _met(votes, values)
        for cell, number in met.items():
            pairs[cell] += number * len(units)
            behind.setdefault(cell, []).extend(units)
    names = marks.units
    cells = {cell: Cell(pairs[cell], tuple(names[unit] for unit in sorted(units))) for cell, units in behind.items()}
    return Confusion(tuple(sorted({value for cell in cells for value in cell})), cells)


def _met(votes: Sequence[Vote], values: Sequence[Labels]) -> Counter[Met]:
    found: Counter[Met] = Counter()
    for (_, one), (_, other) in combinations(votes, 2):
        for cell in {(values[one], values[other]), (values[other], values[one])}:
            found[cell] += 1
    return found


def _met_by_two(votes: Sequence[Vote], values: Sequence[Labels], two: tuple[int, int]) -> Counter[Met]:
    by = dict(votes)
    if two[0] not in by or two[1] not in by:
        return Counter()
    return Counter([(values[by[two[0]]], values[by[two[1]]])])
