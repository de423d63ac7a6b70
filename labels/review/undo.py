"""Undo and redo in a review. They apply only to what is done in reviews, not to what is done at the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from labels.desk.describe import Way, reversal_in_words
from labels.desk.step import Step
from labels.desk.undo import MANY
from labels.review.navigator import ReviewNavigator

if TYPE_CHECKING:
    from labels.journal.undo import Reversal


class ReviewUndo:
    """Takes back what was done in a review and brings it back; the cursor goes to where it was done."""

    def __init__(self, at: ReviewNavigator, refresh: Callable[[], Step]) -> None:
        """Go to places by `at`; `refresh` reads what other processes changed."""
        self._at = at
        self._refresh = refresh

    def undo(self) -> Step:
        """Take back the last thing done in a review, and go to where it was done."""
        return self.revisit("undo", self._at.project.journal.undo(review=True))

    def redo(self) -> Step:
        """Bring back what was undone last, and go to where it was done."""
        return self.revisit("redo", self._at.project.journal.redo(review=True))

    def long_way(self, way: Way) -> int:
        """How many sentences the next undo or redo is about, if very many; else 0.

        That is better done by `labels.review.long_actions` in a thread, and told to `revisit` then.
        """
        project = self._at.project
        count = project.events.events_to_reverse(project.journal.sitting.reach_in(review=True), way)
        return count if count >= MANY else 0

    def revisit(self, way: Way, reversal: Reversal | None) -> Step:
        """Read what was just undone or redone: show its article. None says that there was nothing."""
        refreshed, at = self._refresh(), self._at
        if reversal is None:
            return replace(refreshed, notice=f"Nothing to {way}.")
        sitting = at.project.journal.sitting.number
        notice = reversal_in_words(way, reversal.events, sitting, at.project.codebook)
        first = reversal.events[0]
        assert first.article is not None, "what a review undoes is about an article"
        at.count_agreement()
        at.project.reread_codebook()
        if first.article != at.page.article.n:
            at.open(first.article, first.start)
            return replace(refreshed, opened=True, notice=notice)
        recut = at.page.reread()
        at.set_cursor(at.page.row_at(first.start or 0))
        return Step(range(len(at.page)), reloaded=True, recut=recut, notice=notice)
