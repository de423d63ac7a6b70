"""Pace: sentences decided in an hour of work, breaks not counted, by day and overall.

A sentence counts once for each day on which it was decided, however often it was changed that day. Decisions that were
undone or cleared do not count, but the time for them does, because it was worked. More than BULK sentences decided by
one key press were not read one by one: they are decided, but are left out of the pace.

    pace = sentences / (time worked / 3600)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from operator import itemgetter
from statistics import median

from labels.statistics.local_day import LocalDays
from labels.values.working_time import QUARTER, WorkingTime, moment_of, opening

#: Less work than this many seconds is too little to tell a pace from, or to call it a sitting.
TOO_LITTLE = 60.0

#: The recent pace looks back over this many days of work.
RECENT_DAYS = 5

#: id, time, sitting, kind, article, start, end, action: what pace needs of an event.
Trace = tuple[bytes, str, int, str, int | None, int | None, int | None, bytes]


@dataclass(frozen=True, slots=True)
class Pace:
    """How many sentences were decided in how many seconds of work."""

    sentences: int = 0
    seconds: float = 0.0

    @property
    def per_hour(self) -> float | None:
        """Sentences an hour; None while there is too little data."""
        return 3600 * self.sentences / self.seconds if self.seconds >= TOO_LITTLE and self.sentences else None

    def __add__(self, other: Pace) -> Pace:
        return Pace(self.sentences + other.sentences, self.seconds + other.seconds)


#: Nobody worked.
NO_PACE = Pace()


@dataclass(frozen=True, slots=True)
class Work:
    """One annotator's work: the pace of each day of work, in order, and the seconds worked in each sitting."""

    days: tuple[tuple[date, Pace], ...] = ()
    sittings: tuple[float, ...] = ()

    @property
    def overall(self) -> Pace:
        """All days together."""
        return sum((pace for _, pace in self.days), NO_PACE)

    @property
    def recent(self) -> Pace:
        """The last RECENT_DAYS days on which something was decided: what to expect of the next ones."""
        return sum([pace for _, pace in self.days if pace.sentences][-RECENT_DAYS:], NO_PACE)

    @property
    def typical_sitting(self) -> float | None:
        """The median of the seconds worked in a sitting, those of less than a minute left out; None without any."""
        sittings = [seconds for seconds in self.sittings if seconds >= TOO_LITTLE]
        return median(sittings) if sittings else None


@dataclass(slots=True)
class _Day:
    worked: int = 0
    decided: set[tuple[int | None, int | None, int | None]] = field(default_factory=set)

    @property
    def pace(self) -> Pace:
        return Pace(len(self.decided), self.worked / 1000)


class _Sitting:
    __slots__ = ("time", "worked")

    def __init__(self) -> None:
        self.time = WorkingTime()
        self.worked = 0


def work_in(
    quarters: Mapping[int, Sequence[int]],
    again: Mapping[tuple[int, int], int],
    sittings: Iterable[int],
    *,
    zone: tzinfo | None = None,
) -> Work:
    """The work of one annotator as a project keeps it, by quarters of an hour since 1970, UTC.

    `quarters`: milliseconds worked, and sentences decided that were left as they are for a day at least. `again`: how
    many were decided again or cleared in another quarter; where that is of another day, they count. `sittings`:
    milliseconds.
    """
    calendar = LocalDays(zone)
    worked: dict[date, list[int]] = {}
    for quarter, (milliseconds, decided) in sorted(quarters.items()):
        day = worked.setdefault(calendar.day_of(quarter * QUARTER), [0, 0])
        day[0] += milliseconds
        day[1] += decided
    for (quarter, later), count in sorted(again.items()):
        day_of_first = calendar.day_of(quarter * QUARTER)
        if calendar.day_of(later * QUARTER) != day_of_first:
            worked[day_of_first][1] += count
    days = ((day, Pace(decided, milliseconds / 1000)) for day, (milliseconds, decided) in sorted(worked.items()))
    return Work(tuple(days), tuple(milliseconds / 1000 for milliseconds in sittings))


def work_of(
    trace: Iterable[Trace],
    *,
    undone: Collection[bytes] = frozenset(),
    bulk: Collection[bytes] = frozenset(),
    seconds: Callable[[bytes], float | None] = lambda action: None,
    zone: tzinfo | None = None,
) -> Work:
    """The work that the events of one annotator show, in the order of the journal.

    `undone` and `bulk` are the actions that are undone and that decided in bulk; `seconds` tells the seconds recorded
    with an action. The time before an act belongs to the day and the sitting of that act.
    """
    calendar, time = LocalDays(zone), WorkingTime()
    days: dict[date, Pace] = {}
    sittings: dict[int, _Sitting] = {}
    today, day = date.min, _Day()
    for _, at, sitting_number, kind, article, start, end, action in trace:
        moment = moment_of(at)
        if calendar.day_of(moment) != today:
            # What was decided is dropped after each day, or it would fill the memory in a large project.
            days[today] = days.get(today, NO_PACE) + day.pace
            today, day = calendar.day_of(moment), _Day()
        sitting = sittings.get(sitting_number)
        if sitting is None:
            sitting = sittings[sitting_number] = _Sitting()
        gap, own = time.since_last(moment), sitting.time.since_last(moment)
        if gap is None or own is None:
            first = opening(seconds(action))
            gap, own = first if gap is None else gap, first if own is None else own
        day.worked += gap
        sitting.worked += own
        if kind in ("label", "skip"):
            if action not in undone and action not in bulk:
                day.decided.add((article, start, end))
        elif kind == "clear" and action not in undone:
            day.decided.discard((article, start, end))
    days[today] = days.get(today, NO_PACE) + day.pace
    days.pop(date.min, None)
    return Work(
        tuple(sorted(days.items(), key=itemgetter(0))), tuple(sitting.worked / 1000 for sitting in sittings.values())
    )
