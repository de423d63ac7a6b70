"""Pace and working time, against journals that were reckoned by hand."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.statistics.pace import NO_PACE, RECENT_DAYS, Pace, Work, work_of
from labels.values.working_time import BREAK
from tests.labels.statistics.traces import after, event

MONDAY, TUESDAY = date(2024, 3, 4), date(2024, 3, 5)


def test_nobody_worked():
    work = work_of([], zone=UTC)
    assert (work.days, work.sittings, work.overall, work.recent, work.typical_sitting) == (
        (),
        (),
        NO_PACE,
        NO_PACE,
        None,
    )
    assert work.overall.per_hour is None


def test_gaps_count_and_breaks_do_not():
    # 10 s + 20 s, a break of 5 minutes, then 30 s.
    trace = [event(at, n) for n, at in enumerate((0, 10, 30, 330, 360))]
    assert work_of(trace, zone=UTC).days == ((MONDAY, Pace(5, 60.0)),)
    assert work_of(trace, zone=UTC).overall.per_hour == 300


def test_a_gap_of_exactly_a_break_still_counts_and_a_millisecond_more_does_not():
    assert work_of([event(0), event(BREAK, 1)], zone=UTC).overall.seconds == BREAK
    assert work_of([event(0), event(BREAK + 0.001, 1)], zone=UTC).overall.seconds == 0


def test_the_act_that_opens_a_stretch_counts_its_own_seconds_up_to_a_break():
    trace = [event(0, 0, action="first"), event(10, 1), event(1000, 2, action="second")]
    recorded = {"first": 4.5, "second": 900.0}
    assert work_of(trace, seconds=recorded.get, zone=UTC).overall.seconds == 4.5 + 10 + BREAK


def test_only_openings_are_asked_for_their_seconds():
    asked = []
    trace = [event(n, n, action=f"a{n}") for n in range(5)]
    work_of(trace, seconds=lambda action: asked.append(action), zone=UTC)
    assert set(asked) == {"a0"}


def test_undone_decisions_do_not_count_but_their_time_does():
    trace = [event(0, 0), event(30, 1, action="wrong"), event(40, 1, "undo"), event(60, 1)]
    assert work_of(trace[:3], undone={"wrong"}, zone=UTC).overall == Pace(1, 40.0)
    assert work_of(trace, undone={"wrong"}, zone=UTC).overall == Pace(2, 60.0)


def test_a_sentence_counts_once_a_day_however_often_it_is_changed():
    day = 86_400
    trace = [event(0, 7), event(5, 7), event(9, 7, "skip"), event(day, 7)]
    assert [pace.sentences for _, pace in work_of(trace, zone=UTC).days] == [1, 1]


def test_cleared_decisions_do_not_count_unless_the_clearing_was_undone():
    trace = [event(0, 0), event(10, 1), event(20, 1, "clear", action="cleared")]
    assert work_of(trace, zone=UTC).overall.sentences == 1
    assert work_of(trace, undone={"cleared"}, zone=UTC).overall.sentences == 2


def test_flags_notes_and_boundaries_are_work_but_no_decisions():
    trace = [event(0, 0, "flag"), event(20, 0, "note"), event(50, 0, "split"), event(60, 0, "undo")]
    assert work_of(trace, zone=UTC).overall == Pace(0, 60.0)


def test_runs_count_every_sentence_and_bulk_none():
    run = [event(100, n, action="run", n=n) for n in range(30)]
    assert work_of([event(0, 99), *run], zone=UTC).overall == Pace(31, 100.0)
    assert work_of([event(0, 99), *run], bulk={"run"}, zone=UTC).overall == Pace(1, 100.0)


def test_days_end_at_local_midnight():
    # 23:30 and 00:15 in Kyiv (UTC+2) are the same day in UTC.
    kyiv = timezone(timedelta(hours=2))
    trace = [
        event(after(0, datetime(2024, 3, 4, hour, minute, tzinfo=UTC)), n)
        for n, (hour, minute) in enumerate(((21, 30), (22, 15)))
    ]
    assert [day for day, _ in work_of(trace, zone=UTC).days] == [MONDAY]
    assert [day for day, _ in work_of(trace, zone=kyiv).days] == [MONDAY, TUESDAY]


def test_work_across_midnight_belongs_to_the_day_of_the_later_act():
    midnight = datetime(2024, 3, 5, tzinfo=UTC)
    trace = [event(after(second, midnight), n) for n, second in enumerate((-60, -20, 30, 50))]
    assert work_of(trace, zone=UTC).days == ((MONDAY, Pace(2, 40.0)), (TUESDAY, Pace(2, 70.0)))


@pytest.mark.parametrize(
    ("month", "day", "hours"),
    [(3, 31, 23), (10, 27, 25)],
    ids=["clocks go forward", "clocks go back"],
)
def test_days_on_which_clocks_are_changed_are_one_day(month, day, hours):
    berlin = ZoneInfo("Europe/Berlin")
    begin = datetime(2024, month, day, tzinfo=berlin).astimezone(UTC)
    trace = [event(after(3600 * hour, begin), hour) for hour in range(hours + 1)]
    found = work_of(trace, zone=berlin).days
    assert [(each, pace.sentences) for each, pace in found] == [
        (date(2024, month, day), hours),
        (date(2024, month, day) + timedelta(days=1), 1),
    ]


def test_a_clock_that_was_put_back_opens_a_stretch_and_keeps_days_in_order():
    yesterday = -86_400
    trace = [event(0, 0), event(10, 1), event(yesterday, 2), event(yesterday + 5, 3), event(20, 4)]
    work = work_of(trace, zone=UTC)
    assert [day for day, _ in work.days] == [MONDAY - timedelta(days=1), MONDAY]
    assert work.overall == Pace(5, 15.0)


def test_sittings_are_sessions_and_two_at_once_are_not_worked_twice():
    trace = [event(at, at, session="left" if at % 20 == 0 else "right") for at in range(0, 610, 10)]
    work = work_of(trace, zone=UTC)
    assert work.overall.seconds == 600
    assert work.sittings == (600.0, 580.0)
    assert work.typical_sitting == 590


def test_the_typical_sitting_leaves_out_those_of_less_than_a_minute():
    assert Work(sittings=(3.0, 59.9)).typical_sitting is None
    assert Work(sittings=(3.0, 60.0, 600.0, 900.0)).typical_sitting == 600


def test_the_recent_pace_looks_at_days_on_which_something_was_decided():
    days = [(MONDAY + timedelta(days=n), Pace(n, 100.0)) for n in range(RECENT_DAYS + 3)]
    days.append((MONDAY + timedelta(days=99), Pace(0, 500.0)))
    assert Work(tuple(days)).recent == Pace(sum(range(3, RECENT_DAYS + 3)), 100.0 * RECENT_DAYS)


def test_less_than_a_minute_tells_no_pace():
    assert Pace(20, 59.9).per_hour is None
    assert Pace(0, 3600).per_hour is None
    assert Pace(20, 60).per_hour == 1200


@given(st.lists(st.tuples(st.floats(0, 1000), st.integers(0, 20)), max_size=40))
def test_time_worked_is_the_sum_of_the_gaps_within_a_break_whatever_the_days(steps):
    at, trace, expected = 0.0, [], 0
    for n, (gap, sentence) in enumerate(steps):
        before, at = at, round(at + gap, 3)
        worked = round(at * 1000) - round(before * 1000)
        if n and worked <= BREAK * 1000:
            expected += worked
        trace.append(event(at, sentence, n=n))
    work = work_of(trace, zone=UTC)
    assert work.overall.seconds == pytest.approx(expected / 1000)
    assert sum(work.sittings) == pytest.approx(expected / 1000)
    assert work.overall.sentences == len({sentence for _, sentence in steps})
