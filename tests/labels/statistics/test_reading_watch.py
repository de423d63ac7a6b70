"""The nudge: not before there is enough to judge by, not for one fast decision, and not again at once."""

from labels.statistics.reading_speed import LIMIT, SILENCE, WINDOW, ReadingSpeedCheck, words_in


def nudges(watch, count, words=20, seconds=1.0):
    return [n for n in range(count) if watch.decided(words, seconds)]


def test_words():
    assert words_in("The mayor’s well-known aide said “no”, at 9.30.") == 9
    assert words_in("  …  ") == 0


def test_a_full_window_is_needed_and_then_it_speaks_once():
    watch = ReadingSpeedCheck()
    assert nudges(watch, WINDOW + SILENCE) == [WINDOW - 1, WINDOW - 1 + SILENCE]


def test_reading_at_the_limit_is_reading():
    assert nudges(ReadingSpeedCheck(), 200, words=100, seconds=100.1 * 60 / LIMIT) == []
    assert nudges(ReadingSpeedCheck(), WINDOW, words=100, seconds=99 * 60 / LIMIT) == [WINDOW - 1]


def test_some_fast_decisions_among_slow_ones_are_fine():
    watch = ReadingSpeedCheck()
    assert not any(watch.decided(20, 0.2 if n % 2 else 12.0) for n in range(100))


def test_no_time_at_all_and_no_words_at_all():
    assert nudges(ReadingSpeedCheck(), WINDOW, seconds=0.0) == [WINDOW - 1]
    assert nudges(ReadingSpeedCheck(), WINDOW, words=0, seconds=0.0) == []
