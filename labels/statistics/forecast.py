"""The forecast: what is left to do, and how long it takes at the recent pace.

hours = sentences left / pace        sittings = hours / hours of the typical sitting, rounded up
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from labels.statistics.pace import Work


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many sentences are left, and how many hours of work and sittings that means; None if unknown."""

    sentences: int
    hours: float | None = None
    sittings: int | None = None


def forecast(left: int, work: Work) -> Forecast:
    """What `left` undecided sentences mean for an annotator who works as `work` shows."""
    pace, sitting = work.recent.per_hour, work.typical_sitting
    if pace is None:
        return Forecast(left)
    hours = left / pace
    # Rounded first, so that 3 x 20 minutes do not become 4 sittings.
    return Forecast(left, hours, None if sitting is None else ceil(round(hours * 3600 / sitting, 6)))
