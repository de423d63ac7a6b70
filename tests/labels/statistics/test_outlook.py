"""What is left, in hours and sittings."""

from datetime import date

from labels.statistics.forecast import Forecast, forecast
from labels.statistics.pace import Pace, Work
from labels.statistics.sitting import Sitting
from labels.statistics.wording import duration, farewell, forecast_in_words, rate, short_duration

WORK = Work(((date(2024, 3, 4), Pace(300, 3600.0)),), (1200.0,))


def test_hours_are_sentences_by_pace_and_sittings_are_whole():
    assert forecast(600, WORK) == Forecast(600, 2.0, 6)
    assert forecast(601, WORK).sittings == 7
    assert forecast(0, WORK) == Forecast(0, 0.0, 0)


def test_without_a_pace_only_the_sentences_are_told():
    assert forecast(600, Work()) == Forecast(600)


def test_without_a_sitting_to_go_by_only_the_hours_are_told():
    assert forecast(300, Work(WORK.days)) == Forecast(300, 1.0, None)


def test_in_words():
    assert forecast_in_words(Forecast(0, 0.0, 0)) == "Nothing is left."
    assert forecast_in_words(Forecast(1204)) == "1,204 left."
    assert forecast_in_words(Forecast(1204, 4.0, 1)) == "1,204 left: about 4 hours of work, or 1 sitting."
    assert [duration(seconds) for seconds in (0, 29, 31, 89 * 60, 90 * 60, 10 * 3600)] == [
        *("less than a minute", "less than a minute", "1 minute", "89 minutes", "1.5 hours", "10 hours"),
    ]
    assert [short_duration(seconds) for seconds in (0, 60, 5400, 36_000)] == ["< 1 min", "1 min", "1.5 h", "10 h"]
    assert rate(Pace(310, 3600)) == "310 an hour"


def test_goodbye():
    assert farewell(Sitting(undone=3, left=5), {}) == []
    done = Sitting(Pace(212, 2460), 212, 12, (("claim", 120), ("b", 80)), 2, 3, 1204)
    assert farewell(done, {"b": "quote"}) == [
        "212 sentences in 41 minutes (310 an hour). 2 articles finished. 1,204 left.",
        "Given: claim 120, quote 80. Skipped: 12. Undone: 3.",
    ]
    assert farewell(Sitting(Pace(1, 5), 1, 1), {}) == [
        "1 sentence in less than a minute. Nothing is left.",
        "Skipped: 1.",
    ]
