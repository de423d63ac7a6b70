"""The most likely answer to a unit, by the people who gave each answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from labels.codebook import Codebook
from labels.values.review import Labels, ReviewUnit

#: If nothing is known about a person, they are assumed to agree with gold 4 times in 5. This has the weight of this
#: many sentences.
_LIKE, _BOTH = 4.0, 5.0


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the different answers to a unit: its number from 1, who gave it, and how probable it is (0 to 1)."""

    number: int
    labels: Labels
    people: tuple[int, ...]
    probability: float


class Likelihood:
    """Weighs answers by how often those who gave them agreed with what was settled by hand.

    The answers of different people are taken as independent of each other, and wrong ones as spread evenly over the
    other labels. While nothing is settled, the majority wins. If a model of the annotators was fitted, its
    probabilities count instead.
    """

    def __init__(
        self,
        codebook: Codebook,
        agreement: Mapping[int, tuple[int, int]],
        posteriors: Mapping[tuple[int, int, int], Mapping[Labels, float]] | None = None,
    ) -> None:
        """`agreement` has for each person how many votes were like the gold, and of how many; see `GoldReader`.

        `posteriors` has the probabilities of answers by article number and span.
        """
        self._order = {label.id: number for number, label in enumerate(codebook.labels)}
        self._wrong = max(1, len(codebook.active))  # the other labels, and a skip
        self._agreement = agreement
        self._posteriors = posteriors or {}

    def answers(self, n: int, span: tuple[int, int], unit: ReviewUnit) -> tuple[Answer, ...]:
        """The different answers to a unit of article `n`, the most likely first; of equal ones the codebook's first."""
        voted: dict[Labels, list[int]] = {}
        for vote in unit.votes:
            voted.setdefault(vote.labels, []).append(vote.person)
        known = self._posteriors.get((n, *span))
        shares = known if known is not None else self._weighed(voted)
        ordered = sorted(voted, key=lambda labels: (-round(shares.get(labels, 0.0), 9), self._place(labels)))
        return tuple(
            Answer(number, labels, tuple(voted[labels]), shares.get(labels, 0.0))
            for number, labels in enumerate(ordered, start=1)
        )

    def _place(self, labels: Labels) -> Sequence[int]:
        """The place of an answer in the codebook; a skip comes last."""
        return [self._order.get(label, len(self._order)) for label in labels] or [len(self._order) + 1]

    def _weighed(self, voted: Mapping[Labels, Sequence[int]]) -> dict[Labels, float]:
        scores = {}
        for answer in voted:
            score = 0.0
            for other, people in voted.items():
                for person in people:
                    like, both = self._agreement.get(person, (0, 0))
                    right = (like + _LIKE) / (both + _BOTH)
                    score += log(right if other == answer else (1 - right) / self._wrong)
            scores[answer] = score
        highest = max(scores.values(), default=0.0)
        parts = {answer: exp(score - highest) for answer, score in scores.items()}
        total = sum(parts.values())
        return {answer: part / total for answer, part in parts.items()}
