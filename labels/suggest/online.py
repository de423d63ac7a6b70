"""The suggester of Copydesk: it learns from one annotator's decisions, one after the other.

It has two heads over one set of features. The first uses only the sentence and its place. The second also uses the
labels of the two sentences before it, and is asked if these are decided. After each decision both take one step on it,
and one on each of three earlier ones. The same decisions in the same order always give the same weights.
"""

from __future__ import annotations

from array import array
from collections import deque
from dataclasses import dataclass
from random import Random

from labels.suggest import calibration
from labels.suggest.features import LABEL_PLACES, PLACES, features, features_before
from labels.suggest.softmax import Weights, errors, probabilities
from labels.suggest.unit import Labels, Unit

#: The largest number of sets of labels. Sets that come later are not learnt.
MOST_CLASSES = 40

#: How many earlier decisions are learnt again after each, and from how many of the last ones they are taken.
REPLAYS, REMEMBERED = 3, 20_000

#: The size of a step.
_RATE = 0.1


@dataclass(frozen=True, slots=True)
class _Seen:
    """The features of a sentence, and those of the labels before it; None where these are not decided."""

    own: array[int]
    before: array[int] | None


class OnlineSuggester:
    """Suggests labels by hashed features and a linear softmax."""

    #: Which model a suggestion is of; another number for another way of learning.
    name = "copydesk-online-1"

    def __init__(self) -> None:
        """Begin with nothing learnt."""
        self._classes: dict[Labels, int] = {}
        self._own, self._before = Weights(PLACES, _RATE), Weights(LABEL_PLACES, _RATE)
        self._memory: list[tuple[_Seen, int]] = []
        self._learnt = 0
        self._random = Random(0)
        self._sharpness = 1.0
        self._predictions: deque[tuple[list[float], int]] = deque(maxlen=calibration.WINDOW)
        self._latest: tuple[Unit, _Seen] | None = None

    def probabilities(self, unit: Unit) -> dict[Labels, float]:
        """How probable each set of labels is for the sentence; nothing before anything was learnt."""
        scores = self._scores(self._see(unit))
        return dict(zip(self._classes, probabilities(scores, self._sharpness), strict=True))

    def learn(self, unit: Unit, labels: Labels) -> None:
        """Learn that the sentence has these labels."""
        if labels not in self._classes:
            if len(self._classes) == MOST_CLASSES:
                return
            self._classes[labels] = len(self._classes)
            self._own.add_class()
            self._before.add_class()
        seen, truth = self._see(unit), self._classes[labels]
        self._predictions.append((self._scores(seen), truth))
        self._step(seen, truth)
        for _ in range(min(REPLAYS, len(self._memory))):
            self._step(*self._memory[int(self._random.random() * len(self._memory))])
        if len(self._memory) < REMEMBERED:
            self._memory.append((seen, truth))
        else:
            self._memory[self._learnt % REMEMBERED] = (seen, truth)
        self._learnt += 1
        if self._learnt % calibration.EVERY == 0:
            count = len(self._classes)
            whole = [(scores, truth) for scores, truth in self._predictions if len(scores) == count]
            self._sharpness = calibration.sharpness(whole, self._sharpness)

    def _see(self, unit: Unit) -> _Seen:
        """The features of a sentence; those of the last one asked about are kept, since it is learnt next."""
        if self._latest is None or self._latest[0] != unit:
            before = features_before(unit) if unit.is_in_context else None
            self._latest = unit, _Seen(features(unit), before)
        return self._latest[1]

    def _scores(self, seen: _Seen) -> list[float]:
        own = self._own.scores(seen.own)
        return own if seen.before is None else self._together(own, seen.before)

    def _together(self, own: list[float], before: array[int]) -> list[float]:
        """The scores of the second head, from those of the first."""
        return [one + other for one, other in zip(own, self._before.scores(before), strict=True)]

    def _step(self, seen: _Seen, truth: int) -> None:
        own = self._own.scores(seen.own)
        if seen.before is not None:
            self._before.correct(seen.before, errors(self._together(own, seen.before), truth))
        self._own.correct(seen.own, errors(own, truth))
