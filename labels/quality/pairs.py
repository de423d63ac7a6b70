"""Agreement of two people: percent and Cohen's kappa on the units that both have marked.

kappa = (agreed - chance) / (1 - chance), chance = the sum over values of one's share times the other's (Cohen 1960, "A
coefficient of agreement for nominal scales").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

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


#: Numbers of the values that two people gave to a unit.
_Met = tuple[int, int]


class _Two:
    """What two people gave: how often the first each value, and the second, and what met in each article."""

    def __init__(self, articles: Sequence[Sequence[_Met]]) -> None:
        """`articles` have the values that met, once for each unit."""
        met = Counter(chain.from_iterable(articles))
        self.first: dict[int, int] = {}
        self.second: dict[int, int] = {}
        for (one, other), units in met.items():
            self.first[one] = self.first.get(one, 0) + units
            self.second[other] = self.second.get(other, 0) + units
        self.articles = articles
        self.units = sum(met.values())
        self.agreed = sum(units for (one, other), units in met.items() if one == other)
        #: The sum over values of one's count times the other's.
        self.chance = sum(number * self.second.get(value, 0) for value, number in self.first.items())

    def without(self) -> list[tuple[float | None, float | None]]:
        """Percent and kappa without each article in turn. Articles in which the same values met have the same."""
        known = _Without(self)
        return [known[tuple(met)] for met in self.articles]


class _Without(dict[tuple[_Met, ...], "tuple[float | None, float | None]"]):
    """Percent and kappa of two people without an article in which these values met."""

    def __init__(self, two: _Two) -> None:
        self._two = two

    def __missing__(self, met: tuple[_Met, ...]) -> tuple[float | None, float | None]:
        two = self._two
        units, agreed, chance = two.units - len(met), two.agreed, two.chance
        own: dict[int, int] = {}
        for one, other in met:
            agreed -= one == other
            chance -= two.second.get(one, 0) + two.first.get(other, 0)
            own[other] = own.get(other, 0) + 1
        # What both counts lose was taken away twice.
        chance += sum(own.get(one, 0) for one, _ in met)
        self[met] = found = (agreed / units if units else None, _kappa(units, agreed, chance))
        return found


def by_pair(marks: Marks, codebook: Codebook, aspect: Aspect | None = None) -> list[PairAgreement]:
    """The agreement of every two people, in the order of their names."""
    aspect = aspect or whole(codebook)
    numbers: dict[Labels, int] = {}
    values = [numbers.setdefault(aspect.of(labels), len(numbers)) for labels in marks.label_sets]
    names = [in_words(value, codebook) for value in numbers]
    people = sorted(range(len(marks.people)), key=marks.people.__getitem__)
    met = _met_by_pairs(marks, values, people)
    return [
        _told(
            (marks.people[people[one]], marks.people[people[other]]),
            _two(marks.articles_of, met.pop((one, other), {})),
            names,
        )
        for one, other in combinations(range(len(people)), 2)
    ]


def _met_by_pairs(marks: Marks, values: list[int], people: list[int]) -> dict[tuple[int, int], dict[_Met, list[int]]]:
    """For each two people, by their places in the order of names, the patterns in which each two values met."""
    place = {person: n for n, person in enumerate(people)}
    found: dict[tuple[int, int], dict[_Met, list[int]]] = {}
    for number, votes in enumerate(marks.first_votes):
        said = sorted((place[person], values[labels]) for person, labels in votes)
        for (one, first), (other, second) in combinations(said, 2):
            found.setdefault((one, other), {}).setdefault((first, second), []).append(number)
    return found


def _two(where: list[list[int]], met: Mapping[_Met, list[int]]) -> _Two:
    articles: defaultdict[int, list[_Met]] = defaultdict(list)
    for values, patterns in met.items():
        for pattern in patterns:
            for article in where[pattern]:
                articles[article].append(values)
    return _Two(list(articles.values()))


def _told(names: tuple[str, str], two: _Two, values: list[str]) -> PairAgreement:
    """The figures of two people; `values` in words, by number."""
    units = two.units
    if not units:
        nothing = undefined(f"{names[0]} and {names[1]} have marked no sentence in common")
        return PairAgreement(*names, 0, nothing, nothing)
    sample = Sample(units, len(two.articles))
    rests = two.without()
    only = values[next(iter(two.first))]
    return PairAgreement(
        *names,
        units,
        figure(two.agreed / units, str, sample, [percent for percent, _ in rests], 0.0),
        figure(
            _kappa(units, two.agreed, two.chance),
            lambda: f"both gave only {only}, so chance alone would agree as well",
            sample,
            [kappa for _, kappa in rests],
        ),
        tuple(_notes(names, two, values)),
    )


def _kappa(units: int, agreed: int, chance: int) -> float | None:
    """Kappa; `chance` is the sum over values of one's count times the other's. None if both gave one value only."""
    if units**2 == chance:
        return None
    return (agreed * units - chance) / (units**2 - chance)


def _notes(names: tuple[str, str], two: _Two, values: list[str]) -> Iterator[str]:
    if two.units == 1:
        yield "too thin: one sentence"
    single = [
        (name, next(iter(side))) for name, side in zip(names, (two.first, two.second), strict=True) if len(side) == 1
    ]
    if len(single) == 2 and single[0][1] != single[1][1]:
        yield "each gave one label only: kappa is 0 however often they agree"
    elif len(single) == 1:
        ((name, value),) = single
        yield f"{name} gave only {values[value]}: kappa is 0 however often they agree"
