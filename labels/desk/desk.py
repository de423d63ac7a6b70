"""The desk: deciding on sentences, taking it back, and going on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from labels.desk.describe import action_in_words, label_in_words
from labels.desk.reader import ALL_DECIDED, Reader
from labels.desk.step import Step
from labels.errors import ProjectError
from labels.event import Act, Kind
from labels.mark import Mark, fold
from labels.store.journal import Place, Reversal
from labels.store.queries import last_decision
from labels.words import counted


class Desk(Reader):
    """One annotator labelling one project. Every verb writes first and then says what changed."""

    # -- decisions ---------------------------------------------------------------------------------------

    def label(self, id: str) -> Step:
        """Give the sentence (or every selected one) this label alone, and go on."""
        refreshed = self.refresh()
        return self._refused(refreshed, id) or self._decide(refreshed, "label", labels=[id])

    def toggle(self, id: str) -> Step:
        """Add this label to the sentence or take it away, and stay."""
        refreshed = self.refresh()
        refused = self._refused(refreshed, id)
        if refused:
            return refused
        acts = [self._toggle_act(row, id) for row in self.run]
        return self._written(acts, refreshed, decided=True)

    def skip(self) -> Step:
        """Decide to give no label, and go on."""
        return self._decide(self.refresh(), "skip")

    def clear(self) -> Step:
        """Take the decision away, and stay."""
        refreshed = self.refresh()
        rows = [row for row in self.run if self.page.mark(row).decided]
        if not rows:
            return replace(refreshed, notice="There is no decision to clear.")
        return self._written([self._act("clear", row) for row in rows], refreshed)

    def confirm(self) -> Step:
        """Confirm what is there, and go on. Carried marks become the annotator's own."""
        refreshed = self.refresh()
        carried = [row for row in self.run if self.page.mark(row).carried]
        if not carried:
            step = self._go_on(refreshed)
            self._keep_place()  # there is no decision to keep it with
            return step
        acts = [self._act("label", row, labels=list(self.page.mark(row).labels)) for row in carried]
        return self._written(acts, refreshed, decided=True, go_on=True)

    def repeat(self) -> Step:
        """Decide as the last time, and go on."""
        refreshed = self.refresh()
        event = last_decision(self.project.connection, self.project.annotator)
        if event is None:
            return replace(refreshed, notice="There is no decision to repeat yet.")
        if event.kind == "skip":
            return self._decide(refreshed, "skip")
        labels: list[str] = event.payload["labels"]
        refusals = (self._refused(refreshed, id) for id in labels)
        return next(filter(None, refusals), None) or self._decide(refreshed, "label", labels=labels)

    # -- beside the decision -----------------------------------------------------------------------------

    def flag(self, reason: str = "") -> Step:
        """Flag the sentence, or take the flag off; a selected run gets one state for all. Stays."""
        refreshed = self.refresh()
        on = not all(self.page.mark(row).flagged for row in self.run)
        payload = {"on": True, "reason": reason} if on else {"on": False}
        return self._written([self._act("flag", row, **payload) for row in self.run], refreshed)

    def note(self, text: str) -> Step:
        """Write a note on the sentence under the cursor; an empty one takes it away. Stays."""
        refreshed = self.refresh()
        if self.page.mark(self.cursor).note == text:
            return refreshed
        return self._written([self._act("note", self.cursor, text=text)], refreshed)

    # -- back and forth ----------------------------------------------------------------------------------

    def undo(self) -> Step:
        """Take back the annotator's last action, and go to where it was done."""
        reversal = self.project.journal.undo()
        return self._revisit(self.refresh(), reversal, "Undone", "Nothing to undo.")

    def redo(self) -> Step:
        """Bring back what was undone last, and go to where it was done."""
        reversal = self.project.journal.redo()
        return self._revisit(self.refresh(), reversal, "Done again", "Nothing to redo.")

    # -- how it is done ----------------------------------------------------------------------------------

    def _refused(self, refreshed: Step, id: str) -> Step | None:
        """What to answer if this label cannot be given any more; None if it can."""
        if any(label.id == id for label in self.project.scheme.active):
            return None
        name = label_in_words(id, self.project.scheme)
        return replace(refreshed, notice=f"“{name}” is no longer in the codebook.")

    def _decide(self, refreshed: Step, kind: Kind, **payload: object) -> Step:
        acts = [self._act(kind, row, **payload) for row in self.run]
        return self._written(acts, refreshed, decided=True, go_on=True)

    def _act(self, kind: Kind, row: int, **payload: object) -> Act:
        start, stop = self.page.span(row)
        if kind in ("label", "skip"):
            payload["seconds"] = round(self.watch.seconds / len(self.run), 2)
            payload["scheme_version"] = self.project.scheme_version
        return Act(kind, self.page.article.id, start, stop, payload)

    def _toggle_act(self, row: int, id: str) -> Act:
        labels = self.project.scheme.toggled(self.page.mark(row).labels, id)
        return self._act("label", row, labels=list(labels)) if labels else self._act("clear", row)

    def _written(self, acts: Sequence[Act], refreshed: Step, *, decided: bool = False, go_on: bool = False) -> Step:
        """Write the acts as one action; then, and only then, show them here, and go on if asked."""
        run = self.run
        rows = [self.page.row_at(act.start) for act in acts if act.start is not None]
        try:
            events = self.project.journal.record(acts, self._place_after(run) if go_on else self.place)
        except ProjectError:
            self.forget_refresh(refreshed)
            raise
        for row, event in zip(rows, events, strict=True):
            before = self.page.mark(row)
            after = fold(before, event)
            self.page.put_mark(row, after)
            self.tally.changed(before, after)
        if decided:
            self.watch.decided(len(acts))
        step = Step(rows=rows, reloaded=refreshed.reloaded)
        if go_on:
            return self._go_on(step)
        self.watch.restart()
        return step

    def _place_after(self, run: range) -> Place:
        """The place to keep with the decision itself, so that even a crash leads on to the next sentence."""
        here = self.place
        return Place(here.article, self.page.cuts[self._clamped(run[-1] + 1)].start, here.top)

    def _go_on(self, step: Step) -> Step:
        """Leave the run for the sentence after it; at the end of the article, for what is still to do."""
        after = self.run[-1] + 1
        self.drop_selection()
        self.watch.restart()
        if after < len(self.page):
            self.cursor = after
            return step
        left = self.page.left
        if left:
            self._set_cursor(self.page.undecided(0) or 0, keep_anchor=False)
            self._keep_place()
            return replace(step, notice=f"{counted(left, 'sentence')} left in this article.")
        self._set_cursor(len(self.page) - 1, keep_anchor=False)
        onward = self._seek_undecided_elsewhere()
        if onward is None:
            return replace(step, notice=ALL_DECIDED)
        return Step(opened=True, reloaded=step.reloaded, notice="Article done. Here is the next one.")

    def _revisit(self, refreshed: Step, reversal: Reversal | None, verb: str, nothing: str) -> Step:
        """Show the article of an undone or redone action, with the cursor on its first sentence."""
        if reversal is None:
            return replace(refreshed, notice=nothing)
        notice = f"{verb}: {action_in_words(reversal.events, self.project.scheme)}."
        first = reversal.events[0]
        n = self.project.number_of(first.article)
        assert n is not None and first.start is not None
        opened = n != self.page.article.n
        if opened:
            self._open(n)
        else:
            self.page.read_marks(self.project.connection)
        self.tally.count()
        self.drop_selection()
        self._set_cursor(self.page.row_at(first.start), keep_anchor=False)
        self._keep_place()
        rows = [self.page.row_at(event.start) for event in reversal.events if event.start is not None]
        return Step(rows, opened=opened, reloaded=refreshed.reloaded, notice=notice)

    def mark(self, row: int) -> Mark:
        """The annotator's mark on a row of the open article."""
        return self.page.mark(row)
