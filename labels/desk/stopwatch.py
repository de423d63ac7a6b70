"""How long a sentence was looked at, and how fast the work goes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from labels.values.working_time import BREAK

#: After this many seconds without a key press, the stopwatch assumes that nobody is there, and is held. In a minute
#: even a slow reader (175 words a minute) has read the longest sentence of a newspaper twice.
IDLE = 60.0

#: The pace is computed from this many decisions.
WINDOW = 50

#: There is no pace with fewer decisions, or in fewer seconds.
ENOUGH, ENOUGH_SECONDS = 10, 60.0

Ticks = Callable[[], float]


class Stopwatch:
    """Seconds that somebody looked at the sentence under the cursor, and the pace of decisions."""

    def __init__(self, ticks: Ticks) -> None:
        """Start now. `ticks` is a monotonic clock in seconds."""
        self._ticks = ticks
        self._touched = self._last_decision = ticks()
        self._counted = 0.0
        self._held: float | None = None
        self._gaps: deque[float] = deque(maxlen=WINDOW)

    def restart(self) -> None:
        """Start again from zero, because another sentence came into view."""
        self._counted = 0.0
        self._held = None
        self._touched = self._ticks()

    def touch(self) -> None:
        """A key press or another sign of the annotator; to be called for every one."""
        now = self._ticks()
        self._counted += min(now - self._touched, IDLE)
        self._touched = now

    @property
    def seconds(self) -> float:
        """Seconds since the sentence came into view; of each silence longer than IDLE, only its first IDLE seconds."""
        if self._held is not None:
            return self._held
        return self._counted + min(self._ticks() - self._touched, IDLE)

    def hold(self) -> None:
        """Hold the stopwatch, because the annotator waits for the program."""
        self._held = self.seconds

    def release(self) -> None:
        """Let the stopwatch run on; does nothing if it is not held."""
        if self._held is not None:
            self._counted, self._held = self._held, None
            self._touched = self._ticks()

    def decided(self, count: int = 1) -> None:
        """Take note that `count` sentences were decided at once."""
        now = self._ticks()
        gap = (now - self._last_decision) / count
        if now - self._last_decision <= BREAK:
            self._gaps.extend([gap] * min(count, WINDOW))
        self._last_decision = now

    @property
    def per_hour(self) -> int | None:
        """Sentences an hour over the last decisions, breaks left out; None while there is too little data."""
        total = sum(self._gaps)
        if len(self._gaps) < ENOUGH or total < ENOUGH_SECONDS:
            return None
        return round(3600 * len(self._gaps) / total)
