"""How sure a model may be: one number that sharpens or flattens its scores, fitted to its own last predictions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from labels.suggest.softmax import probabilities

#: Fitted to so many of the last predictions, after every so many decisions.
WINDOW, EVERY = 200, 25

#: The limits of this number. 1 leaves the scores of the model unchanged.
LEAST, MOST = 0.05, 5.0

_STEPS, _LONGEST, _SMALL = 3, 0.5, 0.005


def sharpness(predictions: Iterable[tuple[Sequence[float], int]], begin: float) -> float:
    """One over the temperature that makes what was right most probable, by Newton's steps from `begin`.

    `predictions` are scores of all classes, each with the class that was right.
    """
    found = begin
    seen = [(scores, truth) for scores, truth in predictions if len(scores) > 1]
    for _ in range(_STEPS):
        slope = bend = 0.0
        for scores, truth in seen:
            mean = square = 0.0
            for probability, score in zip(probabilities(scores, found), scores, strict=True):
                mean += probability * score
                square += probability * score * score
            slope += scores[truth] - mean
            bend += square - mean * mean
        if bend <= 0:
            break
        step = max(-_LONGEST * found, min(_LONGEST, slope / bend))
        found = min(MOST, max(LEAST, found + step))
        if abs(step) < _SMALL:
            break
    return found
