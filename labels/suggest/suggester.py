"""What a suggester is: something that says how probable each label is for a sentence, and may learn from decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Protocol

from labels.suggest.unit import Labels, Unit


class Suggester(Protocol):
    """Suggests labels for sentences; packages can bring one by an entry point (see docs/plugins.md).

    Each annotator has one of their own. `name` is written beside everything that it suggests: change it with the model.
    """

    name: str

    def probabilities(self, unit: Unit) -> Mapping[Labels, float]:
        """How probable each set of label ids is, from 0 to 1; those that are left out have nothing. Must be quick."""

    def learn(self, unit: Unit, labels: Labels) -> None:
        """Learn that the annotator gave these labels (none for a skip). Decisions come in the order they were made."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a suggester says of a sentence: sets of label ids with their probabilities, the most probable first."""

    by: str
    ranked: tuple[tuple[Labels, float], ...]

    def probability(self, labels: Labels) -> float | None:
        """That of a set of labels; None for one that the suggester does not know."""
        return next((probability for each, probability in self.ranked if each == labels), None)

    def best_but(self, labels: Labels) -> tuple[Labels, float] | None:
        """The most probable set of labels beside this one."""
        return next((each for each in self.ranked if each[0] != labels), None)


def predict(suggester: Suggester, unit: Unit) -> Prediction | None:
    """What a suggester says of a sentence; None where it says nothing."""
    said = suggester.probabilities(unit)
    ranked = sorted(sorted(said.items()), key=itemgetter(1), reverse=True)
    return Prediction(suggester.name, tuple(ranked)) if ranked else None
