"""The desk with a lesson above the article. Everything below the lesson is the real desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.getters import query_one

from labels.desk import Desk, Step
from labels.desk.step import Call
from tui.keymap import Keymap
from tui.screens.desk import DeskScreen, desk_screen
from tui.tour.lesson import Did, Lesson
from tui.tour.panel import LessonPanel
from tui.tour.samples import Answer, answers
from tui.tour.script import Script
from tui.tour.words import field_keys
from tui.widgets.title_line import TitleLine

if TYPE_CHECKING:
    from tui.tour.app import TourApp


@dataclass(frozen=True, slots=True)
class _Moment:
    """Where the desk was before a verb, and what the codebook says of the sentence that was under the cursor."""

    article: int
    cursor: int
    answer: Answer | None


class TourScreen(DeskScreen):
    """A desk that follows a lesson. `tour_screen` makes it."""

    if TYPE_CHECKING:
        app = getters.app(TourApp)

    lesson: ClassVar[Lesson]
    panel = query_one(LessonPanel)

    def __init__(self, desk: Desk, keymap: Keymap) -> None:
        super().__init__(desk, keymap)
        self._calls: list[Call] = []
        desk.listeners.append(self._calls.append)
        self.script = Script(self.lesson, field_keys(desk.project.codebook, keymap))

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            yield widget
            if isinstance(widget, TitleLine):
                yield LessonPanel(self.script.everything_said(), self.script.every_body())

    def on_mount(self) -> None:  # the desk's own is called as well
        self.show_lesson()

    # -- following ---------------------------------------------------------------------------------------

    async def do(self, verb: Callable[[], Step]) -> None:
        before = self._moment()
        self._calls.clear()
        await super().do(verb)
        if self._calls:
            self.hear(self._did(self._calls[0], before))

    def action_help(self) -> None:
        super().action_help()
        self.hear(Did("help"))

    def action_open_files(self) -> None:
        super().action_open_files()
        self.lesson.remark("This is the tour’s own project: what you add to it goes when it ends.")
        self.show_lesson()

    async def _search_for(self, text: str) -> None:
        before = self._moment()
        await super()._search_for(text)
        after = self._moment()
        self.hear(Did("search", worked=after != before, opened=after.article != before.article))

    def hear(self, did: Did) -> None:
        """Let the lesson follow, and show where it is."""
        self.lesson.heard(did)
        self.show_lesson()

    def show_lesson(self) -> None:
        """Paint the lesson, for the sentence under the cursor."""
        self.panel.show(self.script.page(self._moment().answer))

    def _moment(self) -> _Moment:
        page, row = self.desk.page, self.desk.cursor
        answer = answers().get(page.sentence(row)) if row < len(page) else None
        return _Moment(page.article.n, row, answer)

    def _did(self, call: Call, before: _Moment) -> Did:
        after = self._moment()
        moved = (after.article, after.cursor) != (before.article, before.cursor)
        label = self.desk.project.codebook.label(call.given[0]).name if call.verb == "label" else None
        return Did(
            {("move", 1): "next", ("move", -1): "previous"}.get((call.verb, *call.given), call.verb),
            worked=call.step is not None and (moved or bool(call.step.rows)),
            rows=call.rows,
            label=label,
            answer=before.answer,
            opened=after.article != before.article,
            left=self.desk.page.left,
            notice=call.step.notice if call.step else "",
        )

    # -- keys of the lesson ------------------------------------------------------------------------------

    def action_leave_out(self) -> None:
        """Go on to the next exercise without this one."""
        if self.asking:
            self.prompt.action_give_up()
        already_over = self.lesson.over
        self.lesson.leave_out()
        self.show_lesson()
        if self.lesson.over and not already_over:
            self.app.show_outcome()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action == "leave_out" or super().check_action(action, parameters)


def tour_screen(desk: Desk, keymap: Keymap, lesson: Lesson) -> DeskScreen:
    """A desk screen for `desk` that follows `lesson`, with a key for leaving an exercise out."""
    key = field_keys(desk.project.codebook, keymap)["go_on"]
    leave_out = Binding(key, "leave_out", "Leave this exercise out", show=False, id="tour.leave_out", priority=True)
    base = type("TourScreen", (TourScreen,), {"BINDINGS": [leave_out], "lesson": lesson})
    return desk_screen(desk, keymap, base)
