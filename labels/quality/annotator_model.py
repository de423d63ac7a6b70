"""What is probably true of each unit, and how good each person is: Dawid & Skene over the marks of an aspect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from labels.quality.aspect import Aspect
from labels.quality.dawid_skene import Fit, Settings, Table, Votes, fit
from labels.quality.marks import Labels, Marks, Vote
from labels.words import counted

#: With fewer people the model cannot tell who is right.
PEOPLE = 3
#: Fewer marks of a person than this tell little.
FEW_MARKS = 10


@dataclass(frozen=True, slots=True)
class Competence:
    """How often a person is right by the model, 0 to 1; `confusion[true][given]` in the order of the model's values.

    `note` says what makes it thin, in words.
    """

    right: float
    marks: int
    confusion: Table
    note: str = ""


@dataclass(frozen=True, slots=True)
class AnnotatorModel:
    """A fitted model; or none, and `abstains` says why.

    `posteriors[unit]` and `prior` are probabilities in the order of `values`.
    """

    settings: Settings
    values: tuple[Labels, ...] = ()
    prior: tuple[float, ...] = ()
    people: Mapping[str, Competence] = field(default_factory=dict)
    posteriors: Mapping[Hashable, tuple[float, ...]] = field(default_factory=dict)
    log_likelihood: float | None = None
    steps: int = 0
    converged: bool = False
    abstains: str = ""

    def probable(self, unit: Hashable) -> tuple[Labels, float]:
        """The most probable value of a unit and its probability; of equal ones the first. Raises KeyError."""
        row = self.posteriors[unit]
        best = max(range(len(row)), key=row.__getitem__)
        return self.values[best], row[best]


def annotator_model(marks: Marks, aspect: Aspect, settings: Settings | None = None) -> AnnotatorModel:
    """Fit the model to all marks, those of one person on one unit again too.

    Values of the aspect must exclude each other for the answer to mean something: see `exclusive_aspects`.
    """
    settings = settings or Settings()
    if reason := _too_thin(marks):
        return AnnotatorModel(settings, abstains=reason)
    values = tuple(sorted({aspect.of(labels) for labels in marks.label_sets}))
    patterns, votes = _votes(marks, aspect, values)
    found = fit(votes, settings)
    rows = [tuple(row) for row in found.posteriors]
    return AnnotatorModel(
        settings,
        values,
        tuple(found.prior),
        _competences(marks, found),
        {unit: rows[patterns[pattern]] for unit, pattern in zip(marks.units, marks.unit_patterns, strict=True)},
        found.log_likelihood,
        found.steps,
        found.converged,
    )


def _too_thin(marks: Marks) -> str:
    """Why the model abstains; empty if it does not."""
    if not marks.people:
        return "There are no marks yet."
    sharing = {person for votes in marks.first_votes if len(votes) > 1 for person, _ in votes}
    if len(sharing) < PEOPLE:
        return (
            f"The model needs at least {PEOPLE} people who share sentences with others; there"
            f" {'is' if len(sharing) == 1 else 'are'} {len(sharing)}. Of two people it cannot tell who is right."
        )
    return ""


def _votes(marks: Marks, aspect: Aspect, values: tuple[Labels, ...]) -> tuple[list[int], Votes]:
    """For each pattern of the marks the number of its pattern of values, and these."""
    place_of = {value: n for n, value in enumerate(values)}
    value_of = [place_of[aspect.of(labels)] for labels in marks.label_sets]
    found: dict[tuple[Vote, ...], int] = {}
    units: list[int] = []
    places = []
    sizes = Counter(marks.unit_patterns)
    for number, pattern in enumerate(marks.patterns):
        votes = tuple(sorted((person, value_of[labels]) for person, labels in pattern))
        place = found.setdefault(votes, len(found))
        if place == len(units):
            units.append(0)
        units[place] += sizes[number]
        places.append(place)
    return places, Votes(list(found), units, len(marks.people), len(values))


def _competences(marks: Marks, found: Fit) -> dict[str, Competence]:
    counts = [0] * len(marks.people)
    sizes = Counter(marks.unit_patterns)
    for number, pattern in enumerate(marks.patterns):
        for person, _ in pattern:
            counts[person] += sizes[number]
    return {
        name: Competence(
            sum(prior * table[true][true] for true, prior in enumerate(found.prior)),
            given,
            table,
            f"too thin: {counted(given, 'mark')}" if given < FEW_MARKS else "",
        )
        for name, given, table in sorted(zip(marks.people, counts, found.confusions, strict=True))
    }
