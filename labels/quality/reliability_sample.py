"""How many units a reliability sample needs: Lacy & Riffe 1996.

"Sampling error and selecting intercoder reliability samples for nominal content categories", Journalism & Mass
Communication Quarterly 73(4), 963-973:

    n = ((N - 1) SE² + P Q N) / ((N - 1) SE² + P Q)

N units in all, P the agreement that is supposed, Q = 1 - P, SE the standard error that is wanted. It is the distance
between the agreement that is supposed and the least that is acceptable, divided by the one-sided normal quantile.
"""

from __future__ import annotations

from math import ceil
from statistics import NormalDist

from labels.errors import UsageError


def reliability_sample(units: int, agreement: float = 0.85, least: float = 0.80, confidence: float = 0.95) -> int:
    """How many of `units` two people must mark, to be so sure that agreement among all is at least `least`.

    All but the first are shares, 0 to 1. Raises UsageError unless 0 < least < agreement < 1 and 0.5 < confidence < 1.
    """
    if not (0 < least < agreement < 1 and 0.5 < confidence < 1):
        raise UsageError(
            "The size of a reliability sample needs 0 < least agreement < supposed agreement < 1, and a confidence"
            f" between 0.5 and 1; not {least}, {agreement} and {confidence}."
        )
    return ceil(sample_size(units, agreement, (agreement - least) / NormalDist().inv_cdf(confidence)))


def sample_size(units: int, agreement: float, standard_error: float) -> float:
    """The formula of Lacy & Riffe, not rounded; 0 of no units."""
    if units < 1:
        return 0.0
    spread = (units - 1) * standard_error**2
    product = agreement * (1 - agreement)
    return (spread + product * units) / (spread + product)
