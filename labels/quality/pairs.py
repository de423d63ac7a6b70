"""Agreement of two people: percent and Cohen's kappa on the units that both have marked.

kappa = (agreed - chance) / (1 - chance), chance = the sum over values of one's share times the other's (Cohen 1960, "A
coefficient of agreement for nominal scales").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from labels.codebook import Codebook
from labels.quality.aspect import Aspect, whole
from labels.quality.figure import Figure, Sample, figure, undefined
from labels.quality.marks import Labels, Marks
from labels.quality.reasons import in_words


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """How far two people agree on the `units` that both have marked. `notes`: what makes the figures thin."""

    first: str
    second: str
    units: int
    percent: Figure
    kappa: Figure
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Counts:
    """Units of both, those that agree, and how often each of the two gave each value."""

    units: int
    agreed: int
    first: dict[Labels, int]
    second: dict[Labels, int]

    def add(self, one: Labels, other: Labels, units: int) -> None:
        self.units += units
        self.agreed += units if one == other else 0
        self.first[one] = self.first.get(one, 0) + units
        self.second[other] = self.second.get(other, 0) + units


def by_pair(marks: Marks, codebook: Codebook, aspect: Aspect | None = None) -> list[PairAgreement]:
    """The agreement of every two people, in the order of their names."""
    people = sorted(range(len(marks.people)), key=marks.people.__getitem__)
    place = {person: n for n, person in enumerate(people)}
    aspect = aspect or whole(codebook)
    values = [aspect.of(labels) for labels in marks.label_sets]
    patterns = _patterns_of_pairs(marks, place)
    found = []
    for pair in combinations(range(len(people)), 2):
        articles = _counts(marks, values, (people[pair[0]], people[pair[1]]), patterns.get(pair, []))
        names = (marks.people[people[pair[0]]], marks.people[people[pair[1]]])
        found.append(_told(names, articles, codebook))
    return found


def _patterns_of_pairs(marks: Marks, place: Mapping[int, int]) -> dict[tuple[int, int], list[int]]:
    """The patterns that both have a vote in, by the places of the two in the order of names."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, votes in enumerate(marks.first_votes):
        for pair in combinations(sorted(place[person] for person, _ in votes), 2):
            found[pair].append(number)
    return found


def _counts(marks: Marks, values: list[Labels], pair: tuple[int, int], patterns: list[int]) -> dict[int, _Counts]:
    """The counts of each article that both have marked something in."""
    found: dict[int, _Counts] = {}
    for pattern in patterns:
        votes = dict(marks.first_votes[pattern])
        one, other = values[votes[pair[0]]], values[votes[pair[1]]]
        for article, units in marks.where[pattern]:
            counts = found.get(article)
            if counts is None:
                counts = found[article] = _Counts(0, 0, {}, {})
            counts.add(one, other, units)
    return found


def _told(names: tuple[str, str], articles: Mapping[int, _Counts], codebook: Codebook) -> PairAgreement:
    total = _Counts(0, 0, {}, {})
    for counts in articles.values():
        total.units += counts.units
        total.agreed += counts.agreed
        for side, more in ((total.first, counts.first), (total.second, counts.second)):
            for value, number in more.items():
                side[value] = side.get(value, 0) + number
    if not total.units:
        nothing = undefined(f"{names[0]} and {names[1]} have marked no sentence in common")
        return PairAgreement(*names, 0, nothing, nothing)
    sample = Sample(total.units, len(articles))
    chance = sum(number * total.second.get(value, 0) for value, number in total.first.items())
    rests = [(total.units - each.units, total.agreed - each.agreed, each) for each in articles.values()]
    percents = [agreed / units if units else None for units, agreed, _ in rests]
    kappas = [_kappa(units, agreed, chance - _chance_of(total, each)) for units, agreed, each in rests]
    only = in_words(next(iter(total.first)), codebook)
    return PairAgreement(
        *names,
        total.units,
        figure(total.agreed / total.units, str, sample, percents, 0.0),
        figure(
            _kappa(total.units, total.agreed, chance),
            lambda: f"both gave only {only}, so chance alone would agree as well",
            sample,
            kappas,
        ),
        tuple(_notes(names, total, codebook)),
    )


def _kappa(units: int, agreed: int, chance: int) -> float | None:
    """Kappa; `chance` is the sum over values of one's count times the other's. None if both gave one value only."""
    if units**2 == chance:
        return None
    return (agreed * units - chance) / (units**2 - chance)


def _chance_of(total: _Counts, counts: _Counts) -> int:
    """By how much the products of the two people's counts shrink without one article."""
    lost = sum(number * total.second.get(value, 0) for value, number in counts.first.items())
    lost += sum(number * total.first.get(value, 0) for value, number in counts.second.items())
    return lost - sum(number * counts.second.get(value, 0) for value, number in counts.first.items())


def _notes(names: tuple[str, str], total: _Counts, codebook: Codebook) -> Iterator[str]:
    if total.units == 1:
        yield "too thin: one sentence"
    sides = (total.first, total.second)
    single = [
        (name, in_words(next(iter(side)), codebook)) for name, side in zip(names, sides, strict=True) if len(side) == 1
    ]
    if len(single) == 2 and single[0][1] != single[1][1]:
        yield "each gave one label only: kappa is 0 however often they agree"
    elif len(single) == 1:
        ((name, label),) = single
        yield f"{name} gave only {label}: kappa is 0 however often they agree"
