"""A pause: keys that decide write nothing, because they may have been typed for something else."""

from __future__ import annotations

from labels.desk.painted import Painted

#: Said first, because a line may be cut at its end.
_AHEAD = "This key was typed ahead, and wrote nothing."


class Pause:
    """It lasts until `end`, and `until_seen` at most to the first key that is typed after the screen showed why.

    The screen says when it painted, and when each key was typed. A script does neither: no key of it is held back
    `until_seen`.
    """

    def __init__(self) -> None:
        self._notice = ""
        self._until_seen = False
        self._painted = Painted()
        self._keys = self._began_with = 0

    def begin(self, notice: str) -> None:
        """Hold back keys until `end`; each gives this notice."""
        self._begin(notice, until_seen=False)

    def begin_until_seen(self, notice: str) -> None:
        """Hold back keys that were typed before the screen showed this notice, but not the key that led to it.

        A pause that lasts until its end goes on.
        """
        if self._notice and not self._until_seen:
            return
        self._begin(f"{_AHEAD} {notice}", until_seen=True)

    def _begin(self, notice: str, *, until_seen: bool) -> None:
        self._notice, self._until_seen, self._began_with = notice, until_seen, self._keys
        self._painted.forget()

    def end(self) -> None:
        """Let keys decide again: the annotator did something else."""
        self._notice = ""

    def held_back(self) -> str:
        """Why the last key may not decide; empty if it may."""
        if not self._notice:
            return ""
        if self._until_seen and (self._keys == self._began_with or self._painted.shows(self._notice)):
            return ""
        return self._notice

    @property
    def awaits_paint(self) -> bool:
        """Whether the screen is to say when it is painted."""
        return self._until_seen and bool(self._notice)

    def typed(self, at: float) -> None:
        """A key was typed at this time (a monotonic clock, in seconds)."""
        self._keys += 1
        self._painted.typed(at)

    def painted(self, at: float) -> None:
        """The screen shows the notice, since this time, by the same clock."""
        self._painted.painted(self._notice, at)
