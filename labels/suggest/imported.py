"""Suggestions that came with a file, as a suggester. Their scores are compared with the annotator's answers.

The meaning of another tool's scores is not known. So a score is replaced by how often suggestions with about this score
were right so far. The score itself counts as much as a few answers.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence

from labels.suggest.calibration import WINDOW
from labels.suggest.unit import Labels, Unit

#: Scores are told apart in so many steps; a score counts as much as so many answers.
_STEPS, _WEIGHT = 5, 10

#: The score that a suggestion without a score has at first.
_UNKNOWN = 0.5

#: The labels suggested for a sentence, each with its score from 0 to 1, or without one.
Suggested = Mapping[str, float | None]


class ImportedSuggester:
    """Suggests what a run suggested, with probabilities that are learnt for its scores."""

    def __init__(self, name: str, suggested: Callable[[str], Suggested], labels: Sequence[str]) -> None:
        """`suggested` has what the run says of a sentence, by its id; `labels` are the ids that can be given."""
        self.name = name
        self._suggested = suggested
        self._labels = tuple(labels)
        self._right: defaultdict[int, deque[bool]] = defaultdict(lambda: deque(maxlen=WINDOW))

    def probabilities(self, unit: Unit) -> dict[Labels, float]:
        """What was suggested, each set of one label; the rest is shared out among the other labels."""
        said = self._suggested(unit.id)
        if not said:
            return {}
        found: dict[Labels, float] = {(label,): self._worth(score) for label, score in said.items()}
        total = sum(found.values())
        if total > 1:
            found = {labels: worth / total for labels, worth in found.items()}
        others: list[Labels] = [(label,) for label in self._labels if (label,) not in found]
        rest = max(0.0, 1 - sum(found.values()))
        return found | {labels: rest / len(others) for labels in others}

    def learn(self, unit: Unit, labels: Labels) -> None:
        """Note whether what was suggested for a sentence is what the annotator gave."""
        for label, score in self._suggested(unit.id).items():
            self._right[_step(score)].append(label in labels)

    def _worth(self, score: float | None) -> float:
        right = self._right[_step(score)]
        return (sum(right) + _WEIGHT * _as_probability(score)) / (len(right) + _WEIGHT)


def _as_probability(score: float | None) -> float:
    return _UNKNOWN if score is None else min(1.0, max(0.0, score))


def _step(score: float | None) -> int:
    return -1 if score is None else min(_STEPS - 1, int(_as_probability(score) * _STEPS))
