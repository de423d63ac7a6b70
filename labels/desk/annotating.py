"""Annotating at the desk: decisions, flags, notes and examples for what is under the cursor or selected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from labels.desk.describe import flags_off_in_words, reasons_replaced_in_words, replaced_in_words, takes_the_place
from labels.desk.navigator import Navigator
from labels.desk.step import Step
from labels.desk.suggesting import Suggesting
from labels.desk.work_queue import WorkQueue
from labels.errors import MovedError, ProjectError, UsageError
from labels.journal.event import ANNOTATION_KINDS, Act, Event
from labels.journal.kinds.kind import label_in_words
from labels.projections.project import annotation_after
from labels.values.annotation import Annotation
from labels.values.place import Place
from labels.words import counted

#: What Enter says where the sentence for which something was suggested was decided or cut otherwise at this moment.
CHANGED_MEANWHILE = "This sentence was changed elsewhere, so Enter wrote nothing."


class Annotating:
    """Writes what the annotator says of sentences, and goes on after a decision."""

    def __init__(self, at: Navigator, queue: WorkQueue, suggesting: Suggesting, goal: int = 0) -> None:
        """Go on by `queue`; `goal` is how many sentences are to be decided a day, 0 for none."""
        self._at = at
        self._queue = queue
        self._suggesting = suggesting
        self._goal = goal

    def label(self, id: str) -> Step:
        """Give the sentence (or every selected one) this label alone, and go on."""
        return self._label([id])

    def toggle(self, id: str) -> Step:
        """Add this label to the sentence or take it away, and stay.

        A label that is no longer in the codebook must not stay with it.
        """
        refreshed = self._at.refresh()
        if refused := self._refused(refreshed, id):
            return refused
        if refused := self._refused(refreshed, *(other for row in self._at.run for other in self._toggled(row, id))):
            notice = f"{refused.notice} A label’s key alone takes the place of what is there."
            return replace(refused, notice=notice)
        return self._do(refreshed, lambda: [self._toggle_act(row, id) for row in self._at.run], decided=True)

    def skip(self) -> Step:
        """Decide to give no label, and go on."""
        return self._decide(self._at.refresh(), lambda row: self._act("skip", row))

    def clear(self) -> Step:
        """Take the decision away, and stay."""

        def acts() -> list[Act]:
            return [self._act("clear", row) for row in self._at.run if self._at.page.annotation(row).decided]

        return self._do(self._at.refresh(), acts, "There is no decision to clear.")

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
                seen, lambda: self._act("label", self._at.cursor, labels=list(suggested)), suggested
            )
        refreshed = self._at.refresh()
        again = [self._at.page.annotation(row) for row in self._to_confirm()]
        if refused := self._refused(refreshed, *(id for each in again for id in each.labels)):
            return refused
        if not again:
            step = self._queue.go_on(refreshed, self._queue.row_after())
            self._at.keep_place()  # there is no decision to keep it with
            return step

        def acts() -> list[Act]:
            return [self._same_act(row) for row in self._to_confirm()]

        return self._do(refreshed, acts, decided=True, go_on=True)

    def _confirm_seen(self, seen: object, act: Callable[[], Act], labels: Sequence[str] = ()) -> Step:
        """Write what stands on the screen for Enter, unless the sentence was decided or cut otherwise elsewhere."""
        refreshed = self._at.refresh()

        def acts() -> list[Act]:
            return [act()] if self._suggesting.view == seen else []

        return self._refused(refreshed, *labels) or self._do(
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
            return [self._act("flag", row, **payload) for row in without or annotations]

        step = self._do(refreshed, acts)
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
            return [self._act("flag", row, on=True, reason=reason) for row in self._at.run]

        step = self._do(refreshed, acts)
        return replace(step, replaced=lost) if step.rows else step

    def note(self, text: str) -> Step:
        """Write a note on the sentence under the cursor; an empty one takes it away. Stays."""
        refreshed = self._at.refresh()
        unchanged = self._at.page.annotation(self._at.cursor).note == text
        return self._do(refreshed, lambda: [] if unchanged else [self._act("note", self._at.cursor, text=text)])

    def add_example(self, id: str, *, counter: bool = False) -> Step:
        """Put the sentence under the cursor into the codebook as an example of a label, or as a counter-example."""
        refreshed = self._at.refresh()
        if refused := self._refused(refreshed, id):
            return refused

        def acts() -> list[Act]:
            text = self._at.page.sentence(self._at.cursor)
            return [self._act("example", self._at.cursor, labels=[id], text=text, on=not counter)]

        step = self._do(refreshed, acts)
        self._at.project.reread_codebook()
        if step.notice:  # it was refused after all
            return step
        name = label_in_words(id, self._at.project.codebook)
        return replace(
            step, notice=f"Now {'a counter-example' if counter else 'an example'} of {name} in the codebook."
        )

    # -- how it is done ----------------------------------------------------------------------------------

    def _refused(self, refreshed: Step, *ids: str) -> Step | None:
        """What to answer if one of these labels cannot be given any more; None if all can."""
        codebook = self._at.project.codebook
        for id in ids:
            if not any(label.id == id for label in codebook.active):
                return replace(refreshed, notice=f"“{label_in_words(id, codebook)}” is no longer in the codebook.")
        return None

    def _label(self, labels: Sequence[str]) -> Step:
        refreshed = self._at.refresh()
        return self._refused(refreshed, *labels) or self._decide(
            refreshed, lambda row: self._act("label", row, labels=list(labels))
        )

    def _decide(self, refreshed: Step, act: Callable[[int], Act]) -> Step:
        return self._do(refreshed, lambda: [act(row) for row in self._at.run], decided=True, go_on=True)

    def _act(self, kind: str, row: int, **payload: object) -> Act:
        if kind in ("label", "skip"):
            payload["seconds"] = round(self._at.watch.seconds / len(self._at.run), 2)
            if len(self._at.run) == 1:
                payload |= self._suggesting.payload(_labels_of(payload))
        return Act(kind, self._at.page.article.n, *self._at.page.span(row), payload)

    def _same_act(self, row: int) -> Act:
        """What is there already, as a decision of its own."""
        there = self._at.page.annotation(row)
        return (
            self._act("skip", row) if there.status == "skipped" else self._act("label", row, labels=list(there.labels))
        )

    def _toggle_act(self, row: int, id: str) -> Act:
        labels = self._toggled(row, id)
        return self._act("label", row, labels=list(labels)) if labels else self._act("clear", row)

    def _toggled(self, row: int, id: str) -> tuple[str, ...]:
        """The labels of a sentence with this one added or taken away."""
        return self._at.project.codebook.toggled(self._at.page.annotation(row).labels, id)

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

        Where somebody changes boundaries at this moment, the sentences are read again and `acts` is asked again,
        so that the key counts for what is under the cursor now. `otherwise` is the notice if there is nothing
        to do. What cannot be said, under the codebook as it is now say, is not written, and the notice says why.
        """
        while True:
            planned = list(acts())
            if not planned:
                return replace(refreshed, notice=otherwise)
            after = self._queue.row_after() if go_on else None
            try:
                events = self._at.project.journal.record(planned, self._place_after(after) if go_on else self._at.place)
                break
            except MovedError:
                refreshed = self._at.refresh_after_failing(refreshed)
            except UsageError as error:
                return replace(self._at.refresh_after_failing(refreshed), notice=str(error))
            except ProjectError:
                self._at.forget_refresh(refreshed)
                raise
        today = self._at.tally.today
        shown = self._show(events)
        goal = self._goal_reached(today)
        new = sum(not was.decided or was.carried for _, was, _ in shown)
        if decided and new:
            self._at.watch.decided(new)  # the same sentence decided once more is no second sentence
        step = Step([row for row, _, _ in shown], reloaded=refreshed.reloaded, recut=refreshed.recut)
        replaced = replaced_in_words([(was, now) for _, was, now in shown], self._at.project.codebook)
        before = {row: was for row, was, now in shown if takes_the_place(was, now)} if replaced else {}
        if self._asks_again(events, shown, go_on=go_on):
            self._at.watch.restart()
            return replace(step, notice=self._suggesting.in_words())
        if not go_on:
            self._at.watch.restart()
            return replace(step, replaced=replaced, before=before, notice=goal) if replaced or goal else step
        nudge = self._queue.nudge(self._at.cursor, events)
        step = self._queue.go_on(step, after)
        if replaced or nudge or goal:
            step = replace(
                step, replaced=replaced, before=before, notice=" ".join(filter(None, (goal, step.notice, nudge)))
            )
        return step

    def _asks_again(
        self, events: Sequence[Event], shown: Sequence[tuple[int, Annotation, Annotation]], *, go_on: bool
    ) -> bool:
        """Tell the model what was decided; whether it disagrees so strongly that a second answer is asked for."""
        suggesting = self._suggesting
        was_second = suggesting.second_look
        again = go_on and len(events) == 1 and suggesting.asks_again(_labels_of(events[0].payload))
        suggesting.heard(events, replaces=any(was.decided for _, was, _ in shown))
        if was_second:
            suggesting.answered()
        return again

    def _goal_reached(self, before: int) -> str:
        """That the goal of the day is reached by what was just decided; `before` that, so many were decided today."""
        today = self._at.tally.today
        return f"Today’s goal is reached: {counted(today, 'sentence')}." if before < self._goal <= today else ""

    def _show(self, events: Sequence[Event]) -> list[tuple[int, Annotation, Annotation]]:
        """Bring the annotations here in line with events that have just been written: each row, before and after."""
        page, shown = self._at.page, []
        for event in events:
            row = page.row_at(event.start or 0)
            before = page.annotation(row)
            after = annotation_after(before, event) if event.kind in ANNOTATION_KINDS else before
            page.put_annotation(row, after)
            self._at.tally.changed(before, after, assigned=page.is_assigned(row))
            shown.append((row, before, after))
        return shown

    def _place_after(self, after: int | None) -> Place:
        """The place to keep with the decision itself, so that even a crash leads on to the next sentence."""
        here = self._at.place
        row = self._queue.row_left() if after is None else after
        return Place(here.article, self._at.page.cuts[row].start, here.top)


def _labels_of(payload: Mapping[str, object]) -> tuple[str, ...]:
    """The labels that a decision gives; none for a skip."""
    labels = payload.get("labels", ())
    return tuple(map(str, labels)) if isinstance(labels, list | tuple) else ()
