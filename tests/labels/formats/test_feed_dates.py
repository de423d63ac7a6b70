"""A date of a feed is what is written there, never a part of today's."""

from time import struct_time

import pytest

from labels.formats.feed_dates import feed_time

#: What feedparser makes of a date that it does not know: the year of the date, month and day of today.
TODAY = struct_time((2019, 11, 1, 0, 0, 0, 4, 305, 0))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2019/3/7 08:30:15", "2019-03-07T08:30:15"),
        ("2019/03/07", "2019-03-07"),
        ("2019.3.7 8:05", "2019-03-07T08:05:00"),
        ("2019年3月7日", "2019-03-07"),
        ("2019/3/7T08:30:15Z", "2019-03-07T08:30:15+00:00"),
        ("2019/3/7 08:30:15 +0200", "2019-03-07T06:30:15+00:00"),
        ("07.03.2019 08:30", "2019-03-07T08:30:00"),
        ("3/27/2019 3:07 PM", "2019-03-27T15:07:00"),
        ("27/3/2019 12:07 am", "2019-03-27T00:07:00"),
    ],
)
def test_numbers_with_other_signs_are_read(written: str, read: str) -> None:
    assert feed_time(written, TODAY) == read


@pytest.mark.parametrize(
    "written", ["03/07/2019", "2019", "2019-03", "1551947415", "2019/13/45", "2019/3/7 31:99", "2019-02-30"]
)
def test_what_could_be_several_days_or_none_stays_as_it_is_written(written: str) -> None:
    assert feed_time(written, TODAY) == written


@pytest.mark.parametrize(
    "written",
    [
        *("0000/00/00 00:00:00", "0000-00-00T00:00:00Z", "-0001-11-30T00:00:00+00:00", "0001-01-01T00:00:00"),
        *("Wed, 30 Nov -0001 00:00:00 +0000", "Sun, 00 Jan 0000 00:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 GMT"),
    ],
)
def test_what_programs_write_for_no_date_is_none(written: str) -> None:
    assert feed_time(written, TODAY) is None


@pytest.mark.parametrize("zone", ["+0000", "-0000", "+0001"])
def test_a_zone_is_no_year(zone: str) -> None:
    assert feed_time(f"Thu, 07 Mar 2019 08:30:15 {zone}", struct_time((2019, 3, 7, 8, 30, 15, 3, 66, 0))) is not None


def test_what_feedparser_knows_is_taken_from_it() -> None:
    assert feed_time("Thu, 07 Mar 2019 08:30:15 GMT", struct_time((2019, 3, 7, 8, 30, 15, 3, 66, 0))) == (
        "2019-03-07T08:30:15+00:00"
    )
    assert feed_time("some day in spring", None) == "some day in spring"
