"""The score of a test on the codebook: how many questions were answered rightly, by label, and what was wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from labels.codebook.model import Codebook
from labels.codebook.questions import Question, is_right
from labels.codebook.rulings import Ruling


@dataclass(frozen=True, slots=True)
class Share:
    """How many questions were answered correctly, out of how many."""

    right: int = 0
    asked: int = 0

    @property
    def percent(self) -> float | None:
        """In percent, with one digit; None where nothing was asked."""
        return round(100 * self.right / self.asked, 1) if self.asked else None

    def plus(self, right: bool) -> Share:
        """With one question more."""
        return Share(self.right + right, self.asked + 1)


@dataclass(frozen=True, slots=True)
class LabelScore:
    """The questions that a label's examples gave, and its counter-examples."""

    examples: Share = Share()
    counter_examples: Share = Share()

    @property
    def all(self) -> Share:
        """Both together."""
        one, other = self.examples, self.counter_examples
        return Share(one.right + other.right, one.asked + other.asked)


@dataclass(frozen=True, slots=True)
class Score:
    """A test that was taken: `answers` has the label ids that were given, for each question that was reached.

    An empty answer is wrong, and so are questions that were not reached. So nobody can pass by stopping early.
    """

    codebook: Codebook
    questions: Sequence[Question]
    answers: Sequence[tuple[str, ...]]

    def is_right(self, number: int) -> bool:
        """Whether question `number` (from 0) was answered rightly."""
        return number < len(self.answers) and is_right(self.codebook, self.questions[number], self.answers[number])

    @property
    def total(self) -> Share:
        """All questions."""
        return Share(sum(map(self.is_right, range(len(self.questions)))), len(self.questions))

    @property
    def labels(self) -> Mapping[str, LabelScore]:
        """By label id, for those of which something was asked, in the order of the codebook.

        A sentence that is in the codebook twice, as an example of one label and a counter-example of another, counts
        for both.
        """
        found = {label.id: LabelScore() for label in self.codebook.active}
        for number, question in enumerate(self.questions):
            right = self.is_right(number)
            for ruling in question.rulings:
                was = found[ruling.label]
                if ruling.counter:
                    found[ruling.label] = LabelScore(was.examples, was.counter_examples.plus(right))
                else:
                    found[ruling.label] = LabelScore(was.examples.plus(right), was.counter_examples)
        return {id: score for id, score in found.items() if score.all.asked}

    def passes(self, mark: float) -> bool:
        """Whether at least `mark` percent are right."""
        return 100 * self.total.right >= mark * self.total.asked

    def record(self) -> dict[str, Any]:
        """Everything as JSON values, labels by name: for scripts. Equal answers give equal records."""
        names = {label.id: label.name for label in self.codebook.labels}
        return {
            "asked": self.total.asked,
            "answered": len(self.answers),
            "right": self.total.right,
            "percent": self.total.percent,
            "labels": [
                {
                    "label": names[id],
                    "examples": {"right": score.examples.right, "asked": score.examples.asked},
                    "counter_examples": {"right": score.counter_examples.right, "asked": score.counter_examples.asked},
                    "percent": score.all.percent,
                }
                for id, score in self.labels.items()
            ],
            "questions": [self._question(number, names) for number in range(len(self.questions))],
        }

    def _question(self, number: int, names: Mapping[str, str]) -> dict[str, Any]:
        question = self.questions[number]
        return {
            "text": question.sentence,
            "from": [
                {"label": names[each.label], "counter_example": each.counter, "text": each.quoted}
                for each in question.rulings
            ],
            "one_of": [[names[id] for id in group] for group in question.required],
            "none_of": [names[id] for id in question.forbidden],
            "given": [names[id] for id in self.answers[number]] if number < len(self.answers) else None,
            "right": self.is_right(number),
        }


def explanation(codebook: Codebook, question: Question) -> list[str]:
    """Why an answer to `question` was wrong, in lines: what is right, what that label means, and where it is said."""
    labels = {label.id: label for label in codebook.labels}
    right = " and ".join(" or ".join(labels[id].name for id in group) for group in question.required)
    wrong = " or ".join(labels[id].name for id in question.forbidden)
    concerned = dict.fromkeys((*(id for group in question.required for id in group), *question.forbidden))
    defined = [labels[id] for id in concerned if labels[id].definition]
    return [
        f"It is {right}." if right else f"It is not {wrong}.",
        *(f"{label.name}: {' '.join(label.definition.split())}" for label in defined),
        *(_source(labels[ruling.label].name, ruling) for ruling in question.rulings),
    ]


def _source(name: str, ruling: Ruling) -> str:
    """Where the codebook has the answer; `name` is that of the label."""
    kind = "A counter-example" if ruling.counter else "An example"
    said = f"{kind} of {name}" + (f": {ruling.reason}" if ruling.reason else "")
    return said if said.endswith((".", "!", "?")) else f"{said}."
