"""The lesson beside a review: it follows what is settled there, and says above the article what comes next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.binding import Binding

from labels.desk.step import Call
from labels.review.desk import ReviewDesk
from tui.keymap import Keymap
from tui.screens.companion import Act
from tui.tour.companion import leaving_out
from tui.tour.lesson import LABELLING, Did, Lesson
from tui.tour.panel import LessonPanel
from tui.tour.review.course import NOTHING_LEFT
from tui.tour.review.sample import coached_in_review, review_sample
from tui.tour.review.words import review_field_keys
from tui.tour.samples import Answer
from tui.tour.script import Script

#: What the lesson calls the verbs of a review.
_CALLED = {"give": "label", "next_open": "next_undecided", "previous_open": "previous_undecided"}

#: The verbs that need a conflict.
_NEED_CONFLICT = LABELLING | {"later", "next_undecided"}


@dataclass(frozen=True, slots=True)
class _Moment:
    """Where the review was before a verb, and what the codebook says of the sentence that was under the cursor."""

    article: int
    cursor: int
    answer: Answer | None


class ReviewTourCompanion:
    """Follows a review, verb by verb, and lets the lesson go on."""

    def __init__(self, desk: ReviewDesk, keymap: Keymap, lesson: Lesson, ended: Callable[[], None]) -> None:
        """Follow what is done at `desk`, with the keys of `keymap`; `ended` is called after the last exercise."""
        self.lesson = lesson
        self._desk = desk
        self._ended = ended
        self._keys = review_field_keys(desk.project.codebook, keymap)
        self._calls: list[Call] = []
        desk.listeners.append(self._calls.append)
        self.script = Script(lesson, self._keys, review_sample().answers, coached_in_review)
        self.panel = LessonPanel(self.script.everything_said(), self.script.every_body())

    @property
    def bindings(self) -> Sequence[Binding]:
        """The key that leaves an exercise out; the program of the tour does it."""
        return [leaving_out(self._keys["go_on"])]

    def show(self) -> None:
        """Paint the lesson, for the sentence under the cursor."""
        self.panel.show(self.script.page(self._desk.page.sentence(self._desk.cursor)))

    async def around_verb(self, act: Act) -> None:
        """Carry out one verb of the review, and let the lesson follow."""
        before = self._moment()
        self._calls.clear()
        await act()
        if self._calls:
            self._hear(self._did(self._calls[-1], before))  # the last one: a verb is heard after those that it uses

    def _hear(self, did: Did) -> None:
        was_over = self.lesson.over
        self.lesson.heard(did)
        if self.lesson.over and not was_over:
            self._ended()
        elif not did.left and self.lesson.task is not None and not _NEED_CONFLICT.isdisjoint(self.lesson.task.verbs):
            self.lesson.remark(NOTHING_LEFT)
        self.show()

    def _moment(self) -> _Moment:
        desk = self._desk
        answer = review_sample().answers.get(desk.page.sentence(desk.cursor))
        return _Moment(desk.page.article.n, desk.cursor, answer)

    def _did(self, call: Call, before: _Moment) -> Did:
        desk, step = self._desk, call.step
        moved = (desk.page.article.n, desk.cursor) != (before.article, before.cursor)
        changed = step is not None and bool(step.rows or step.reloaded)
        is_settled = changed and call.verb in ("take", "likely", "give")
        return Did(
            self._verb(call),
            worked=step is not None and (moved or changed or call.verb == "later"),
            label=self._settled_as(before) if is_settled else None,
            answer=before.answer,
            opened=desk.page.article.n != before.article,
            left=desk.open_here,
            notice=step.notice if step else "",
        )

    def _verb(self, call: Call) -> str:
        """What the lesson calls what was done; a move to what was said of a longer sentence has a name of its own."""
        if call.verb in ("move", "go_to", "first", "last") and self._desk.unit.carried:
            return "carried"
        return _CALLED.get(call.verb, call.verb)

    def _settled_as(self, before: _Moment) -> str | None:
        """The name of the one label by which the sentence was settled that was under the cursor."""
        desk = self._desk
        settled = desk.page.unit(before.cursor).settled if desk.page.article.n == before.article else None
        if settled is None or len(settled.labels) != 1:
            return None
        return desk.project.codebook.label(settled.labels[0]).name
