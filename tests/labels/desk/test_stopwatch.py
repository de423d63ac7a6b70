"""The seconds of a sentence stand still while nobody is there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.desk.stopwatch import IDLE, Stopwatch


class Ticks:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


def test_seconds_run_while_somebody_is_there(ticks):
    watch = Stopwatch(ticks)
    for _ in range(10):
        ticks.now += IDLE - 1
        watch.touch()
    assert watch.seconds == pytest.approx(10 * (IDLE - 1))


def test_a_silence_counts_up_to_idle_before_and_after_the_next_key(ticks):
    watch = Stopwatch(ticks)
    ticks.now += 3600
    assert watch.seconds == IDLE
    watch.touch()
    assert watch.seconds == IDLE
    ticks.now += 2
    assert watch.seconds == IDLE + 2


def test_another_sentence_begins_at_nothing(ticks):
    watch = Stopwatch(ticks)
    ticks.now += 30
    watch.restart()
    ticks.now += 4
    assert watch.seconds == 4


@given(st.lists(st.floats(0, 500), max_size=20))
def test_seconds_are_the_sum_of_the_silences_each_cut_at_idle(silences):
    ticks = Ticks()
    watch = Stopwatch(ticks)
    for silence in silences:
        ticks.now += silence
        watch.touch()
    assert watch.seconds == pytest.approx(sum(min(silence, IDLE) for silence in silences))
