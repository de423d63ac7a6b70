"""How long a sentence was looked at, and how fast the work goes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

#: A pause longer than this many seconds is a break and counts neither as work nor against the pace.
BREAK = 120.0

#: The pace looks back over this many decisions.
WINDOW = 50

Ticks = Callable[[], float]


class Stopwatch:
    """Seconds since the sentence under the cursor came into view, and the pace of decisions."""

    def __init__(self, ticks: Ticks) -> None:
        """Start now. `ticks` is a monotonic clock in seconds."""
        self._ticks = ticks
        self._since = ticks()
        self._last_decision = self._since
        self._gaps: deque[float] = deque(maxlen=WINDOW)

    def restart(self) -> None:
        """Another sentence came into view."""
        self._since = self._ticks()

    @property
    def seconds(self) -> float:
        """Seconds since the sentence came into view."""
        return self._ticks() - self._since

    def decided(self, count: int = 1) -> None:
        """Take note that `count` sentences were decided at once."""
        now = self._ticks()
        gap = (now - self._last_decision) / count
        if now - self._last_decision <= BREAK:
            self._gaps.extend([gap] * min(count, WINDOW))
        self._last_decision = now

    @property
    def per_hour(self) -> int | None:
        """Sentences an hour over the last decisions, breaks left out; None while there is too little to tell."""
        total = sum(self._gaps)
        if len(self._gaps) < 3 or total <= 0:
            return None
        return round(3600 * len(self._gaps) / total)
