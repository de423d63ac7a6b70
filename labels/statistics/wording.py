"""Figures in short phrases, the same on the dashboard, in `copydesk status` and on leaving the desk."""

from __future__ import annotations

from collections.abc import Mapping

from labels.statistics.forecast import Forecast
from labels.statistics.pace import Pace
from labels.statistics.sitting import Sitting
from labels.words import counted


def duration(seconds: float) -> str:
    """`less than a minute`, `41 minutes`, `3.5 hours`, `12 hours`."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "less than a minute"
    if minutes < 90:
        return counted(minutes, "minute")
    hours = seconds / 3600
    return f"{hours:.1f} hours".replace(".0", "") if hours < 9.95 else counted(round(hours), "hour")


def short_duration(seconds: float) -> str:
    """`< 1 min`, `41 min`, `3.5 h`, `12 h`: for columns."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "< 1 min"
    hours = seconds / 3600
    return f"{minutes} min" if minutes < 90 else f"{hours:.1f} h" if hours < 9.95 else f"{hours:,.0f} h"


def rate(pace: Pace) -> str:
    """`310 an hour`, or nothing while there is too little data."""
    return f"{pace.per_hour:,.0f} an hour" if pace.per_hour else ""


def forecast_in_words(outlook: Forecast) -> str:
    """`1,204 left: about 4 hours of work, or 6 sittings.`"""
    if not outlook.sentences:
        return "Nothing is left."
    left = f"{outlook.sentences:,} left"
    if outlook.hours is None:
        return f"{left}."
    sittings = f", or {counted(outlook.sittings, 'sitting')}" if outlook.sittings else ""
    return f"{left}: about {duration(3600 * outlook.hours)} of work{sittings}."


def farewell(sitting: Sitting, names: Mapping[str, str]) -> list[str]:
    """A sitting in two lines, or in none if nothing was decided. `names` are those of labels by id.

    `212 sentences in 41 minutes (310 an hour). 2 articles finished. 1,204 left.`
    `Given: claim 120, quote 80. Skipped: 12. Undone: 3.`
    """
    if not sitting.decided:
        return []
    pace = f" ({rate(sitting.pace)})" if rate(sitting.pace) else ""
    parts = [f"{counted(sitting.decided, 'sentence')} in {duration(sitting.pace.seconds)}{pace}."]
    if sitting.finished:
        parts.append(f"{counted(sitting.finished, 'article')} finished.")
    parts.append(f"{sitting.left:,} left." if sitting.left else "Nothing is left.")
    given = ", ".join(f"{names.get(id, id)} {count:,}" for id, count in sitting.labels)
    beside = (("Given", given), ("Skipped", _unless_none(sitting.skipped)), ("Undone", _unless_none(sitting.undone)))
    return [" ".join(parts), " ".join(f"{head}: {words}." for head, words in beside if words)]


def _unless_none(number: int) -> str:
    return f"{number:,}" if number else ""
