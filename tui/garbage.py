"""When the full garbage collection runs: while nobody types, not while a key is handled.

Python would run it at any time, so one key in a thousand would take ten times as long as the others.
"""

from __future__ import annotations

import gc

from textual._styles_cache import StylesCache

#: After this many seconds without a key, the user is reading.
REST = 0.7


class Rests:
    """Collects garbage when the user pauses after typing, if there is enough since the last time."""

    def __init__(self) -> None:
        """Nobody has typed."""
        self._typed: float | None = None

    def typed(self, at: float) -> None:
        """Note that somebody typed at this time, by a monotonic clock in seconds."""
        self._typed = at

    def look(self, now: float) -> None:
        """Collect if this is a pause, and the first call in it. Call this now and then."""
        if self._typed is not None and now - self._typed >= REST:
            self._typed = None
            if gc.get_count()[2]:  # what is young has been searched since, so something lives that may be garbage
                forget_removed_widgets()
                gc.collect()


def forget_removed_widgets() -> None:
    """Let go of widgets that were removed.

    Textual keeps two colours for each of the last 1,024 widgets and background colours, and with them every line that
    such a widget drew. They are found again at once for those that are still there.
    """
    StylesCache.get_inner_outer.cache_clear()
