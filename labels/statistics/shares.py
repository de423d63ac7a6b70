"""Which labels were given: how often, how that shifted over time, and how long each takes.

Everything here is about the decisions that stand. A share is a label's sentences among all labelled
sentences; where a sentence may carry several labels, shares add up to more than one.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from operator import itemgetter
from statistics import fmean, median

from labels.statistics.local_day import LocalDays
from labels.values.working_time import moment_of

#: event, its time, labels as JSON, seconds, carried: what shares need of a labelled or skipped mark.
Given = tuple[str, str, str, float | None, int]

_LABELS = itemgetter(2)

#: How many slices of equally many decisions show how shares shift.
SLICES = 12


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

    Seconds of carried marks and of runs are left out: nobody took that time for that sentence. `skipped`
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


def shares_of(
    marks: Iterable[Given], *, runs: Collection[str] = frozenset(), slices: int = SLICES, zone: tzinfo | None = None
) -> Shares:
    """The shares of one annotator's decided marks, in any order; `runs` are events that decided several at once."""
    ordered = sorted(marks)
    labelled = [mark for mark in ordered if mark[2] != "[]"]
    seconds = _seconds(ordered, runs)
    skipped = seconds.pop("", None)
    counts = _counted(map(_LABELS, labelled))
    return Shares(len(labelled), counts, tuple(_slices(labelled, slices, LocalDays(zone))), seconds, skipped)


def shares_by_day(marks: Iterable[Given], *, zone: tzinfo | None = None) -> tuple[Slice, ...]:
    """One slice for each local day on which sentences were labelled, by the decisions that stand."""
    calendar = LocalDays(zone)
    days: dict[date, list[str]] = defaultdict(list)
    for _, at, labels, _, _ in sorted(marks):
        if labels != "[]":
            days[calendar.day_of(moment_of(at))].append(labels)
    return tuple(Slice(day, day, len(given), _counted(given)) for day, given in days.items())


def _slices(labelled: Sequence[Given], slices: int, calendar: LocalDays) -> Iterable[Slice]:
    """Parts that differ by at most one sentence in size; fewer of them where there are few sentences."""
    total = len(labelled)
    slices = min(slices, total)
    for n in range(slices):
        part = labelled[n * total // slices : (n + 1) * total // slices]
        first, last = (calendar.day_of(moment_of(mark[1])) for mark in (part[0], part[-1]))
        yield Slice(first, last, len(part), _counted(map(_LABELS, part)))


def _counted(given: Iterable[str]) -> dict[str, int]:
    """How often each label occurs in sets of labels written as JSON, the most frequent first."""
    counts: Counter[str] = Counter()
    for labels, number in Counter(given).items():  # few sets differ, so few are parsed
        for label in json.loads(labels):
            counts[label] += number
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _seconds(marks: Iterable[Given], runs: Collection[str]) -> dict[str, Seconds]:
    """By label id; under "" those of skips."""
    measured: dict[str, list[float]] = defaultdict(list)
    for event, _, labels, seconds, carried in marks:
        if seconds is not None and not carried and event not in runs:
            measured[labels].append(seconds)
    by_label: dict[str, list[float]] = defaultdict(list)
    for labels, values in measured.items():
        for label in json.loads(labels) or [""]:
            by_label[label] += values
    return {label: Seconds(len(values), median(values), fmean(values)) for label, values in by_label.items()}
