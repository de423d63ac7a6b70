"""Seeking what is left to do, in this article and beyond: the undecided, or what matches a query."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from labels.desk.advance import Onward
from labels.desk.navigator import Reader
from labels.desk.step import Step
from labels.desk.stopwatch import Ticks
from labels.project import Project

if TYPE_CHECKING:
    from labels.desk.focus import Focus
    from labels.query import Hit

ALL_DECIDED = "All sentences are decided."
LAST_MATCH = "This is the last match."
MATCHES_DECIDED = "All matches are decided."


class Seeking(Reader):
    """The part of the desk that knows where to go on."""

    def __init__(self, project: Project, ticks: Ticks = time.monotonic, onward: Onward | None = None) -> None:
        """Sit down at `project`, to go through all sentences, and on after a decision as `onward` says."""
        self.focus: Focus | None = None
        self._onward = onward or Onward()
        super().__init__(project, ticks)

    def next_undecided(self) -> Step:
        """Go to the next sentence without a decision: in this article, in later ones, then from the start.

        With a focus, to the next match.
        """
        return self._seek_match(1) if self.focus else self._seek_undecided(1)

    def previous_undecided(self) -> Step:
        """Go to the nearest sentence without a decision before this one; with a focus, to the match before."""
        return self._seek_match(-1) if self.focus else self._seek_undecided(-1)

    def focus_on(self, text: str) -> Step:
        """Go from match to match of a query from now on, beginning here. Raises QueryError.

        Matches without a decision come first, unless decided ones are not to be passed over.
        """
        from labels.desk.focus import Focus  # the query language takes a while to load, and few sittings use it

        step = self.refresh()
        focus = Focus(self.project, text, lambda: self.order)
        here = (self.page.article.n, self.page.cuts[self.cursor].start - 1)
        hit = (focus.undecided_after(*here) or focus.first_undecided()) if self._onward.to_undecided else None
        focus.all_decided = hit is None
        hit = hit or focus.after(*here) or focus.first()
        if hit is None:
            return replace(step, notice=f"Nothing matches {text}")
        self.focus = focus
        return self._go_to_hit(hit, step)

    def unfocus(self) -> Step:
        """Go from sentence to sentence again."""
        self.focus = None
        return Step(notice="All sentences again.")

    def _seek_match(self, direction: int) -> Step:
        assert self.focus is not None
        step = self.refresh()
        here = (self.page.article.n, self.page.cuts[self.cursor].start)
        hit = self.focus.after(*here) if direction > 0 else self.focus.before(*here)
        if hit is None:
            return replace(step, notice=LAST_MATCH if direction > 0 else "This is the first match.")
        return self._go_to_hit(hit, step)

    def _go_to_hit(self, hit: Hit, step: Step) -> Step:
        opened = hit.article != self.page.article.n
        if opened:
            self._open(hit.article)
        self._set_cursor(self.page.row_at(hit.start), keep_anchor=False)
        self._keep_place()
        return replace(step, opened=opened or step.opened)

    def _seek_undecided(self, direction: int) -> Step:
        step = self.refresh()
        row = self.page.undecided(self.cursor + direction, direction)
        if row is not None:
            self._set_cursor(row, keep_anchor=False)
            self._keep_place()
            return step
        elsewhere = self._seek_undecided_elsewhere(direction)
        if elsewhere is not None:
            return replace(elsewhere, reloaded=step.reloaded, recut=step.recut)
        return replace(step, notice=ALL_DECIDED if direction > 0 else "Nothing undecided before this sentence.")

    def _seek_undecided_elsewhere(self, direction: int = 1) -> Step | None:
        """Go on to another article with something to do; forwards, the search starts over once. None: there is none."""
        here = self.page.article.n
        n = self.order.undecided(here, direction)
        if n is None and direction > 0:
            n = self.order.undecided(0)
        if n is None:
            return None
        if n == here:
            row = self.page.undecided(0)
            self._set_cursor(self.cursor if row is None else row, keep_anchor=False)
            self._keep_place()
            return Step()
        self._open(n)
        row = self.page.undecided(0) if direction > 0 else self.page.undecided(len(self.page) - 1, -1)
        if row is not None and self.page.mark(self.cursor).decided:
            self.cursor = row
        self._keep_place()
        return Step(opened=True)
