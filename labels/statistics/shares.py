"""Which labels were given: how often, how that shifted over time, and how long each takes.

Everything here is about the decisions that stand. A share is a label's sentences among all labelled
sentences; where a sentence may carry several labels, shares add up to more than one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from typing import Protocol

from labels.statistics.local_day import LocalDays
from labels.values.working_time import QUARTER

#: Label ids, sorted; none for a skip.
Labels = tuple[str, ...]

#: How many slices of equally many decisions show how shares shift.
SLICES = 12

#: More labels than this in a quarter of an hour were imported or given in bulk: their order tells nothing.
BULK = 2_000


class Given(Protocol):
    """One annotator's decisions that stand, added up."""

    def labelled(self) -> int:
        """How many sentences have labels."""

    def when(self) -> Iterator[tuple[int, Labels, int]]:
        """Quarters of an hour since 1970, UTC, in order, with labels and how many sentences got them then."""

    def within(self, quarter: int) -> Sequence[Labels]:
        """The labels given in a quarter of an hour, one by one in order."""

    def timed(self) -> Iterator[tuple[float, Labels, int]]:
        """The seconds of decisions on one sentence alone, in order, with labels and how many took so long."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the labelled sentences: its first and last local day, how many, and how often each label (id)."""

    first: date
    last: date
    sentences: int
    labels: Mapping[str, int]

    def share(self, label: str) -> float:
        """A label's part of the labelled sentences, 0 to 1."""
        return self.labels.get(label, 0) / self.sentences if self.sentences else 0.0


@dataclass(frozen=True, slots=True)
class Seconds:
    """The seconds that decisions took: how many were measured, their median and their mean."""

    count: int
    median: float
    mean: float


@dataclass(frozen=True, slots=True)
class Shares:
    """`sentences` labelled, `labels` how often each, `slices` the same over time, `seconds` by label id.

    Seconds of carried annotations and of runs are left out: nobody took that time for that sentence. `skipped`
    are the seconds of skips.
    """

    sentences: int = 0
    labels: Mapping[str, int] = field(default_factory=dict)
    slices: tuple[Slice, ...] = ()
    seconds: Mapping[str, Seconds] = field(default_factory=dict)
    skipped: Seconds | None = None

    def share(self, label: str) -> float:
        """A label's part of the labelled sentences, 0 to 1."""
        return self.labels.get(label, 0) / self.sentences if self.sentences else 0.0


def shares_of(given: Given, *, slices: int = SLICES, zone: tzinfo | None = None) -> Shares:
    """The shares of one annotator's decisions."""
    parts = tuple(_slices(given, slices, LocalDays(zone)))
    counts = sum((Counter(part.labels) for part in parts), Counter[str]())
    seconds = _seconds(given)
    skipped = seconds.pop("", None)
    return Shares(sum(part.sentences for part in parts), _most_first(counts), parts, seconds, skipped)


def shares_by_day(given: Given, *, zone: tzinfo | None = None) -> tuple[Slice, ...]:
    """One slice for each local day on which sentences were labelled, by the decisions that stand."""
    calendar = LocalDays(zone)
    days: dict[date, Counter[Labels]] = defaultdict(Counter)
    for quarter, labels, count in given.when():
        days[calendar.day_of(quarter * QUARTER)][labels] += count
    return tuple(Slice(day, day, counts.total(), _counted(counts)) for day, counts in sorted(days.items()))


def _slices(given: Given, slices: int, calendar: LocalDays) -> Iterator[Slice]:
    """Parts that differ by at most one sentence in size; fewer of them where there are few sentences."""
    total = given.labelled()
    slices = min(slices, total)
    ends = [(n + 1) * total // slices for n in range(slices)]
    reached, counts = 0, Counter[Labels]()
    first: int | None = None
    for quarter, together in _by_quarter(given.when()):
        left = together
        while left:
            first = quarter if first is None else first
            room = ends[0] - reached - counts.total()
            if left.total() < room:
                counts += left
                break
            part = left if left.total() == room else _part(given, quarter, together, left, room)
            counts += part
            left = left - part
            yield Slice(_day(calendar, first), _day(calendar, quarter), counts.total(), _counted(counts))
            reached, counts, first = ends.pop(0), Counter(), None


def _by_quarter(when: Iterable[tuple[int, Labels, int]]) -> Iterator[tuple[int, Counter[Labels]]]:
    now, counts = 0, Counter[Labels]()
    for quarter, labels, count in when:
        if quarter != now and counts:
            yield now, counts
            counts = Counter()
        now = quarter
        counts[labels] += count
    if counts:
        yield now, counts


def _part(given: Given, quarter: int, together: Counter[Labels], left: Counter[Labels], size: int) -> Counter[Labels]:
    """The next `size` of what is left of a quarter of an hour, in order; of a bulk, a part that is like the whole."""
    if together.total() <= BULK:
        one_by_one = given.within(quarter)
        if Counter(one_by_one) == together:
            done = together.total() - left.total()
            return Counter(one_by_one[done : done + size])
    total = left.total()
    part = Counter({labels: count * size // total for labels, count in left.items()})
    rests = sorted(left, key=lambda labels: (-(left[labels] * size % total), labels))
    part.update(rests[: size - part.total()])
    return part


def _day(calendar: LocalDays, quarter: int) -> date:
    return calendar.day_of(quarter * QUARTER)


def _counted(counts: Mapping[Labels, int]) -> dict[str, int]:
    """How often each label occurs in sets of labels, the most frequent first."""
    found: Counter[str] = Counter()
    for labels, number in counts.items():
        for label in labels:
            found[label] += number
    return _most_first(found)


def _most_first(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _seconds(given: Given) -> dict[str, Seconds]:
    """By label id; under "" those of skips."""
    counts: Counter[str] = Counter()
    sums: dict[str, float] = defaultdict(float)
    for seconds, labels, count in given.timed():
        for label in labels or ("",):
            counts[label] += count
            sums[label] += seconds * count
    medians = _medians(given, counts)
    return {label: Seconds(count, medians[label], sums[label] / count) for label, count in counts.items()}


def _medians(given: Given, counts: Mapping[str, int]) -> dict[str, float]:
    """The middle of the seconds of each label, or the mean of the two in the middle."""
    reached: Counter[str] = Counter()
    middle: dict[str, list[float]] = defaultdict(list)
    for seconds, labels, count in given.timed():
        for label in labels or ("",):
            before, reached[label] = reached[label], reached[label] + count
            for place in ((counts[label] - 1) // 2, counts[label] // 2):
                if before <= place < reached[label]:
                    middle[label].append(seconds)
    return {label: (values[0] + values[1]) / 2 for label, values in middle.items()}
