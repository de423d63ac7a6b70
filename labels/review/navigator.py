"""Which article is open in a review, where the cursor is, and which conflict comes next. Writes for the other parts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from labels.article import ArticleNumber
from labels.desk.step import NOTHING, Step
from labels.desk.stopwatch import Stopwatch, Ticks
from labels.errors import MovedError, UsageError
from labels.journal.event import Act
from labels.project import Project
from labels.review.likely import Likelihood
from labels.review.page import ReviewPage
from labels.review.queue import Place, ReviewQueue
from labels.values.review import ReviewUnit

ALL_SETTLED = "No conflict is left."
LATER_ONLY = "What is left was put off for later; it comes again now."
RECUT = "Sentences of this article were split or joined elsewhere. Nothing was written; look again."


def check_may_review(project: Project) -> None:
    """Raise UsageError for somebody who may not see what others said."""
    if not project.viewer.sees_others:
        raise UsageError(
            f"{project.path}: only a lead reviews what others said. You are {project.annotator}."
            " Say who you are with --annotator."
        )


class ReviewNavigator:
    """The open article and the cursor in it. The other parts of a review share it."""

    def __init__(self, project: Project, queue: ReviewQueue, ticks: Ticks) -> None:
        """Begin at the first conflict of `queue`; `ticks` is a monotonic clock in seconds."""
        self.project = project
        self.gold = project.gold
        self.queue = queue
        self.watch = Stopwatch(ticks)
        #: For each person, how many votes are like what people settled, and on how many sentences both are.
        self.agreement = self.gold.agreement_with_gold()
        self._version = project.data_version()
        #: Units put off for later, until nothing else is left.
        self._later: set[Place] = set()
        self._opened = 0
        #: Whether the last conflict was just settled, so that the cursor stayed. Keys that follow are not meant for it.
        self.is_done = False
        self.page_or_none: ReviewPage | None = None
        self.cursor = 0
        self._begin()

    @property
    def page(self) -> ReviewPage:
        """The open article. Raises LookupError on a project without articles."""
        if self.page_or_none is None:
            raise LookupError("the project holds no article")
        return self.page_or_none

    @property
    def unit(self) -> ReviewUnit:
        """What is said of the sentence under the cursor."""
        return self.page.unit(self.cursor)

    @property
    def open_here(self) -> int:
        """How many sentences of the open article somebody has to look at."""
        page, n = self.page, self.page.article.n
        if self.queue.holds_all:
            return len(page.open_starts)
        return sum(self.queue.holds(n, start) for start in page.open_starts)

    def open_rows(self) -> list[int]:
        """The rows of the open article that somebody has to look at and that are reviewed."""
        page = self.page
        return [row for row in page.open_rows() if self.queue.holds(page.article.n, page.cuts[row].start)]

    def take_opened(self) -> int:
        """How many sentences were opened since this was asked last, less those that were settled."""
        opened, self._opened = self._opened, 0
        return opened

    def refresh(self) -> Step:
        """Read what other processes changed since the last step."""
        version = self.project.data_version()
        if version == self._version:
            return NOTHING
        self._version = version
        check_may_review(self.project)
        self.project.reread_codebook()
        return replace(self.reload(), reloaded=True)

    def reload(self) -> Step:
        """Read the open article again, staying at the same place of the text."""
        if self.page_or_none is None:
            self._begin()
            return Step(opened=self.page_or_none is not None)
        here = self.page.cuts[self.cursor].start
        recut = self.page.reread()
        self.cursor = self.page.row_at(here)
        return Step(recut=recut)

    def count_agreement(self) -> None:
        """Count again how often people agree with what is settled."""
        self.agreement = self.gold.agreement_with_gold()

    def write(self, acts: Sequence[Act], rows: Sequence[int], notice: str) -> Step:
        """Write acts about rows of the open article; then, and only then, show them."""
        try:
            self.project.journal.record(acts)
        except MovedError:
            return replace(self.reload(), reloaded=True, notice=RECUT)
        except UsageError as error:
            return replace(self.refresh(), notice=str(error))
        were_open = sum(self.page.unit(row).is_open for row in rows)
        self.page.reread_rows(rows)
        self._opened += sum(self.page.unit(row).is_open for row in rows) - were_open
        return Step(rows, notice=notice)

    def open(self, n: int, start: int | None = None) -> None:
        """Open an article (number) at the unit that begins at `start`, else at its first conflict."""
        likelihood = Likelihood(self.project.codebook, self.agreement)
        self.page_or_none = ReviewPage(ArticleNumber(n), self.project.reader, self.gold, likelihood)
        rows = self.open_rows()
        self.cursor = self.page.row_at(start) if start is not None else rows[0] if rows else 0
        self.watch.restart()
        self.is_done = False

    def set_cursor(self, row: int) -> None:
        """Put the cursor on a row, the nearest there is."""
        self.is_done = False
        row = max(0, min(row, len(self.page) - 1))
        if row != self.cursor:
            self.cursor = row
            self.watch.restart()

    def put_off(self) -> None:
        """Put the sentence under the cursor off for later."""
        self._later.add(self._place(self.cursor))

    def taken_up(self, rows: Sequence[int]) -> None:
        """Note that these rows were settled, so they are no longer put off."""
        self._later.difference_update(self._place(row) for row in rows)

    def go_on(self, step: Step) -> Step:
        """Go to the next conflict, those put off for later at the end."""
        return self.go_beyond(step, self._place(self.cursor))

    def go_beyond(self, step: Step, place: Place) -> Step:
        """Go to the next conflict after a place; after the last one, to those before the place."""
        found = self._next(place)
        if found is None and place != (0, -1):
            found = self._next((0, -1))
        if found is None and self._later:
            self._later.clear()
            found = self._next((0, -1))
            step = replace(step, notice=f"{step.notice} {LATER_ONLY}".strip()) if found else step
        if found is None:
            return replace(step, notice=f"{step.notice} {ALL_SETTLED}".strip())
        n, start = found
        opened = n != self.page.article.n
        if opened:
            self.open(n, start)
        else:
            self.set_cursor(self.page.row_at(start))
        return replace(step, opened=opened or step.opened)

    def _begin(self) -> None:
        """Open the first conflict; where there is none, the first article."""
        n = self.queue.after((0, -1), [])
        if isinstance(n, tuple):
            self.open(n[0], start=n[1])
            return
        n = n or self.project.work_order().neighbour(0, 1)
        if n is not None:
            self.open(n)

    def _place(self, row: int) -> Place:
        return self.page.article.n, self.page.cuts[row].start

    def _next(self, place: Place) -> Place | None:
        """The next place after a place that somebody has to look at; None if there is none."""
        opened: dict[int, list[int]] = {}
        while True:
            n = place[0]
            if n and n not in opened:
                opened[n] = self._open_starts(n)
            here = opened.get(n, [])
            if self._later:
                here = [start for start in here if (n, start) not in self._later]
            found = self.queue.after(place, here)
            if found is None:
                return None
            if isinstance(found, int):
                place = (found, -1)
                continue
            if found[0] not in opened:
                opened[found[0]] = self._open_starts(found[0])
            if found not in self._later and _holds(opened[found[0]], found[1]):
                return found
            place = found

    def _open_starts(self, n: int) -> list[int]:
        """The starts of the units that are open in an article."""
        if self.page_or_none is not None and n == self.page.article.n:
            return self.page.open_starts
        return sorted(span[0] for span, unit in self.gold.units(n).items() if unit.is_open)


def _holds(starts: Sequence[int], start: int) -> bool:
    """Whether a start is among others, which come in order."""
    place = bisect_left(starts, start)
    return place < len(starts) and starts[place] == start
