"""The desk: deciding on sentences, taking it back, mending boundaries, and going on."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from labels.desk.advance import Advance, Onward
from labels.desk.describe import replaced_in_words
from labels.desk.search import ALL_DECIDED, LAST_MATCH, MATCHES_DECIDED
from labels.desk.step import Step
from labels.desk.stopwatch import Ticks
from labels.desk.undo_preview import TakingBack
from labels.errors import MovedError, ProjectError, UsageError
from labels.journal.event import ANNOTATION_KINDS, Act, Event
from labels.journal.history import Entry, history_of
from labels.journal.kinds.kind import label_in_words
from labels.project import Project
from labels.projections import codebooks
from labels.projections.project import annotation_after
from labels.projections.read import last_decision
from labels.values.annotation import Annotation
from labels.values.place import Place
from labels.words import counted

if TYPE_CHECKING:
    from labels.desk.focus import Focus


class Desk(TakingBack):
    """One annotator labelling one project. Every verb writes first and then says what changed."""

    def __init__(
        self, project: Project, ticks: Ticks = time.monotonic, *, advance: Advance = "undecided", nudge: bool = False
    ) -> None:
        """Sit down at `project`; `advance` and `nudge` as `labels.desk.advance` takes them."""
        super().__init__(project, ticks, Onward(advance, nudge))

    # -- decisions ---------------------------------------------------------------------------------------

    def label(self, id: str) -> Step:
        """Give the sentence (or every selected one) this label alone, and go on."""
        return self._label([id])

    def toggle(self, id: str) -> Step:
        """Add this label to the sentence or take it away, and stay. What went from the codebook cannot stay by it."""
        refreshed = self.refresh()
        if refused := self._refused(refreshed, id):
            return refused
        if refused := self._refused(refreshed, *(other for row in self.run for other in self._toggled(row, id))):
            notice = f"{refused.notice} A label’s key alone takes the place of what is there."
            return replace(refused, notice=notice)
        return self._do(refreshed, lambda: [self._toggle_act(row, id) for row in self.run], decided=True)

    def skip(self) -> Step:
        """Decide to give no label, and go on."""
        return self._decide(self.refresh(), lambda row: self._act("skip", row))

    def clear(self) -> Step:
        """Take the decision away, and stay."""

        def acts() -> list[Act]:
            return [self._act("clear", row) for row in self.run if self.page.mark(row).decided]

        return self._do(self.refresh(), acts, "There is no decision to clear.")

    def confirm(self) -> Step:
        """Confirm what is there, and go on. Carried marks become the annotator's own, if their labels still stand."""
        refreshed = self.refresh()
        carried = [self.page.mark(row) for row in self.run if self.page.mark(row).carried]
        if refused := self._refused(refreshed, *(id for mark in carried for id in mark.labels)):
            return refused
        if not carried:
            step = self._go_on(refreshed, self._onward.row_after(self.page, self.run))
            self._keep_place()  # there is no decision to keep it with
            return step

        def acts() -> list[Act]:
            return [self._same_act(row) for row in self.run if self.page.mark(row).carried]

        return self._do(refreshed, acts, decided=True, go_on=True)

    def repeat(self) -> Step:
        """Decide as the last time, and go on; a label that was merged into another since is given as that one."""
        connection = self.project.connection
        event = last_decision(connection, self.project.annotator)
        if event is None:
            return replace(self.refresh(), notice="There is no decision to repeat yet.")
        if event.kind == "skip":
            return self.skip()
        same = codebooks.merged(connection)
        return self._label(sorted({same.get(id, id) for id in event.payload["labels"]}))

    # -- beside the decision -----------------------------------------------------------------------------

    def flag(self, reason: str = "") -> Step:
        """Flag the sentence, or take the flag off; a selected run gets one state for all. Stays."""

        def acts() -> list[Act]:
            on = not all(self.page.mark(row).flagged for row in self.run)
            payload = {"on": True, "reason": reason} if on else {"on": False}
            return [self._act("flag", row, **payload) for row in self.run]

        return self._do(self.refresh(), acts)

    def flag_because(self, reason: str) -> Step:
        """Flag the sentence, or every selected one, and say why; a flag that is there gets the reason. Stays."""
        return self._do(self.refresh(), lambda: [self._act("flag", row, on=True, reason=reason) for row in self.run])

    def note(self, text: str) -> Step:
        """Write a note on the sentence under the cursor; an empty one takes it away. Stays."""
        refreshed = self.refresh()
        unchanged = self.page.mark(self.cursor).note == text
        return self._do(refreshed, lambda: [] if unchanged else [self._act("note", self.cursor, text=text)])

    def add_example(self, id: str, *, counter: bool = False) -> Step:
        """Put the sentence under the cursor into the codebook as an example of a label, or as a counter-example."""
        refreshed = self.refresh()
        if refused := self._refused(refreshed, id):
            return refused

        def acts() -> list[Act]:
            text = self.page.sentence(self.cursor)
            return [self._act("example", self.cursor, labels=[id], text=text, on=not counter)]

        step = self._do(refreshed, acts)
        self.project.reread_codebook()
        if step.notice:  # it was refused after all
            return step
        name = label_in_words(id, self.project.codebook)
        return replace(
            step, notice=f"Now {'a counter-example' if counter else 'an example'} of {name} in the codebook."
        )

    # -- how it is done ----------------------------------------------------------------------------------

    def _refused(self, refreshed: Step, *ids: str) -> Step | None:
        """What to answer if one of these labels cannot be given any more; None if all can."""
        codebook = self.project.codebook
        active = {label.id for label in codebook.active}
        for id in ids:
            if id not in active:
                return replace(refreshed, notice=f"“{label_in_words(id, codebook)}” is no longer in the codebook.")
        return None

    def _label(self, labels: Sequence[str]) -> Step:
        refreshed = self.refresh()
        return self._refused(refreshed, *labels) or self._decide(
            refreshed, lambda row: self._act("label", row, labels=list(labels))
        )

    def _decide(self, refreshed: Step, act: Callable[[int], Act]) -> Step:
        return self._do(refreshed, lambda: [act(row) for row in self.run], decided=True, go_on=True)

    def _act(self, kind: str, row: int, **payload: object) -> Act:
        if kind in ("label", "skip"):
            payload["seconds"] = round(self.watch.seconds / len(self.run), 2)
        return Act(kind, self.page.article.n, *self.page.span(row), payload)

    def _same_act(self, row: int) -> Act:
        """What is there already, as a decision of its own."""
        mark = self.page.mark(row)
        return self._act("skip", row) if mark.status == "skipped" else self._act("label", row, labels=list(mark.labels))

    def _toggle_act(self, row: int, id: str) -> Act:
        labels = self._toggled(row, id)
        return self._act("label", row, labels=list(labels)) if labels else self._act("clear", row)

    def _toggled(self, row: int, id: str) -> tuple[str, ...]:
        """The labels of a sentence with this one added or taken away."""
        return self.project.codebook.toggled(self.page.mark(row).labels, id)

    def _do(
        self,
        refreshed: Step,
        acts: Callable[[], Sequence[Act]],
        otherwise: str = "",
        *,
        decided: bool = False,
        go_on: bool = False,
    ) -> Step:
        """Write what `acts` says as one action; then, and only then, show it here, and go on if asked.

        Where somebody mends boundaries at this moment, the sentences are read again and `acts` is asked again,
        so that the key counts for what is under the cursor now. `otherwise` is the notice if there is nothing
        to do. What cannot be said, under the codebook as it is now say, is not written, and the notice says why.
        """
        while True:
            planned = list(acts())
            if not planned:
                return replace(refreshed, notice=otherwise)
            after = self._onward.row_after(self.page, self.run) if go_on else None
            try:
                events = self.project.journal.record(planned, self._place_after(after) if go_on else self.place)
                break
            except MovedError:
                refreshed = self.refresh_after_failing(refreshed)
            except UsageError as error:
                return replace(self.refresh_after_failing(refreshed), notice=str(error))
            except ProjectError:
                self.forget_refresh(refreshed)
                raise
        if decided and not go_on:  # a second label on the same sentence is no second decision
            decided = not all(self.page.mark(row).decided for row in self.run)
        before = [self.page.mark(row) for row in self.run]
        rows = self._show(events)
        if decided:
            self.watch.decided(len(events))
        step = Step(rows, reloaded=refreshed.reloaded, recut=refreshed.recut)
        if go_on:
            now = [self.page.mark(row) for row in self.run]
            replaced = replaced_in_words(list(zip(before, now, strict=True)), self.project.codebook)
            nudge = self._onward.nudge(self.page, self.cursor, events)
            step = replace(self._go_on(step, after), replaced=replaced)
            return replace(step, notice=f"{step.notice} {nudge}".strip()) if nudge else step
        self.watch.restart()
        return step

    def _show(self, events: Sequence[Event]) -> list[int]:
        """Bring the marks here in line with events that have just been written; the rows they are about."""
        rows = [self.page.row_at(event.start) for event in events if event.start is not None]
        for row, event in zip(rows, events, strict=True):
            before = self.page.mark(row)
            after = annotation_after(before, event) if event.kind in ANNOTATION_KINDS else before
            self.page.put_mark(row, after)
            self.tally.changed(before, after)
        return rows

    def _place_after(self, after: int | None) -> Place:
        """The place to keep with the decision itself, so that even a crash leads on to the next sentence."""
        here = self.place
        row = self._onward.row_left(self.page, self.run) if after is None else after
        return Place(here.article, self.page.cuts[row].start, here.top)

    def _go_on(self, step: Step, after: int | None) -> Step:
        """Leave the run for the row `after` it; where there is none, for what is left before it and elsewhere."""
        if self.focus is not None:
            return self._go_on_to_match(step, self.focus)
        last = self.run[-1]
        self.drop_selection()
        self.watch.restart()
        if after is not None:
            self.cursor = after
            return step
        left = self.page.left
        if left:
            self._set_cursor(self.page.undecided(0) or 0, keep_anchor=False)
            self._keep_place()
            return replace(step, notice=f"{counted(left, 'sentence')} left in this article.")
        self._set_cursor(last, keep_anchor=False)
        onward = self._seek_undecided_elsewhere()
        if onward is None:
            return replace(step, notice=ALL_DECIDED)
        return Step(opened=True, reloaded=step.reloaded, notice="Article done. Here is the next one.")

    def _go_on_to_match(self, step: Step, focus: Focus) -> Step:
        """Leave the run for the match after it; after the last one, for a match that is still to do."""
        here = self.page.article.n, self.page.cuts[self.run[-1]].start
        only_undecided = self._onward.to_undecided and not focus.all_decided
        hit = focus.undecided_after(*here) if only_undecided else focus.after(*here)
        hit = hit or focus.first_undecided()
        self.drop_selection()
        self.watch.restart()
        if hit is None:
            return replace(step, notice=MATCHES_DECIDED if only_undecided else LAST_MATCH)
        return self._go_to_hit(hit, step)

    def history(self) -> list[Entry]:
        """Everything anyone said of the text of the sentence under the cursor, oldest first."""
        return history_of(self.project.connection, self.page.article.n, *self.page.span(self.cursor))

    def mark(self, row: int) -> Annotation:
        """The annotator's mark on a row of the open article."""
        return self.page.mark(row)
