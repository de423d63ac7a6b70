"""Undo and redo at the desk, and going to where it was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from labels.desk.describe import Way, reversal_in_words
from labels.desk.navigator import Navigator
from labels.desk.step import Step
from labels.desk.work_queue import WorkQueue
from labels.journal.event import Event
from labels.journal.history import Entry
from labels.journal.undo import Reversal

#: From this many sentences on, undo and redo take a noticeable time.
MANY = 1_000

_NOTHING: dict[Way, str] = {"undo": "Nothing to undo.", "redo": "Nothing to redo."}
_NOT_YOURS = "That action is not yours to undo, or is undone."


#: Kinds after which the cursor moves on, at the desk and after a redo.
_DECISIONS = ("label", "skip")


class UndoRedo:
    """Undoes and redoes actions. The cursor goes to where they were done.

    After a redo of a decision the cursor moves on, as it did the first time, so the next label key is for the next
    sentence.
    """

    def __init__(self, at: Navigator, queue: WorkQueue) -> None:
        """Go to places by `at`, and on from decisions by `queue`."""
        self._at = at
        self._queue = queue

    def undo(self) -> Step:
        """Take back the annotator's last action, and go to where it was done."""
        return self.revisit("undo", self._at.project.journal.undo())

    def redo(self) -> Step:
        """Bring back what was undone last, and go to where it was done; from a decision, on to the next sentence."""
        return self.revisit("redo", self._at.project.journal.redo())

    def undo_action(self, action: bytes) -> Step:
        """Take back one particular action of the annotator's, as the history shows them."""
        return self.revisit("undo", self._at.project.journal.undo_action(action), action)

    def can_undo(self, entry: Entry) -> bool:
        """Whether an entry of the history is of an action that this annotator can take back."""
        return self._at.project.events.can_be_undone(self._at.project.journal.sitting.reach, entry.event.action)

    def long_way(self, way: Way, action: bytes | None = None) -> int:
        """How many sentences the next undo or redo (or the undo of `action`) changes, if very many; else 0.

        Then use `labels.desk.long_actions.reverse` in a thread, and pass the result to `revisit`.
        """
        events, reach = self._at.project.events, self._at.project.journal.sitting.reach
        count = events.events_to_reverse(reach, way) if action is None else events.events_in(action)
        return count if count >= MANY else 0

    def revisit(self, way: Way, reversal: Reversal | None, action: bytes | None = None) -> Step:
        """Read what was just undone or redone: show its article, with the cursor on its first sentence.

        After a decision that was redone, the cursor goes on as after the decision itself. None says that there was
        nothing to undo or redo, or that `action` could not be undone.
        """
        refreshed = self._at.refresh()
        if reversal is None:
            return replace(refreshed, notice=_NOTHING[way] if action is None else _NOT_YOURS)
        sitting = self._at.project.journal.sitting.number
        notice = reversal_in_words(way, reversal.events, sitting, self._at.project.codebook)
        first = reversal.events[0]
        assert first.article is not None, "what undo walks over is about an article"
        opened = first.article != self._at.page.article.n
        if opened:
            self._at.open(first.article)
        leads_on = way == "redo" and first.kind in _DECISIONS
        after = self._row_after(reversal.events) if leads_on else None  # before the decision is shown
        before = self._at.page.annotations()
        recut = not opened and self._at.reread()
        if leads_on and recut:
            after = self._row_after(reversal.events)
        self._at.project.reread_codebook()
        self._at.tally.count()
        rows = [row for event in reversal.events for row in self._rows_of(event)]
        if not recut:  # annotations that later splits and joins carried from there change too
            told = set(rows)
            rows += [row for row, was in enumerate(before) if row not in told and self._at.page.annotation(row) != was]
        step = Step(rows, opened=opened, reloaded=refreshed.reloaded, recut=recut or refreshed.recut)
        if leads_on:
            self._at.keep_place()
            step = self._queue.go_on(step, after)
        else:
            self._at.drop_selection()
            self._at.set_cursor(self._at.page.row_at(first.start or 0))
        self._at.keep_place()
        return replace(step, opened=step.opened or opened, notice=f"{notice} {step.notice}".strip())

    def _row_after(self, events: Sequence[Event]) -> int | None:
        """The row to go on to after these decisions; the first ones that lie together become the run to leave."""
        first = last = self._at.page.row_at(events[0].start or 0)
        for event in events[1:]:
            if event.article != events[0].article or self._at.page.row_at(event.start or 0) != last + 1:
                break
            last += 1
        self._at.set_cursor(last)
        self._at.anchor = first if first < last else None
        return self._queue.row_after()

    def _rows_of(self, event: Event) -> range:
        """The rows of the open article that an event may have changed: those of the text that it is about."""
        if event.article != self._at.page.article.n or event.start is None or event.end is None:
            return range(0)
        return range(self._at.page.row_at(event.start), self._at.page.row_at(event.end - 1) + 1)
