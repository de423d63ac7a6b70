"""Work on the matches of a query: from one to the next, instead of from sentence to sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from labels.desk.navigator import Navigator
from labels.desk.step import Step
from labels.errors import UsageError

if TYPE_CHECKING:
    from labels.desk.focus import Focus
    from labels.desk.page import Page
    from labels.query import Hit

LAST_MATCH = "This is the last match."
NO_LATER_MATCH = "No article after this one has a match."
NO_EARLIER_MATCH = "No article before this one has a match."
MATCHES_DECIDED = "All matches are decided."
MATCHES_DONE = "All matches are decided: this key wrote nothing."
LAST_DONE = "That was the last match: this key wrote nothing."


class FocusedWork:
    """Goes from match to match while there is a focus, and remembers where it began."""

    def __init__(self, at: Navigator, *, to_undecided: bool) -> None:
        """With `to_undecided`, decided matches are skipped, unless all matches were decided at the start."""
        self._at = at
        self._to_undecided = to_undecided
        self.focus: Focus | None = None
        self._before: tuple[int, int] | None = None  # article number, start of the sentence
        self._matches: tuple[Page, frozenset[int]] | None = None
        #: The notice for keys that are typed after the last match was decided. They are not meant for this match.
        self.done = ""

    def focus_on(self, text: str) -> Step:
        """Go from match to match of a query from now on, beginning here. Raises QueryError.

        Matches without a decision come first, unless decided ones are to be visited as well.
        """
        from labels.desk.focus import Focus  # the query language takes a while to load, and few sittings use it

        step = self._at.refresh()
        focus = Focus(self._at.project, text, lambda: self._at.order)
        here = (self._at.page.article.n, self._at.page.cuts[self._at.cursor].start - 1)
        hit = (focus.undecided_after(*here) or focus.first_undecided()) if self._to_undecided else None
        focus.all_decided = hit is None
        hit = hit or focus.after(*here) or focus.first()
        if hit is None:
            return replace(step, notice=f"Nothing matches {text}")
        if self.focus is None:
            self._before = (self._at.page.article.n, here[1] + 1)
        self.focus = focus
        self._matches = None
        return replace(self._go_to(hit, step), reloaded=True)

    def unfocus(self) -> Step:
        """Go from sentence to sentence again, from where the focus began."""
        step, before = self._at.refresh(), self._before
        self.focus = self._before = None
        notice = "All sentences again."
        if before is None:
            return replace(step, reloaded=True, notice=notice)
        n, start = before
        opened = n != self._at.page.article.n
        if opened:
            self._at.open(n)
        self._at.set_cursor(self._at.page.row_at(start))
        self._at.keep_place()
        return replace(step, opened=opened, reloaded=True, notice=notice)

    def has(self, row: int) -> bool:
        """Whether a sentence of the open article matched the focus when the article was opened; without one, all do.

        A decision does not remove its sentence from the focus, so the screen does not change under the annotator. If
        only parts of an article are assigned, only these are in focus.
        """
        if self.focus is None:
            return self._at.page.is_to_do(row)
        if self._matches is None or self._matches[0] is not self._at.page:
            try:
                matches = self.focus.matches_in(self._at.page.article.n)
            except UsageError:  # an expression takes too long; the next step says so, and ends the focus
                return True
            self._matches = self._at.page, matches
        return self._at.page.cuts[row].start in self._matches[1]

    def seek(self, focus: Focus, direction: int) -> Step:
        """Go to the next match (1), or to the one before (-1)."""
        step = self._at.refresh()
        here = (self._at.page.article.n, self._at.page.cuts[self._at.cursor].start)
        try:
            hit = focus.after(*here) if direction > 0 else focus.before(*here)
        except UsageError as error:
            return self._give_up(step, error)
        if hit is None:
            return replace(step, notice=LAST_MATCH if direction > 0 else "This is the first match.")
        return self._go_to(hit, step)

    def turn(self, focus: Focus, direction: int) -> Step:
        """Open the next article that has a match (1), or the one before (-1), at its first match."""
        step = self._at.refresh()
        n = self._at.page.article.n
        try:
            if direction > 0:
                hit = focus.after(n, len(self._at.page.text))
            else:
                hit = focus.before(n, -1)
                hit = focus.after(hit.article, -1) if hit is not None else None
        except UsageError as error:
            return self._give_up(step, error)
        if hit is None:
            return replace(step, notice=NO_LATER_MATCH if direction > 0 else NO_EARLIER_MATCH)
        return self._go_to(hit, step)

    def go_on(self, step: Step, focus: Focus) -> Step:
        """Leave the run for the match after it; after the last one, for a match that is still to do."""
        here = self._at.page.article.n, self._at.page.cuts[self._at.run[-1]].start
        only_undecided = self._to_undecided and not focus.all_decided
        try:
            hit = focus.undecided_after(*here) if only_undecided else focus.after(*here)
            hit = hit or focus.first_undecided()
        except UsageError as error:
            return self._give_up(step, error)
        finally:
            self._at.drop_selection()
        self._at.watch.restart()
        if hit is None:
            self.done = MATCHES_DONE if only_undecided else LAST_DONE
            return replace(step, notice=MATCHES_DECIDED if only_undecided else LAST_MATCH)
        return self._go_to(hit, step)

    def _give_up(self, step: Step, error: UsageError) -> Step:
        """Go from sentence to sentence again, because the query cannot be answered: an expression takes too long."""
        self.focus = self._before = None
        self._at.watch.restart()
        return replace(step, reloaded=True, notice=f"{error} All sentences again.")

    def _go_to(self, hit: Hit, step: Step) -> Step:
        opened = hit.article != self._at.page.article.n
        if opened:
            self._at.open(hit.article)
        self._at.set_cursor(self._at.page.row_at(hit.start))
        self._at.keep_place()
        return replace(step, opened=opened or step.opened)
