"""Which labels were given: how often, how that shifted over time, and how long each takes.

Everything here is about the decisions in force. A share is a label's sentences among all labelled sentences; where a
sentence may carry several labels, shares add up to more than one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo
from itertools import groupby
from operator import itemgetter
from typing import Protocol

from labels.statistics.local_day import LocalDays

#: Label ids, sorted; none for a skip.
Labels = tuple[str, ...]

#: How many slices of equally many decisions show how shares shift.
SLICES = 12

#: More labels than this on a day were imported or given in bulk: their order tells nothing.
BULK = 10_000


class Given(Protocol):
    """One annotator's decisions in force, added up. Days are those since 1970, UTC."""

    def labelled(self) -> int:
        """How many sentences have labels."""

    def when(self) -> Iterator[tuple[int, Labels, int]]:
        """Days in order, with labels and how many sentences got them then."""

    def reach(self, day: int) -> tuple[int, int]:
        """The moments (milliseconds since 1970) at which the first and the last label of a day were given."""

    def on(self, day: int) -> Iterator[tuple[int, Labels]]:
        """The labels given on a day, one by one in order, each with its moment."""

    def measured(self) -> Iterator[tuple[Labels, int, float]]:
        """Labels, with how many decisions on one sentence alone have seconds, and these seconds added up."""

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
    """One slice for each local day on which sentences were labelled, by the decisions in force."""
    calendar = LocalDays(zone)
    days: dict[date, Counter[Labels]] = defaultdict(Counter)
    for day in dict.fromkeys(day for day, _, _ in given.when()):
        for moment, labels in given.on(day):
            days[calendar.day_of(moment)][labels] += 1
    return tuple(Slice(day, day, counts.total(), _counted(counts)) for day, counts in sorted(days.items()))


def _slices(given: Given, slices: int, calendar: LocalDays) -> Iterator[Slice]:
    """Parts that differ by at most one sentence in size; fewer of them where there are few sentences."""
    total = given.labelled()
    slices = min(slices, total)
    sizes = [(n + 1) * total // slices - n * total // slices for n in range(slices)]
    counts: Counter[Labels] = Counter()
    first: int | None = None
    for day, labels_of_day in _by_day(given.when()):
        of_day: _Day | None = None
        left = labels_of_day
        while left:
            room = sizes[0] - counts.total()
            if left.total() < room and (of_day is None or first is not None):
                first = given.reach(day)[0] if first is None else first
                counts += left
                break
            of_day = of_day or _Day(given, day, labels_of_day)
            part, begin, end = of_day.take(min(room, left.total()))
            first = begin if first is None else first
            counts, left = counts + part, left - part
            if counts.total() == sizes[0]:
                yield Slice(calendar.day_of(first), calendar.day_of(end), sizes.pop(0), _counted(counts))
                counts, first = Counter(), None


class _Day:
    """The labels given on a day, to be taken part by part in their order."""

    def __init__(self, given: Given, day: int, labels: Counter[Labels]) -> None:
        self._left = labels
        self._reach = given.reach(day)
        self._in_order = list(given.on(day)) if labels.total() <= BULK else []
        if Counter(labels for _, labels in self._in_order) != labels:
            self._in_order = []

    def take(self, size: int) -> tuple[Counter[Labels], int, int]:
        """The next labels, and the moments of the first and the last. Of a bulk action, a representative part."""
        if self._in_order:
            some, self._in_order = self._in_order[:size], self._in_order[size:]
            return Counter(labels for _, labels in some), some[0][0], some[-1][0]
        left, total = self._left, self._left.total()
        part = Counter({labels: count * size // total for labels, count in left.items()})
        rests = sorted(left, key=lambda labels: (-(left[labels] * size % total), labels))
        part.update(rests[: size - part.total()])
        self._left = left - part
        return part, *self._reach


def _by_day(when: Iterable[tuple[int, Labels, int]]) -> Iterator[tuple[int, Counter[Labels]]]:
    for day, rows in groupby(when, key=itemgetter(0)):
        counts: Counter[Labels] = Counter()
        for _, labels, count in rows:
            counts[labels] += count
        yield day, counts


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
    for labels, count, seconds in given.measured():
        for label in labels or ("",):
            counts[label] += count
            sums[label] += seconds
    medians = _medians(given, counts)
    return {label: Seconds(count, medians[label], sums[label] / count) for label, count in counts.items()}


def _medians(given: Given, counts: Mapping[str, int]) -> dict[str, float]:
    """The middle of the seconds of each label, or the mean of the two in the middle."""
    left = {label: ((count - 1) // 2, count // 2) for label, count in counts.items()}
    reached: Counter[str] = Counter()
    below: dict[str, float] = {}
    medians: dict[str, float] = {}
    for seconds, labels, count in given.timed():
        for label in labels or ("",):
            if label not in left:
                continue
            reached[label] += count
            first, second = left[label]
            if first < reached[label]:
                below.setdefault(label, seconds)
            if second < reached[label]:
                medians[label] = (below[label] + seconds) / 2
                del left[label]
        if not left:
            break
    return medians
