"""The figures of the dashboard for the command line: as data, and as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from labels.statistics.pace import Pace, Work
from labels.statistics.project_statistics import Person, ProjectStatistics
from labels.statistics.shares import Seconds, Shares, Slice
from tui.printable import printable

#: How many of the latest days of work the table shows; the data holds all.
_DAYS = 7


def statistics_data(statistics: ProjectStatistics, names: Mapping[str, str]) -> dict[str, Any]:
    """By annotator, for `status --json`. Times are in seconds unless they say hours; `names` are those of labels by id.

    Figures that cannot be told are null.
    """
    return {name: _person(person, names) for name, person in statistics.people.items()}


def _person(person: Person, names: Mapping[str, str]) -> dict[str, Any]:
    work, left, articles = person.work, person.outlook, person.articles
    own = person.own
    return {
        "assigned": None if own is None else {"sentences": own.sentences, "decided": own.decided},
        "pace": _pace(work.overall) | {"recent_per_hour": _rounded(work.recent.per_hour)},
        "days": [{"day": day.isoformat(), **_pace(pace)} for day, pace in work.days],
        "typical_sitting": _rounded(work.typical_sitting),
        "left": {"sentences": left.sentences, "hours": _rounded(left.hours), "sittings": left.sittings},
        "sent_back": person.returned,
        "articles": {"finished": articles.finished, "begun": articles.in_progress, "untouched": articles.untouched},
        "labels": _labels(person.shares, names),
        "skip_seconds": _seconds(person.shares.skipped),
        "over_time": [_slice(part, names) for part in person.shares.slices],
    }


def _pace(pace: Pace) -> dict[str, Any]:
    return {
        "sentences": pace.sentences,
        "seconds": round(pace.seconds, 1),
        "per_hour": _rounded(pace.per_hour),
    }


def _labels(shares: Shares, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        names.get(id, id): {
            "sentences": count,
            "share": round(shares.share(id), 4),
            "seconds": _seconds(shares.seconds.get(id)),
        }
        for id, count in shares.labels.items()
    }


def _seconds(seconds: Seconds | None) -> dict[str, Any] | None:
    if seconds is None:
        return None
    return {"measured": seconds.count, "median": round(seconds.median, 2), "mean": round(seconds.mean, 2)}


def _slice(part: Slice, names: Mapping[str, str]) -> dict[str, Any]:
    labels = {names.get(id, id): count for id, count in part.labels.items()}
    return {
        "first": part.first.isoformat(),
        "last": part.last.isoformat(),
        "sentences": part.sentences,
        "labels": labels,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def statistics_tables(statistics: ProjectStatistics, names: Mapping[str, str]) -> Iterator[str]:
    """Tables with everybody's pace, days and labels, those without a row left out."""
    from tui.cli.table import table

    people = statistics.people
    back = {name: person.returned for name, person in people.items() if person.returned}
    if back:
        yield sent_back_in_words(back)
    paces = [_pace_row(name, person) for name, person in people.items() if person.work.overall.sentences]
    if paces:
        heads = ["annotator", "an hour", "of late", "worked", "left", "work left", "sittings"]
        yield table([*heads, "finished", "begun", "untouched"], paces)
    days = [row for name, person in people.items() for row in _day_rows(name, person.work)]
    if days:
        yield table(["annotator", "day", "sentences", "worked", "an hour"], days)
    labels = [row for name, person in people.items() for row in _label_rows(name, person.shares, names)]
    if labels:
        yield table(["annotator", "label", "share", "at first", "at last", "seconds (median)", "(mean)"], labels)


def sent_back_in_words(counts: Mapping[str, int]) -> str:
    """How many sentences were sent back to whom and wait to be decided again."""
    people = ", ".join(f"{name} {count:,}" for name, count in counts.items())
    return printable(f"Sent back, to be decided again (is:returned): {people}")


def _pace_row(name: str, person: Person) -> list[str]:
    from labels.statistics.wording import short_duration

    work, left, articles = person.work, person.outlook, person.articles
    return [
        name,
        _figure(work.overall.per_hour),
        _figure(work.recent.per_hour),
        short_duration(work.overall.seconds),
        f"{left.sentences:,}",
        "–" if left.hours is None else short_duration(3600 * left.hours),
        _figure(left.sittings),
        *(f"{count:,}" for count in (articles.finished, articles.in_progress, articles.untouched)),
    ]


def _day_rows(name: str, work: Work) -> Iterator[list[str]]:
    from labels.statistics.wording import short_duration

    for day, pace in [(day, pace) for day, pace in work.days if pace.sentences][-_DAYS:]:
        hours = short_duration(pace.seconds)
        yield [name, day.isoformat(), f"{pace.sentences:,}", hours, _figure(pace.per_hour)]


def _label_rows(name: str, shares: Shares, names: Mapping[str, str]) -> Iterator[list[str]]:
    for id in shares.labels:
        seconds = shares.seconds.get(id)
        yield [
            name,
            names.get(id, id),
            *(f"{part:.0%}" for part in (shares.share(id), shares.slices[0].share(id), shares.slices[-1].share(id))),
            *((f"{seconds.median:.1f}", f"{seconds.mean:.1f}") if seconds else ("–", "–")),
        ]


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"
