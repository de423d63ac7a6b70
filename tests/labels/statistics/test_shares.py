"""Label shares, overall and over time, and the seconds that labels take."""

from collections import Counter
from datetime import UTC, date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.projections.label_counts import DAY
from labels.statistics import shares as module
from labels.statistics.shares import Seconds, Shares
from labels.values.working_time import moment_of
from tests.labels.statistics.traces import after


class Marks:
    """Decisions that stand, one by one, added up as a project keeps them."""

    def __init__(self, marks, runs=()):
        self.marks = sorted(marks)
        self.runs = runs

    def labelled(self):
        return sum(bool(labels) for _, _, labels, _, _ in self.marks)

    def when(self):
        counts = Counter((moment_of(at) // DAY, labels) for _, at, labels, _, _ in self.marks if labels)
        return ((*key, count) for key, count in sorted(counts.items()))

    def on(self, day):
        given = ((moment_of(at), labels) for _, at, labels, _, _ in self.marks if labels)
        return ((moment, labels) for moment, labels in given if moment // DAY == day)

    def reach(self, day):
        moments = [moment for moment, _ in self.on(day)]
        return moments[0], moments[-1]

    def measured(self):
        return ((labels, count, seconds * count) for seconds, labels, count in self.timed())

    def timed(self):
        counts = Counter(
            (seconds, labels)
            for event, _, labels, seconds, carried in self.marks
            if seconds is not None and not carried and event not in self.runs
        )
        return ((*key, count) for key, count in sorted(counts.items()))


def shares_of(marks, *, runs=(), **options):
    return module.shares_of(Marks(marks, runs), **options)


def shares_by_day(marks, **options):
    return module.shares_by_day(Marks(marks), **options)


def mark(n, *labels, seconds=None, carried=0, day=0):
    return (f"e{n:06}", after(n + 86_400 * day), labels, seconds, carried)


def test_nothing_was_given():
    assert shares_of([], zone=UTC) == Shares()
    assert Shares().share("claim") == 0


def test_shares_are_of_labelled_sentences_and_may_add_up_to_more_than_one():
    found = shares_of([mark(0, "a"), mark(1, "a", "b"), mark(2, "b"), mark(3, "a"), mark(4)], zone=UTC)
    assert (found.sentences, found.labels) == (4, {"a": 3, "b": 2})
    assert (found.share("a"), found.share("b"), found.share("c")) == (0.75, 0.5, 0)


def test_slices_follow_the_journal_not_the_order_of_the_marks():
    marks = [mark(n, "early" if n < 6 else "late", day=n) for n in (11, 3, 7, 0, 1, 2, 4, 5, 6, 8, 9, 10)]
    first, second = shares_of(marks, slices=2, zone=UTC).slices
    assert (first.labels, second.labels) == ({"early": 6}, {"late": 6})
    assert (first.first, first.last, second.first) == (date(2024, 3, 4), date(2024, 3, 9), date(2024, 3, 10))


@given(st.lists(st.sets(st.sampled_from("abc")), max_size=60), st.integers(1, 12))
def test_slices_are_equal_and_add_up(given_labels, slices):
    found = shares_of([mark(n, *sorted(labels)) for n, labels in enumerate(given_labels)], slices=slices, zone=UTC)
    sizes = [part.sentences for part in found.slices]
    assert sum(sizes) == found.sentences == sum(bool(labels) for labels in given_labels)
    assert not sizes or max(sizes) - min(sizes) <= 1
    assert len(sizes) == min(slices, found.sentences)
    added = sum((Counter(part.labels) for part in found.slices), Counter())
    assert added == Counter(found.labels) == Counter(label for labels in given_labels for label in labels)


def test_labels_given_in_bulk_are_spread_evenly_over_the_slices(monkeypatch):
    monkeypatch.setattr(module, "BULK", 5)
    marks = [mark(n, "a") for n in range(30)] + [mark(n, "b") for n in range(30, 40)]
    found = shares_of([*marks, *(mark(n, "c", day=1) for n in range(5))], slices=5, zone=UTC)
    assert [part.labels for part in found.slices] == [
        *({"a": 7, "b": 2}, {"a": 7, "b": 2}, {"a": 7, "b": 2}, {"a": 6, "b": 3}, {"c": 5, "a": 3, "b": 1}),
    ]
    assert found.labels == {"a": 30, "b": 10, "c": 5}


def test_by_day():
    found = shares_by_day([mark(5, "b", day=1), mark(0, "a"), mark(1, "a", "b"), mark(2)], zone=UTC)
    assert [(part.first, part.sentences, part.labels) for part in found] == [
        (date(2024, 3, 4), 2, {"a": 2, "b": 1}),
        (date(2024, 3, 5), 1, {"b": 1}),
    ]


def test_seconds_leave_out_runs_carried_marks_and_what_was_not_measured():
    marks = [
        *(mark(n, "a", seconds=seconds) for n, seconds in enumerate((1.0, 2.0, 9.0))),
        mark(10, "a", seconds=100.0, carried=1),
        mark(11, "a", seconds=0.1),
        mark(12, "a"),
        mark(13, "a", "b", seconds=4.0),
        mark(14, seconds=3.0),
    ]
    found = shares_of(marks, runs={"e000011"}, zone=UTC)
    assert found.seconds == {"a": Seconds(4, 3.0, pytest.approx(4.0)), "b": Seconds(1, 4.0, 4.0)}
    assert found.skipped == Seconds(1, 3.0, 3.0)
