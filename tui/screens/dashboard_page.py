"""The dashboard's page for one annotator: sections of words, bars and figures for a width."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style

from labels.statistics.pace import Pace
from labels.statistics.project_statistics import Person, ProjectStatistics
from labels.statistics.shares import Seconds
from labels.statistics.wording import duration, forecast_in_words, rate, short_duration
from labels.values.working_time import BREAK
from labels.words import counted
from tui.printable import printable
from tui.widgets.bars import Bar, bar_rows, spark
from tui.widgets.label_display import UNKNOWN, LabelDisplay

if TYPE_CHECKING:
    from labels.suggest.report import SuggestionReport

#: How many of the latest days of work are shown.
_DAYS = 10


class DashboardPage:
    """Draws statistics. `displays` are those of all labels, `active` of those that can be given, by id."""

    def __init__(
        self,
        statistics: ProjectStatistics,
        displays: Mapping[str, LabelDisplay],
        active: Iterable[str],
        titles: Mapping[int, str],
        style: Callable[[LabelDisplay], Style],
        suggestions: Mapping[str, SuggestionReport],
    ) -> None:
        """`titles` are those of the articles that are named, by number; `style` tells how a display is drawn.

        `suggestions` has the report of each annotator who had a model at work.
        """
        self._statistics = statistics
        self._displays = displays
        self._active = tuple(active)
        self._titles = titles
        self._style = style
        self._suggestions = suggestions

    def lines(self, name: str, width: int) -> list[Content]:
        """The page for the annotator called `name`."""
        person = self._statistics.people[name]
        sections = (
            self._progress(person, width),
            self._everyone(name, width),
            self._pace(person, width),
            self._labels(person, width),
            self._suggested(name),
            self._articles(person, width),
        )
        return [line for section in sections for line in section]

    def _progress(self, person: Person, width: int) -> Iterator[Content]:
        progress, own = person.progress, person.own
        bars = [] if own is None else [_progress_bar("Yours", own.decided, own.sentences)]
        bars.append(_progress_bar("Project" if bars else "Decided", progress.decided, progress.sentences))
        yield from bar_rows(bars, width)
        counts = (
            (progress.labelled, "labelled"),
            (progress.skipped, "skipped"),
            (progress.flagged, "flagged"),
            (progress.noted, "noted"),
        )
        yield Content("  ".join(f"{count:,} {word}" for count, word in counts))
        if person.returned:
            yield Content(f"{counted(person.returned, 'sentence')} sent back, to be decided again (is:returned).")
        yield Content(forecast_in_words(person.outlook))

    def _everyone(self, chosen: str, width: int) -> Iterator[Content]:
        people = self._statistics.people
        if len(people) < 2:
            return
        assigned = any(person.own is not None for person in people.values())
        yield from _head("Everyone", f"decided{' of their own work' if assigned else ''}, pace, work left")
        bars = []
        for name, person in people.items():
            done = person.own or person.progress
            share = done.decided / done.sentences if done.sentences else 0.0
            hours = person.outlook.hours
            left = "–" if hours is None else short_duration(3600 * hours)
            pace = f"{person.work.overall.per_hour:,.0f}/h" if person.work.overall.per_hour else "–"
            sign = "› " if name == chosen else "  "
            bars.append(Bar(sign + printable(name), share, (f"{share:.0%}", pace, left), track=True))
        yield from bar_rows(bars, width)

    def _pace(self, person: Person, width: int) -> Iterator[Content]:
        work = person.work
        yield from _head("Pace", f"sentences an hour; breaks over {BREAK / 60:.0f} minutes do not count")
        if not work.overall.sentences:
            yield Content("Nothing is decided yet.")
            return
        of_late = f"; of late {work.recent.per_hour:,.0f}" if work.recent.per_hour else ""
        told = f"{rate(work.overall)}{of_late}" if rate(work.overall) else "Too little to tell a pace yet"
        yield Content(f"{told}. Worked: {duration(work.overall.seconds)}.")
        days = [(day, pace) for day, pace in work.days if pace.sentences][-_DAYS:]
        best = max((pace.per_hour or 0.0 for _, pace in days), default=0.0)
        yield from bar_rows(
            [
                Bar(f"{day:%d %b}", (pace.per_hour or 0.0) / (best or 1.0), _of_day(pace), "$row-bar")
                for day, pace in days
            ],
            width,
        )

    def _labels(self, person: Person, width: int) -> Iterator[Content]:
        shares = person.shares
        if not shares.sentences and shares.skipped is None:
            return
        yield from _head("Labels", "share, sentences, over time, seconds a sentence (median)")
        ids = [*shares.labels, *(id for id in self._active if id not in shares.labels)]
        most = max((shares.share(id) for id in ids), default=0.0)
        top = max((part.share(id) for part in shares.slices for id in ids), default=0.0)
        bars = []
        for id in ids:
            display = self._displays.get(id, LabelDisplay(id, printable(id), "", UNKNOWN))
            share, line = shares.share(id), spark([part.share(id) for part in shares.slices], top)
            figures = (f"{share:.0%}", f"{shares.labels.get(id, 0):,}", line, _median(shares.seconds.get(id)))
            name = f"{display.key or ' '} {display.name}"
            bars.append(Bar(name, share / (most or 1.0), figures, self._style(display)))
        yield from bar_rows(bars, width)
        if shares.slices:
            first, last = shares.slices[0].first, shares.slices[-1].last
            days = dict.fromkeys(f"{day:%d %b %Y}" for day in (first, last))
            parts = f"{len(shares.slices)} equal parts of the work" if len(shares.slices) > 1 else "the work so far"
            yield _quiet(f"Over time: {parts}, {' to '.join(days)}.")

    def _suggested(self, name: str) -> Iterator[Content]:
        report = self._suggestions.get(name)
        if report is None:
            return
        from labels.suggest.wording import figures, sentences

        yield from _head("Suggestions", "what they did; copydesk suggestions tells more")
        for what, figure, beside in figures(report):
            yield Content(f"{figure:>8}  {what}{f'  ({beside})' if beside and beside != figure else ''}")
        for words in sentences(report):
            yield _quiet(words)

    def _articles(self, person: Person, width: int) -> Iterator[Content]:
        articles = person.articles
        yield from _head("Articles", "in the order of import: the higher, the more is decided")
        yield Content(_blocks(articles.strip)[: max(1, width)]).stylize("$bar-done")
        yield Content(
            f"{articles.finished:,} finished  {articles.in_progress:,} begun  {articles.untouched:,} untouched"
        )
        bars = [
            Bar(
                self._titles.get(each.n, ""),
                each.decided / each.sentences,
                (f"{each.decided:,}/{each.sentences:,}",),
                track=True,
            )
            for each in articles.begun
        ]
        yield from bar_rows(bars, width, name_last=True)


def _progress_bar(name: str, decided: int, sentences: int) -> Bar:
    share = decided / sentences if sentences else 0.0
    return Bar(name, share, (f"{share:.0%}", f"{decided:,} of {sentences:,}"), track=True)


def _of_day(pace: Pace) -> tuple[str, ...]:
    per_hour = f"{pace.per_hour:,.0f}/h" if pace.per_hour else "–"
    return per_hour, f"{pace.sentences:,} in", short_duration(pace.seconds)


def _median(seconds: Seconds | None) -> str:
    return f"{seconds.median:.1f} s" if seconds else "–"


def _blocks(shares: tuple[float, ...]) -> str:
    """A column for each share; an empty one is a dot, and only a whole one is full."""
    return "".join("·" if not share else "█" if share >= 1 else spark([share * 0.87], 1.0) for share in shares)


def _head(title: str, what: str) -> Iterator[Content]:
    yield Content("")
    yield Content.assemble((title, "bold"), ("  " + what, "$row-quiet"))


def _quiet(words: str) -> Content:
    return Content(words).stylize("$row-quiet")
