"""The model of Dawid & Skene: how often each person gives each label where another is true, and what is true.

"Maximum likelihood estimation of observer error-rates using the EM algorithm", Applied Statistics 28 (1979), 20-28.
Their model is worse than the majority if people have few marks. So here each row of a person's confusion table is mixed
with the same row of everybody together, which has the weight of a few marks:

    row of a person = (own counts + weight * everybody's shares) / (own marks + weight)

All sums are `fsum`, which is exact: the result does not depend on the order of people, labels and units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum, log

from labels.quality.marks import Vote

#: A table of true value by given value.
Table = list[list[float]]

#: Log probabilities stay finite.
_LEAST = 1e-300


@dataclass(frozen=True, slots=True)
class Settings:
    """`weight` of everybody's row, in marks; 0 is the model of 1979.

    It ends after so many `steps`, or when no posterior changes by more than `tolerance`.
    """

    weight: float = 4.0
    steps: int = 500
    tolerance: float = 1e-6


@dataclass(frozen=True, slots=True)
class Votes:
    """Patterns of votes (number of a person, number of a value) that are units so often; how many people and values."""

    patterns: Sequence[Sequence[Vote]]
    units: Sequence[int]
    people: int
    values: int


@dataclass(frozen=True, slots=True)
class Fit:
    """`prior[value]`, `confusions[person][true][given]`, `posteriors[pattern][value]`; the likelihood is a log."""

    prior: list[float]
    confusions: list[Table]
    posteriors: list[list[float]]
    log_likelihood: float
    steps: int
    converged: bool


def fit(votes: Votes, settings: Settings | None = None) -> Fit:
    """Fit the model by EM, beginning with the shares of the votes of each unit."""
    settings = settings or Settings()
    given_in = _given_in(votes)
    posteriors = [_shares(pattern, votes.values) for pattern in votes.patterns]
    step = 0
    while True:
        step += 1
        prior, confusions = _maximise(votes, given_in, posteriors, settings.weight)
        before, (posteriors, likelihood) = posteriors, _expect(votes, prior, confusions)
        converged = _change(before, posteriors) <= settings.tolerance
        if converged or step >= settings.steps:
            return Fit(prior, confusions, posteriors, likelihood, step, converged)


def _change(before: list[list[float]], after: list[list[float]]) -> float:
    rows = zip(before, after, strict=True)
    return max((abs(new - old) for a, b in rows for old, new in zip(a, b, strict=True)), default=0.0)


def _given_in(votes: Votes) -> dict[Vote, list[int]]:
    """The patterns that each vote is in, as often as it is in them."""
    found: dict[Vote, list[int]] = {}
    for number, pattern in enumerate(votes.patterns):
        for vote in pattern:
            found.setdefault(vote, []).append(number)
    return found


def _shares(pattern: Sequence[Vote], values: int) -> list[float]:
    counts = [0] * values
    for _, value in pattern:
        counts[value] += 1
    return [count / len(pattern) for count in counts]


def _maximise(
    votes: Votes, given_in: dict[Vote, list[int]], posteriors: list[list[float]], weight: float
) -> tuple[list[float], list[Table]]:
    """The prior and the confusion tables that follow from posteriors."""
    columns = [
        [units * row[value] for units, row in zip(votes.units, posteriors, strict=True)]
        for value in range(votes.values)
    ]
    total = sum(votes.units)
    prior = [fsum(column) / total for column in columns]
    counts = [[[0.0] * votes.values for _ in range(votes.values)] for _ in range(votes.people)]
    for (person, given), patterns in given_in.items():
        for true, column in enumerate(columns):
            counts[person][true][given] = fsum(map(column.__getitem__, patterns))
    everybody = [_pooled([table[true] for table in counts]) for true in range(votes.values)]
    return prior, [
        [_leaning(row, shares, weight) for row, shares in zip(table, everybody, strict=True)] for table in counts
    ]


def _pooled(rows: list[list[float]]) -> list[float]:
    """Everybody's shares in a row of the confusion table; all alike where nothing is known."""
    sums = [fsum(column) for column in zip(*rows, strict=True)]
    total = fsum(sums)
    return [each / total for each in sums] if total > 0 else [1 / len(sums)] * len(sums)


def _leaning(row: list[float], everybody: list[float], weight: float) -> list[float]:
    marks = fsum(row)
    if marks + weight <= 0:
        return everybody
    return [(own + weight * share) / (marks + weight) for own, share in zip(row, everybody, strict=True)]


def _expect(votes: Votes, prior: list[float], confusions: list[Table]) -> tuple[list[list[float]], float]:
    """The posteriors of each pattern, and the log-likelihood of all units."""
    logs = [
        [[log(max(table[true][given], _LEAST)) for true in range(votes.values)] for given in range(votes.values)]
        for table in confusions
    ]
    first = [log(max(each, _LEAST)) for each in prior]
    posteriors: list[list[float]] = []
    likelihoods: list[float] = []
    for pattern, units in zip(votes.patterns, votes.units, strict=True):
        rows = [logs[person][given] for person, given in pattern]
        sums = [fsum(column) for column in zip(first, *rows, strict=True)]
        highest = max(sums)
        parts = [exp(each - highest) for each in sums]
        total = fsum(parts)
        posteriors.append([part / total for part in parts])
        likelihoods.append(units * (highest + log(total)))
    return posteriors, fsum(likelihoods)
