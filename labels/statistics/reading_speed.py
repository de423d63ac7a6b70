"""The reading-speed check: notices when decisions come faster than the text can have been read.

Adults read English non-fiction silently at 238 words a minute on average, and most of them at 175 to 300 (Brysbaert
2019, "How many words do we read per minute? A review and meta-analysis of reading rate", Journal of Memory and Language
109, 104047). It warns at LIMIT, two and a half times the average and twice the upper end of that range: somebody who
reads fast is never warned. It judges the last WINDOW decisions as a whole, because single sentences are often read
ahead of their turn, and their time is then counted for an earlier one.

    words a minute = 60 x words of the window / seconds of the window
"""

from __future__ import annotations

import re
from collections import deque

#: Words a minute at which adults read non-fiction, on average.
READING_SPEED = 238.0

#: Words a minute beyond which the text cannot have been read.
LIMIT = 2.5 * READING_SPEED

#: This many decisions are looked at together.
WINDOW = 20

#: After a warning there is none for this many decisions.
SILENCE = 100

_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def words_in(text: str) -> int:
    """How many words a text has, as far as reading speed goes."""
    return sum(1 for _ in _WORD.finditer(text))


class ReadingSpeedCheck:
    """Takes each decision; says when to warn."""

    def __init__(self) -> None:
        """Nothing was decided yet."""
        self._window: deque[tuple[int, float]] = deque(maxlen=WINDOW)
        self._silent = 0

    @property
    def words_a_minute(self) -> float | None:
        """How fast the last WINDOW decisions must have been read; None before there are as many."""
        if len(self._window) < WINDOW:
            return None
        words, seconds = sum(words for words, _ in self._window), sum(seconds for _, seconds in self._window)
        if not words:
            return 0.0
        return 60 * words / seconds if seconds > 0 else float("inf")

    def decided(self, words: int, seconds: float) -> bool:
        """Take note of a decision on a sentence of `words` after `seconds` in view; whether to warn now."""
        self._window.append((words, seconds))
        self._silent = max(0, self._silent - 1)
        speed = self.words_a_minute
        if self._silent or speed is None or speed <= LIMIT:
            return False
        self._silent = SILENCE
        return True
