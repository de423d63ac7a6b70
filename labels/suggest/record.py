"""What the policy needs to know about an annotator's decisions so far."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping
from typing import Any

from labels.suggest.shown import form_of
from labels.suggest.unit import Labels

#: Preselected at this probability, at first. While too few of the last ones are accepted, it rises a step each time.
FIRST_BAR, STEP, HIGHEST_BAR = 0.8, 0.05, 0.95

#: The precision that the last so many preselected ones must have.
PRECISION, LAST = 0.85, 100


class Record:
    """How often an annotator gave each label, and how often what was preselected was accepted.

    It follows from the decisions in the order they were made.
    """

    def __init__(self) -> None:
        self.decisions = 0
        self.labels: Counter[str] = Counter()
        self.bar = FIRST_BAR
        self._accepted: deque[bool] = deque(maxlen=LAST)

    def decided(self, labels: Labels, payload: Mapping[str, Any]) -> None:
        """Take note of a decision, with the payload of its event."""
        self.decisions += 1
        self.labels.update(labels)
        suggestion = payload.get("suggestion")
        if suggestion and form_of(suggestion) == "preselected":
            self._accepted.append(bool(suggestion.get("accepted")))
            if len(self._accepted) == LAST and sum(self._accepted) < PRECISION * LAST:
                self.bar = round(min(HIGHEST_BAR, self.bar + STEP), 2)
                self._accepted.clear()  # suggestions that were shown with the lower limit say nothing about the new one

    def share(self, labels: Iterable[str]) -> float:
        """The greatest share of the decisions that one of these labels has."""
        return max((self.labels[each] / self.decisions for each in labels), default=0.0) if self.decisions else 0.0
