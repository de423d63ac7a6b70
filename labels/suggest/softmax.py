"""A linear softmax over hashed features that learns one example at a time, with AdaGrad; standard library only."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from math import exp, sqrt
from operator import itemgetter

#: The first value of each sum of squares. It keeps the first steps short.
_BEGIN = 1.0

#: An error of a probability smaller than this is not worth a step.
_SMALL = 0.03


class Weights:
    """Weights of each feature for each class; classes are counted from 0 and can be added at any time."""

    def __init__(self, size: int, rate: float) -> None:
        """Begin with no class. Features are numbers below `size`; `rate` is how far a step goes."""
        self._size = size
        self._rate = rate
        self._weights: list[array[float]] = []
        self._squares: list[array[float]] = []

    def add_class(self) -> None:
        """Add a class, of which nothing is known."""
        self._weights.append(array("f", bytes(4 * self._size)))
        self._squares.append(array("f", [_BEGIN]) * self._size)

    def scores(self, features: Sequence[int]) -> list[float]:
        """The score of each class; softmax makes probabilities of them."""
        if len(features) < 2:
            return [sum(weights[each] for each in features) for weights in self._weights]
        pick = itemgetter(*features)
        return [sum(pick(weights)) for weights in self._weights]

    def correct(self, features: Sequence[int], errors: Sequence[float]) -> None:
        """One step against the errors of the probabilities that these features had a part in, one for each class."""
        for error, weights, squares in zip(errors, self._weights, self._squares, strict=True):
            if -_SMALL < error < _SMALL:
                continue
            squared, step = error * error, self._rate * error
            for each in features:
                squares[each] = total = squares[each] + squared
                weights[each] -= step / sqrt(total)


def probabilities(scores: Sequence[float], sharpness: float = 1.0) -> list[float]:
    """The softmax of scores that are multiplied by `sharpness`, which is one over the temperature."""
    if not scores:
        return []
    top = max(scores)
    parts = [exp((score - top) * sharpness) for score in scores]
    total = sum(parts)
    return [part / total for part in parts]


def errors(scores: Sequence[float], truth: int) -> list[float]:
    """How far the probability of each class is from what is right: class `truth` has one, the others nothing."""
    wrong = probabilities(scores)
    wrong[truth] -= 1.0
    return wrong
