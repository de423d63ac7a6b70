"""The work queue: what is decided next, in this article and beyond, in the order of work or by a query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from labels.desk.finish import Finish, finish_of
from labels.desk.focused_work import FocusedWork
from labels.desk.navigator import Navigator
from labels.desk.options import DeskOptions
from labels.desk.step import Step
from labels.journal.event import Event
from labels.statistics.reading_speed import ReadingSpeedCheck, words_in
from labels.words import counted

if TYPE_CHECKING:
    from labels.browsing.work_order import WorkOrder

ALL_DECIDED = "All sentences are decided."
OWN_DECIDED = "All sentences that are assigned to you are decided."
NOTHING_ASSIGNED = "Nothing is assigned to you."


class WorkQueue:
    """Knows which sentence comes next: after a decision, and when the annotator asks for it."""

    def __init__(self, at: Navigator, options: DeskOptions) -> None:
        """Go on as `options` say."""
        self._at = at
        self._advance = options.advance
        self._summary = options.summary
        self._reading = ReadingSpeedCheck() if options.nudge else None
        #: Work on the matches of a query, while there is a focus.
        self.focused = FocusedWork(at, to_undecided=self._to_undecided)
        #: The sums of the open article while they are shown, after its last sentence was decided.
        self.finish: Finish | None = None
        self._done = ""
        if self._summary and at.document is not None and len(at.page) and not at.page.left:
            # The last sitting ended in a finished article. Keys that are typed ahead now are not meant for it.
            self.finish = self._sums()

    @property
    def order(self) -> WorkOrder:
        """The order in which articles are gone through."""
        return self._at.order

    def where_in_words(self) -> str:
        """Which article is open, such as "Article 4 of 12: Bridge closed"."""
        article, articles = self._at.page.article, self._at.tally.articles
        title = article.title or article.source or article.id
        return f"Article {self.order.position(article.n):,} of {articles:,}: {title}" if articles > 1 else title

    def change_order(self, name: str, seed: int = 0) -> Step:
        """Go through the articles in another order from now on. Raises UsageError if there is no such order."""
        self.order.choose(name, seed)
        return Step(notice=f"Order of work: {self.order.in_words()}.")

    def next_undecided(self) -> Step:
        """Go to the next sentence without a decision: in this article, in later ones, then from the start.

        With a focus, to the next match.
        """
        return self._seek(1)

    def previous_undecided(self) -> Step:
        """Go to the nearest sentence without a decision before this one; with a focus, to the match before."""
        return self._seek(-1)

    def next_article(self) -> Step:
        """Open the article after this one; with a focus, the next one that has a match, at its first match."""
        focus = self.focused.focus
        return self._at.next_article() if focus is None else self.focused.turn(focus, 1)

    def previous_article(self) -> Step:
        """Open the article before this one; with a focus, the one before that has a match, at its first match."""
        focus = self.focused.focus
        return self._at.previous_article() if focus is None else self.focused.turn(focus, -1)

    def _seek(self, direction: int) -> Step:
        focus = self.focused.focus
        return self._seek_undecided(direction) if focus is None else self.focused.seek(focus, direction)

    def _seek_undecided(self, direction: int) -> Step:
        step = self._at.refresh()
        row = self._at.page.undecided(self._at.cursor + direction, direction)
        if row is not None:
            self._at.set_cursor(row)
            self._at.keep_place()
            return step
        elsewhere = self._go_elsewhere(direction)
        if elsewhere is not None:
            return replace(elsewhere, reloaded=step.reloaded, recut=step.recut)
        return replace(
            step, notice=self._nothing_left() if direction > 0 else "Nothing undecided before this sentence."
        )

    def _go_elsewhere(self, direction: int = 1) -> Step | None:
        """Go to another article with something to do; None if there is none.

        Forwards, articles that were sent back as a whole come first, and after the last article the search starts again
        once.
        """
        here = self._at.page.article.n
        n = self.order.sent_back() if direction > 0 else None
        n = n or self.order.undecided(here, direction)
        if n is None and direction > 0:
            n = self.order.undecided(0)
        if n is None:
            return None
        if n == here:
            row = self._at.page.undecided(0)
            self._at.set_cursor(self._at.cursor if row is None else row)
            self._at.keep_place()
            return Step()
        self._at.open(n)
        row = self._at.page.undecided(0) if direction > 0 else self._at.page.undecided(len(self._at.page) - 1, -1)
        if row is not None and not self._is_to_do_here():
            self._at.cursor = row
        self._at.keep_place()
        return Step(opened=True)

    def _is_to_do_here(self) -> bool:
        """Whether the sentence under the cursor is still to be decided."""
        page, row = self._at.page, self._at.cursor
        return page.is_left(row)

    # -- after a decision ---------------------------------------------------------------------------------

    def row_after(self) -> int | None:
        """The row after a run to go on to; None if there is none in this article.

        Call this before the decision on the run is shown. After a split the cursor visits both halves, because their
        carried labels have to be confirmed.
        """
        after = self._at.run[-1] + 1
        if after == len(self._at.page):
            return None
        if self._at.page.annotation(self._at.run[-1]).carried and self._at.page.annotation(after).carried:
            return after
        return self._at.page.undecided(after) if self._to_undecided else self._at.page.next_to_do(after)

    def row_left(self) -> int:
        """The row to go back to if `row_after` has none: the first one that is left, else the end of the run."""
        row = self._at.page.undecided(0)
        while row is not None and row in self._at.run:
            row = self._at.page.undecided(row + 1)
        return self._at.run[-1] if row is None else row

    def nudge(self, row: int, events: Sequence[Event]) -> str:
        """The warning if this decision and those before it came faster than people can read; empty if not.

        Runs are left out, because they were read before.
        """
        seconds = events[0].payload.get("seconds")
        if self._reading is None or len(events) > 1 or seconds is None:
            return ""
        if not self._reading.decided(words_in(self._at.page.sentence(row)), seconds):
            return ""
        return f"About {self._reading.words_a_minute:,.0f} words a minute: faster than a text can be read."

    def go_on(self, step: Step, after: int | None) -> Step:
        """Go from the run to the row `after` it.

        If there is none, go to what is left before it or in other articles.
        """
        if self.focused.focus is not None:
            return self.focused.go_on(step, self.focused.focus)
        last = self._at.run[-1]
        self._at.drop_selection()
        self._at.watch.restart()
        if after is not None:
            self._at.cursor = after
            return step
        if self._at.page.left:
            return self._to_what_is_left(step)
        if self._at.cursor != last:
            self._at.set_cursor(last)
            self._at.keep_place()  # a run that is confirmed writes nothing else
        if self._summary:
            self.finish = self._sums()
            return step
        return self._leave_article(step)

    @property
    def done(self) -> str:
        """The notice for a key that decides after the last sentence, or the last match, was decided; else empty.

        The cursor stayed on that sentence, and keys that were typed afterwards are not meant for it.
        """
        return self._done or self.focused.done

    def take_up_again(self) -> None:
        """Let keys decide again where the cursor stayed at the end of the work."""
        self._done = self.focused.done = ""

    def sum_up_again(self) -> None:
        """Bring the sums of a finished article up to date."""
        if self.finish is not None:
            self.finish = self._sums()

    def leave_finish(self) -> Step:
        """Go on from the finish of an article to the next one with work."""
        step = self._at.refresh()
        if self._at.page.left:  # it was split, or cleared elsewhere, meanwhile
            self.finish = None
            return self._to_what_is_left(step)
        if self.order.undecided(self._at.page.article.n) is None and self.order.undecided(0) is None:
            return replace(step, notice=self._nothing_left())
        self.finish = None
        return self._leave_article(step)

    def _to_what_is_left(self, step: Step) -> Step:
        self._at.set_cursor(self._at.page.undecided(0) or 0)
        self._at.keep_place()
        return replace(step, notice=f"{counted(self._at.page.left, 'sentence')} left in this article.")

    def _leave_article(self, step: Step) -> Step:
        elsewhere = self._go_elsewhere()
        if elsewhere is None:
            self._done = f"{self._nothing_left().removesuffix('.')}: this key wrote nothing."
            return replace(step, notice=self._nothing_left())
        return replace(elsewhere, reloaded=step.reloaded, recut=step.recut, notice="Article done.")

    def _nothing_left(self) -> str:
        """What to say where nothing is left to decide: in all articles, or in one's own."""
        own = self.order.own()
        if own is None:
            return ALL_DECIDED
        return OWN_DECIDED if own else NOTHING_ASSIGNED

    def _sums(self) -> Finish:
        left = self.order.undecided(self._at.page.article.n) or self.order.undecided(0)
        return finish_of(self._at.page, self._nothing_left() if left is None else "")

    def greeting(self) -> str:
        """What the annotator has to know at the beginning of a sitting; empty if there is nothing."""
        own = self.order.own()
        if own is not None and not own:
            return f"{NOTHING_ASSIGNED} You can look; decisions are for others to make."
        return self._at.project.reader.new_here()

    @property
    def _to_undecided(self) -> bool:
        """Whether decided sentences are skipped."""
        return self._advance == "undecided"
