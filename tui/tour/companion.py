"""The lesson beside the desk: it follows what is done there, and says above the article what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding

from labels.desk import Desk
from labels.desk.step import Call
from tui.keymap import Keymap
from tui.screens.companion import Act
from tui.tour.lesson import Did, Lesson
from tui.tour.panel import LessonPanel
from tui.tour.samples import Answer, answers
from tui.tour.script import Script
from tui.tour.words import field_keys


@dataclass(frozen=True, slots=True)
class _Moment:
    """Where the desk was before a verb, and what the codebook says of the sentence that was under the cursor."""

    article: int
    cursor: int
    answer: Answer | None


class TourCompanion:
    """Follows the work at a desk, verb by verb, and lets the lesson go on."""

    def __init__(self, desk: Desk, keymap: Keymap, lesson: Lesson) -> None:
        """Follow what is done at `desk`, with the keys of `keymap`."""
        self.lesson = lesson
        self._desk = desk
        self._keys = field_keys(desk.project.codebook, keymap)
        self._calls: list[Call] = []
        desk.listeners.append(self._calls.append)
        self.script = Script(lesson, self._keys, answers())
        self.panel = LessonPanel(self.script.everything_said(), self.script.every_body())

    @property
    def bindings(self) -> Sequence[Binding]:
        """The key that leaves an exercise out; the program of the tour does it."""
        return [leaving_out(self._keys["go_on"])]

    def show(self) -> None:
        """Paint the lesson, for the sentence under the cursor."""
        self.panel.show(self.script.page(self._sentence()))

    # -- following ---------------------------------------------------------------------------------------

    async def around_verb(self, act: Act) -> None:
        """Carry out one verb of the desk, and let the lesson follow."""
        before = self.moment()
        self._calls.clear()
        await act()
        if self._calls:
            self.hear(self._did(self._calls[0], before))

    async def around_search(self, act: Act) -> None:
        """Carry out a search, and let the lesson follow."""
        before = self.moment()
        await act()
        after, task = self.moment(), self.lesson.task
        # A search that comes back to the only place there is has found it as well.
        is_there = task is not None and bool(task.typed) and task.typed.casefold() in self._sentence().casefold()
        self.hear(Did("search", worked=is_there or after != before, opened=after.article != before.article))

    def heard(self, command: Literal["help", "import"]) -> None:
        """Follow what is no verb of the desk."""
        if command == "help":
            self.hear(Did("help"))
        else:
            self.lesson.remark("This is the tour’s own project: what you add to it goes when it ends.")
            self.show()

    def hear(self, did: Did) -> None:
        """Let the lesson follow, and show where it is."""
        self.lesson.heard(did)
        self.show()

    def moment(self) -> _Moment:
        """Where the desk is now."""
        return _Moment(self._desk.page.article.n, self._desk.cursor, answers().get(self._sentence()))

    def _sentence(self) -> str:
        """The sentence under the cursor; empty if there is none."""
        page, row = self._desk.page, self._desk.cursor
        return page.sentence(row) if row < len(page) else ""

    def _did(self, call: Call, before: _Moment) -> Did:
        after = self.moment()
        moved = (after.article, after.cursor) != (before.article, before.cursor)
        verb = {("move", 1): "next", ("move", -1): "previous"}.get((call.verb, *call.given), call.verb)
        if verb == "confirm" and call.step is not None and not call.step.rows:
            verb = "next_undecided"  # there was nothing to confirm: it went on, and nothing was decided
        label = self._desk.project.codebook.label(call.given[0]).name if call.verb == "label" else None
        return Did(
            verb,
            worked=call.step is not None and (moved or bool(call.step.rows)),
            rows=call.rows,
            label=label,
            answer=before.answer,
            opened=after.article != before.article,
            left=self._desk.page.left,
            notice=call.step.notice if call.step else "",
        )


def leaving_out(key: str) -> Binding:
    """The key that leaves an exercise out."""
    return Binding(key, "app.leave_out", "Leave this exercise out", show=False, id="tour.leave_out", priority=True)
