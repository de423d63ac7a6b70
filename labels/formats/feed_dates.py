"""Dates of feeds. feedparser knows those of RFC 822 and ISO 8601; of others it may make today's month and day."""

from __future__ import annotations

import re
from calendar import timegm
from datetime import UTC, datetime
from time import struct_time

_TIME = (
    r"(?:[T\s,–-]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?\s*"
)
_YEAR_FIRST = re.compile(
    rf"\s*(?P<year>\d{{4}})\s*[/.年]\s*(?P<month>\d{{1,2}})\s*[/.月]\s*(?P<day>\d{{1,2}})日?{_TIME}"
)
_YEAR_LAST = re.compile(rf"\s*(?P<one>\d{{1,2}})(?P<sign>[/.-])(?P<two>\d{{1,2}})(?P=sign)(?P<year>\d{{4}}){_TIME}")
#: What feedparser reads as it is meant: a whole day in ISO 8601, or the name of a month.
_READ = re.compile(r"\s*\d{4}-\d{1,2}-\d{1,2}|\s*\d{8}T|.*[^\W\d_]{3}", re.DOTALL)
_ISO_DAY = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
#: Years that programs write for no date: 0, 1 and the year before. A zone such as +0000 is none.
_NO_YEAR = re.compile(r"(?<![\d+:-])000[01](?![\d:])|(?:^|\s)-000[01](?=-|\s\d{1,2}:)")
_MONTHS = 12


def feed_time(written: str, parsed: struct_time | None) -> str | None:
    """A time of a feed in ISO 8601, in UTC where it names its zone, or as it is written where it cannot be read.

    `parsed` is what feedparser made of it. None for a day that there is not, such as 0000-00-00.
    """
    if _NO_YEAR.search(written.strip()):
        return None
    if found := _YEAR_FIRST.fullmatch(written):
        return _iso(found, int(found["month"]), int(found["day"])) or _written(written)
    if found := _YEAR_LAST.fullmatch(written):
        day_and_month = _day_and_month(int(found["one"]), int(found["two"]), found["sign"])
        return (day_and_month and _iso(found, day_and_month[1], day_and_month[0])) or _written(written)
    if parsed is None or not _READ.match(written) or not _is_a_day(written):
        return _written(written)
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC).isoformat()
    except (ValueError, OverflowError, OSError):  # a year that there is not
        return None


def _is_a_day(written: str) -> bool:
    """Whether a day in ISO 8601 is in the calendar. feedparser makes another day of 2016-02-30."""
    found = _ISO_DAY.match(written)
    if found is None:
        return True
    try:
        datetime(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return False
    return True


def _day_and_month(one: int, two: int, sign: str) -> tuple[int, int] | None:
    """Which number is the day; None where it could be either, as in 06/07/2016."""
    if sign == "." or one == two or one > _MONTHS:
        return one, two
    return (two, one) if two > _MONTHS else None


def _iso(found: re.Match[str], month: int, day: int) -> str | None:
    """The date and time in a match; None where there is no such day or hour."""
    try:
        if found["hour"] is None:
            return datetime(int(found["year"]), month, day).date().isoformat()
        time = datetime(int(found["year"]), month, day, _hour(found), int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        return None
    zone = found["zone"]
    if not zone:
        return time.isoformat()
    try:
        offset = "+00:00" if zone in ("Z", "UTC", "GMT") else zone
        return datetime.fromisoformat(time.isoformat() + offset).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return None


def _hour(found: re.Match[str]) -> int:
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if not half or hour > _MONTHS:
        return hour
    return hour % 12 + (12 if half.startswith("p") else 0)


def _written(written: str) -> str | None:
    """The words of a date; None for one of zeros only, which some programs write for none."""
    return written if written.strip("0-/.: TZ") else None
