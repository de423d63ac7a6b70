"""Likely mistakes: decisions that the model found improbable when they were made, the least probable first.

A wrong suggestion that was accepted cannot be found this way, because the model said the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from typing import Any

from labels.suggest.unit import Labels

#: Below this a probability is rounding.
LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class Doubt:
    """A decision and what the model found more probable: `by` is the logarithm of how much more."""

    annotator: str
    sentence: str
    given: Labels
    better: Labels
    by: float


def doubt(payload: Mapping[str, Any]) -> float | None:
    """The logarithm of how much more probable other labels were than those given; None where no model spoke."""
    given, other = payload.get("p_given"), payload.get("p_other")
    if given is None or other is None:
        return None
    return log(max(other, LEAST) / max(given, LEAST))
