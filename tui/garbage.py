"""When all that lives is searched for garbage: not in the middle of a key, but while nobody types.

Python searches now and then, in the middle of whatever runs: a key in a thousand would take ten times as long as the
others.
"""

from __future__ import annotations

import gc

from textual._styles_cache import StylesCache

#: Who has not typed for so many seconds reads.
REST = 0.7


class Rests:
    """Searches for garbage where somebody rests who has typed, if enough has come together since the last time."""

    def __init__(self) -> None:
        """Nobody has typed."""
        self._typed: float | None = None

    def typed(self, at: float) -> None:
        """Somebody typed at this time, by a monotonic clock in seconds."""
        self._typed = at

    def look(self, now: float) -> None:
        """Search if this is a rest, and the first look in it; to be asked now and then."""
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
