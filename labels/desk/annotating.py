"""Annotating at the desk: decisions, flags, notes and examples for what is under the cursor or selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from labels.desk.act_writer import ActWriter
from labels.desk.describe import flags_off_in_words, reasons_replaced_in_words
from labels.desk.navigator import Navigator
from labels.desk.step import Step
from labels.desk.suggesting import Suggesting
from labels.desk.work_queue import WorkQueue
from labels.journal.event import Act
from labels.journal.kinds.kind import label_in_words

#: What Enter says where the sentence for which something was suggested was decided or cut otherwise at this moment.
CHANGED_MEANWHILE = "This sentence was changed elsewhere, so Enter wrote nothing."

#: What Enter says where there was no decision to confirm.
LEFT_UNDECIDED = "Left undecided: Enter confirms only a decision that is there."


class Annotating:
    """Writes what the annotator says of sentences, and goes on after a decision."""

    def __init__(self, at: Navigator, queue: WorkQueue, suggesting: Suggesting, goal: int = 0) -> None:
        """Go on by `queue`; `goal` is how many sentences are to be decided a day, 0 for none."""
        self._at = at
        self._queue = queue
        self._suggesting = suggesting
        self._writer = ActWriter(at, queue, suggesting, goal)

    def label(self, id: str) -> Step:
        """Give the sentence (or every selected one) this label alone, and go on."""
        return self._label([id])

    def toggle(self, id: str) -> Step:
        """Add this label to the sentence or take it away, and stay.

        A label that is no longer in the codebook must not stay with it.
        """
        refreshed = self._at.refresh()
        if refused := self._writer.refused(refreshed, id):
            return refused
        if refused := self._writer.refused(
            refreshed, *(other for row in self._at.run for other in self._toggled(row, id))
        ):
            notice = f"{refused.notice} A label’s key alone takes the place of what is there."
            return replace(refused, notice=notice)
        return self._writer.write(refreshed, lambda: [self._toggle_act(row, id) for row in self._at.run], decided=True)

    def skip(self) -> Step:
        """Decide to give no label, and go on."""
        return self._decide(self._at.refresh(), lambda row: self._writer.act("skip", row))

    def clear(self) -> Step:
        """Take the decision away, and stay."""

        def acts() -> list[Act]:
            return [self._writer.act("clear", row) for row in self._at.run if self._at.page.annotation(row).decided]

        return self._writer.write(self._at.refresh(), acts, "There is no decision to clear.")

    def confirm(self) -> Step:
        """Confirm what is there, and go on.

        Carried decisions become the annotator's own, if their labels can still be given. What was sent back is decided
        again as it was. What is suggested is given, if it is on screen. In a second look the first answer is given
        again.
        """
        seen = self._suggesting.view
        if self._suggesting.second_look:
            return self._confirm_seen(seen, lambda: self._same_act(self._at.cursor))
        if (suggested := self._suggesting.preselected) is not None:
            return self._confirm_seen(
                seen, lambda: self._writer.act("label", self._at.cursor, labels=list(suggested)), suggested
            )
        refreshed = self._at.refresh()
        again = [self._at.page.annotation(row) for row in self._to_confirm()]
        if refused := self._writer.refused(refreshed, *(id for each in again for id in each.labels)):
            return refused
        if not again:
            left = not all(self._at.page.annotation(row).decided for row in self._at.run)
            step = self._queue.go_on(refreshed, self._queue.row_after())
            self._at.keep_place()  # there is no decision to keep it with
            return replace(step, notice=LEFT_UNDECIDED) if left and not step.notice else step

        def acts() -> list[Act]:
            return [self._same_act(row) for row in self._to_confirm()]

        return self._writer.write(refreshed, acts, decided=True, go_on=True)

    def _confirm_seen(self, seen: object, act: Callable[[], Act], labels: Sequence[str] = ()) -> Step:
        """Write what the screen shows for Enter, unless the sentence was decided, split or joined elsewhere."""
        refreshed = self._at.refresh()

        def acts() -> list[Act]:
            return [act()] if self._suggesting.view == seen else []

        return self._writer.refused(refreshed, *labels) or self._writer.write(
            refreshed, acts, CHANGED_MEANWHILE, decided=True, go_on=True
        )

    def _to_confirm(self) -> list[int]:
        """The rows of the run with a decision that is to be made again: it was carried, or sent back."""
        page = self._at.page
        return [
            row
            for row in self._at.run
            if page.annotation(row).carried or (page.annotation(row).decided and page.returned(row) is not None)
        ]

    def repeat(self) -> Step:
        """Decide as the last time, and go on; a label that was merged into another since is given as that one."""
        reader = self._at.project.reader
        event = reader.last_decision(self._at.project.annotator)
        if event is None:
            return replace(self._at.refresh(), notice="There is no decision to repeat yet.")
        if event.kind == "skip":
            return self.skip()
        same = reader.merged_labels()
        return self._label(sorted({same.get(id, id) for id in event.payload["labels"]}))

    # -- beside the decision -----------------------------------------------------------------------------

    def flag(self, reason: str = "") -> Step:
        """Flag the sentence, or take the flag off; a selected run gets one state for all. Stays.

        Flags that are there keep their reasons while others are flagged. Reasons that go with their flags are told of.
        """
        refreshed = self._at.refresh()
        lost = ""

        def acts() -> list[Act]:
            nonlocal lost
            annotations = {row: self._at.page.annotation(row) for row in self._at.run}
            without = [row for row in annotations if not annotations[row].flagged]
            lost = "" if without else flags_off_in_words(list(annotations.values()))
            payload = {"on": True, "reason": reason} if without else {"on": False}
            return [self._writer.act("flag", row, **payload) for row in without or annotations]

        step = self._writer.write(refreshed, acts)
        return replace(step, replaced=lost) if step.rows else step

    def flag_because(self, reason: str) -> Step:
        """Flag the sentence, or every selected one, and say why; a flag that is there gets the reason. Stays.

        Reasons of other sentences than the one under the cursor, which nobody saw, are told of when they are replaced.
        """
        refreshed = self._at.refresh()
        lost = ""

        def acts() -> list[Act]:
            nonlocal lost
            others = [self._at.page.annotation(row) for row in self._at.run if row != self._at.cursor]
            lost = reasons_replaced_in_words(others, reason)
            return [self._writer.act("flag", row, on=True, reason=reason) for row in self._at.run]

        step = self._writer.write(refreshed, acts)
        return replace(step, replaced=lost) if step.rows else step

    def note(self, text: str) -> Step:
        """Write a note on the sentence under the cursor; an empty one takes it away. Stays."""
        refreshed = self._at.refresh()
        unchanged = self._at.page.annotation(self._at.cursor).note == text
        return self._writer.write(
            refreshed, lambda: [] if unchanged else [self._writer.act("note", self._at.cursor, text=text)]
        )

    def add_example(self, id: str, *, counter: bool = False) -> Step:
        """Put the sentence under the cursor into the codebook as an example of a label, or as a counter-example."""
        refreshed = self._at.refresh()
        if refused := self._writer.refused(refreshed, id):
            return refused

        def acts() -> list[Act]:
            text = self._at.page.sentence(self._at.cursor)
            return [self._writer.act("example", self._at.cursor, labels=[id], text=text, on=not counter)]

        step = self._writer.write(refreshed, acts)
        self._at.project.reread_codebook()
        if step.notice:  # it was refused after all
            return step
        name = label_in_words(id, self._at.project.codebook)
        return replace(
            step, notice=f"Now {'a counter-example' if counter else 'an example'} of {name} in the codebook."
        )

    # -- how it is done ----------------------------------------------------------------------------------

    def _label(self, labels: Sequence[str]) -> Step:
        refreshed = self._at.refresh()
        return self._writer.refused(refreshed, *labels) or self._decide(
            refreshed, lambda row: self._writer.act("label", row, labels=list(labels))
        )

    def _decide(self, refreshed: Step, act: Callable[[int], Act]) -> Step:
        return self._writer.write(refreshed, lambda: [act(row) for row in self._at.run], decided=True, go_on=True)

    def _same_act(self, row: int) -> Act:
        """What is there already, as a decision of its own."""
        there = self._at.page.annotation(row)
        return (
            self._writer.act("skip", row)
            if there.status == "skipped"
            else self._writer.act("label", row, labels=list(there.labels))
        )

    def _toggle_act(self, row: int, id: str) -> Act:
        labels = self._toggled(row, id)
        return self._writer.act("label", row, labels=list(labels)) if labels else self._writer.act("clear", row)

    def _toggled(self, row: int, id: str) -> tuple[str, ...]:
        """The labels of a sentence with this one added or taken away."""
        return self._at.project.codebook.toggled(self._at.page.annotation(row).labels, id)
