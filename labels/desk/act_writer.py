"""Writing what the annotator says of sentences, then showing it, and going on after a decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from labels.desk.describe import replaced_in_words, takes_the_place
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

#: A row, and what the annotator said of it before and after.
_Change = tuple[int, Annotation, Annotation]


class ActWriter:
    """Writes the acts of one key as one action. What was written is shown at the desk, and nothing else."""

    def __init__(self, at: Navigator, queue: WorkQueue, suggesting: Suggesting, goal: int = 0) -> None:
        """Go on by `queue`; `goal` is how many sentences are to be decided a day, 0 for none."""
        self._at = at
        self._queue = queue
        self._suggesting = suggesting
        self._goal = goal

    def refused(self, refreshed: Step, *ids: str) -> Step | None:
        """What to answer if one of these labels cannot be given any more; None if all can."""
        codebook = self._at.project.codebook
        for id in ids:
            if not any(label.id == id for label in codebook.active):
                return replace(refreshed, notice=f"“{label_in_words(id, codebook)}” is no longer in the codebook.")
        return None

    def act(self, kind: str, row: int, **payload: object) -> Act:
        """What is said of a row; a decision also tells how long it took, and what was suggested."""
        if kind in ("label", "skip"):
            payload["seconds"] = round(self._at.watch.seconds / len(self._at.run), 2)
            if len(self._at.run) == 1:
                payload |= self._suggesting.payload(_labels_of(payload))
        return Act(kind, self._at.page.article.n, *self._at.page.span(row), payload)

    def write(
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
        return self._answer(refreshed, events, after, decided=decided, go_on=go_on)

    def _answer(
        self, refreshed: Step, events: Sequence[Event], after: int | None, *, decided: bool, go_on: bool
    ) -> Step:
        """Show what was written, and go on to the row `after` it if asked."""
        today = self._at.tally.today
        shown = self._show(events)
        goal = self._goal_reached(today)
        new = sum(not was.decided or was.carried for _, was, _ in shown)
        if decided and new:
            self._at.watch.decided(new)  # a second decision on one sentence does not count as a second sentence
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

    def _asks_again(self, events: Sequence[Event], shown: Sequence[_Change], *, go_on: bool) -> bool:
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

    def _show(self, events: Sequence[Event]) -> list[_Change]:
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
        """The place to store with the decision, so that the desk opens at the next sentence even after a crash."""
        here = self._at.place
        row = self._queue.row_left() if after is None else after
        return Place(here.article, self._at.page.cuts[row].start, here.top)


def _labels_of(payload: Mapping[str, object]) -> tuple[str, ...]:
    """The labels that a decision gives; none for a skip."""
    labels = payload.get("labels", ())
    return tuple(map(str, labels)) if isinstance(labels, list | tuple) else ()
