"""What counts as working time: the one rule that the desk, the dashboard and `copydesk status` share.

Every act is in the journal with its time. Two acts of an annotator that follow each other within BREAK seconds belong
to one stretch of work, and the time between them was worked; a longer silence is a break and counts nothing. A stretch
opens with an act that took time itself: the seconds that the desk's stopwatch measured for it count, capped at BREAK.

    time worked = sum of the gaps of at most BREAK + sum of the seconds of the acts that open a stretch

The threshold is fixed. One that followed the median gap would change yesterday's figures with today's work, and those
of days would not add up to those of weeks. Two minutes is five times what a sentence of a hundred words takes at 238
words a minute (see `labels.statistics.reading_speed`), so reading another sentence or two, or looking something up in
the codebook, is work, but going for a coffee is not.
"""

from __future__ import annotations

from datetime import UTC, datetime

#: A silence of more than this many seconds between two acts is a break.
BREAK = 120.0

_BREAK_MS = int(BREAK * 1000)

#: Days of every time zone are made of whole quarters of an hour, in milliseconds.
QUARTER = 900_000


class WorkingTime:
    """Adds up the time worked from the moments of acts, in milliseconds."""

    __slots__ = ("_last",)

    def __init__(self) -> None:
        """Nothing happened yet."""
        self._last: int | None = None

    def since_last(self, moment: int) -> int | None:
        """Milliseconds worked between the last act and one at `moment`; None if this one opens a stretch.

        Moments come in the order of the journal. One that lies before the last, because a clock was put back,
        opens a stretch: how long it took cannot be told.
        """
        last, self._last = self._last, moment
        return worked_between(last, moment)


def worked_between(last: int | None, moment: int) -> int | None:
    """Milliseconds worked from one act to the next; None if that one opens a stretch."""
    return moment - last if last is not None and 0 <= moment - last <= _BREAK_MS else None


def opening(seconds: float | None) -> int:
    """Milliseconds that an act which opens a stretch of work adds, by the `seconds` recorded with it."""
    return min(_BREAK_MS, max(0, round((seconds or 0.0) * 1000)))


def moment_of(at: str) -> int:
    """The time of an event (ISO 8601; without a zone it is UTC) in milliseconds since 1970.

    The time in the event's id is not used, because it can be ahead if another machine's clock is.
    """
    found = datetime.fromisoformat(at)
    return as_moment(found if found.tzinfo else found.replace(tzinfo=UTC))


def quarter_of(at: str) -> int:
    """The quarter of an hour of an event's time, in quarters since 1970, UTC."""
    return moment_of(at) // QUARTER


def as_moment(at: datetime) -> int:
    """A point in time as milliseconds since 1970."""
    return round(at.timestamp() * 1000)
