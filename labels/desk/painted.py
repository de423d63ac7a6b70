"""What the screen shows, and since when. A key acts on something only if this was painted before the key was typed."""

from __future__ import annotations


class Painted:
    """The view that was painted last, and the last key. Times are seconds of one monotonic clock.

    A view is any value that stands for what is on the screen. If the value differs, the screen differs.
    """

    def __init__(self) -> None:
        self._view: object = None
        self._since: float | None = None
        self._typed_at: float | None = None

    @property
    def any_key(self) -> bool:
        """Whether any key was typed. A script types none."""
        return self._typed_at is not None

    def painted(self, view: object, at: float) -> None:
        """Note that the screen shows a view at this time. While it shows the same view, the first time counts."""
        if self._since is None or view != self._view:
            self._view, self._since = view, at

    def typed(self, at: float) -> None:
        """Note that a key was typed at this time. It does not act on what was painted later."""
        self._typed_at = at

    def forget(self) -> None:
        """The screen no longer shows what was painted."""
        self._since = None

    def shows(self, view: object) -> bool:
        """Whether the screen shows a view, and did so when the last key was typed."""
        if self._since is None or view != self._view:
            return False
        return self._typed_at is None or self._typed_at >= self._since
