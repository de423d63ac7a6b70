"""What a review asks: whether to settle what all agree on, reasons, notes, whom to send a sentence to; and its undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from textual.app import App
from textual.widget import AwaitMount, Widget

from labels.desk.describe import Way
from labels.desk.step import Step
from labels.errors import CopydeskError
from labels.review.desk import ReviewDesk
from labels.review.long_actions import plan_unanimous, reverse_when_free, settle_when_free
from labels.review.rules import GoldPlan, plan_in_words
from labels.values.progress import Cancelled, Progress
from labels.words import counted
from tui.keymap import Keymap
from tui.screens.confirmation import Plan, confirmation
from tui.screens.half_written import keep, keep_at_once
from tui.screens.program import Program
from tui.screens.review.painter import ReviewPainter
from tui.widgets.question import Answer

if TYPE_CHECKING:
    from tui.widgets.note_box import NoteBox

_REASON = "New reason:"
_NOBODY_LEFT = "Everybody decided this sentence already, but for leads, who saw the answers."
_DOING: dict[Way, str] = {"undo": "Undoing for", "redo": "Doing again for"}


class Asking(Protocol):
    """The screen that asks: what an answer leads to is done there."""

    @property
    def app(self) -> App[Any]:
        """The program."""

    def mount(self, *widgets: Widget, after: Widget) -> AwaitMount:
        """Put a question under another one."""

    async def do(self, verb: Callable[[], Step]) -> None:
        """Carry out a verb of the review and paint what it changed."""


class ReviewQuestions:
    """Asks one thing at a time, and does what is answered."""

    def __init__(
        self, screen: Asking, desk: ReviewDesk, keymap: Keymap, program: Program, painter: ReviewPainter
    ) -> None:
        """Ask on `screen`, in the line of `painter`."""
        self._screen = screen
        self._desk = desk
        self._keymap = keymap
        self._program = program
        self._painter = painter
        self._prompt = painter.widgets.prompt
        self._note_box: NoteBox | None = None

    async def accept_first(self) -> None:
        """Ask whether to settle what everybody agrees on, if there is anything; in a large project only when asked to.

        There it would take seconds, and the question would come while somebody types.
        """
        if self._desk.is_small:
            planned = self._desk.plan_unanimous()
            if planned.units:
                await self._ask(planned)

    async def accept(self) -> None:
        """Ask whether to settle what everybody agrees on; keys wait while it is looked for, and Escape stops that."""
        desk, codebook = self._desk, self._desk.project.codebook
        self._painter.tell("Looking for what everybody agrees on … Escape stops.")
        try:
            planned = await self._program.waiting.thread(
                lambda stop: plan_unanimous(desk.project.path, codebook, desk.is_reviewed, Progress(cancelled=stop))
            )
        except Cancelled:
            self._painter.paint_around("Stopped. Nothing was written.")
        except CopydeskError as error:
            self._screen.app.notify(str(error), severity="error", markup=False)
        else:
            if planned.units:
                await self._ask(planned)
            else:
                self._painter.paint_around("There is nothing unsettled on which everybody agrees.")

    async def _ask(self, planned: GoldPlan) -> None:
        project = self._desk.project
        plan = Plan(
            plan_in_words(planned, project.codebook),
            len(planned.units),
            partial(settle_when_free, project.path, project.journal, planned),
        )
        await self._screen.app.push_screen(confirmation(plan, self._program.waiting, self._keymap), self._accepted)

    async def _accepted(self, done: int | None) -> None:
        if done is None:
            self._painter.paint_around("Nothing was settled.")
        else:
            await self._screen.do(lambda: self._desk.accepted(done))

    async def reverse(self, way: Way) -> None:
        """Undo or redo what was done last in a review; in a thread where it was about very many sentences."""
        desk = self._desk
        count = desk.long_way(way)
        if not count:
            await self._screen.do(desk.undo if way == "undo" else desk.redo)
            return
        self._painter.tell(f"{_DOING[way]} {counted(count, 'sentence')} … Escape stops, and leaves all as it was.")
        project = desk.project
        try:
            reversal = await self._program.waiting.thread(
                lambda stop: reverse_when_free(project.path, project.journal, way, Progress(cancelled=stop))
            )
        except Cancelled:
            self._painter.paint_around("Stopped. All is as it was.")
        except CopydeskError as error:
            self._screen.app.notify(str(error), severity="error", markup=False)
            self._painter.paint_around("")
        else:
            await self._screen.do(lambda: desk.revisit(way, reversal))

    def reason(self) -> None:
        """Ask for a reason in words; it gets a letter, and goes with the next settlement."""
        desk = self._desk
        self._prompt.ask(_REASON, lambda words: self._screen.do(lambda: desk.add_reason(words)))

    @property
    def half_written(self) -> Callable[[], Step] | None:
        """What keeps the note or the reason that is being typed; None where there are no words to keep."""
        desk, unit = self._desk, self._desk.unit
        if self._note_box is not None and self._note_box.question.asking:
            note = unit.settled.note if unit.settled is not None else unit.note
            text = self._note_box.typed.strip()
            return (lambda: desk.note(text)) if text and text != note else None
        if self._prompt.asking and self._prompt.asked == _REASON:
            words = self._prompt.typed.strip()
            return (lambda: desk.add_reason(words)) if words else None
        return None

    async def keep_half_written(self) -> bool:
        """Keep what is being typed before the program ends; whether that was possible."""
        await self._prompt.question.settled()
        if self._note_box is not None:
            await self._note_box.question.settled()
        return await keep(self._program, lambda: self.half_written, self._screen.do)

    def keep_half_written_at_once(self) -> None:
        """Keep what is being typed while the program is being ended."""
        keep_at_once(self._program, lambda: self.half_written, self._desk)

    async def note(self) -> None:
        """Ask for a note of several lines."""
        from tui.widgets.note_box import NoteBox

        desk = self._desk
        if self._note_box is None:
            self._note_box = NoteBox()
            await self._screen.mount(self._note_box.question, after=self._prompt.question)
        unit = desk.unit
        note = unit.settled.note if unit.settled is not None else unit.note
        self._note_box.ask(note, lambda text: self._screen.do(lambda: desk.note(text.strip())))

    async def take_all_of(self, letter: str) -> None:
        """Settle the rest of the article as somebody answered, after asking. If there is nothing to settle, say why.

        Asked, because a terminal sends Alt and a letter for Escape and a letter typed fast, and for Ctrl and an arrow.
        """
        desk = self._desk
        count = desk.answered_from_here(letter)
        if not count:
            await self._screen.do(lambda: desk.take_all_of(letter))
            return
        who = desk.who(desk.page.person_with(letter) or 0)
        question = f"Settle {counted(count, 'conflict')}, from here to the end of the article, as {who} answered?"
        plan = Plan(question, count, lambda progress: letter)
        await self._screen.app.push_screen(confirmation(plan, self._program.waiting, self._keymap), self._take_all_of)

    async def _take_all_of(self, letter: str | None) -> None:
        if letter is None:
            self._painter.paint_around("Nothing was settled.")
        else:
            await self._screen.do(lambda: self._desk.take_all_of(letter))

    def person(self) -> None:
        """Ask as whom to settle the rest of the article."""
        desk = self._desk
        letters = ", ".join(sorted(desk.page.letters.values())) or "nobody"
        ask = f"Settle the rest of the article as who answered ({letters}):"
        self._prompt.ask(ask, self._person)

    async def _person(self, letter: str) -> None:
        if letter.strip():
            await self.take_all_of(letter.strip().upper())

    # The questions below always come, and come again after an answer that cannot be. Otherwise a name or a reason that
    # is typed ahead would be read as keys that settle.

    def third(self) -> None:
        """Ask who is to decide the sentence that has not seen it yet."""
        people = self._desk.third_people()
        self._prompt.ask(f"Who decides it ({', '.join(people) or 'nobody can'}):", self._third, *people[:1], anew=True)
        if not people:
            self._prompt.refuse(_NOBODY_LEFT, 0)

    async def _third(self, name: str) -> None:
        name = name.strip()
        if not name:
            return
        if refused := self._desk.not_third(name):
            self._ask_again(self._third, name, refused)
        else:
            await self._screen.do(lambda: self._desk.ask_third(name))

    def send_back(self) -> None:
        """Ask to whom the sentence goes back, and why."""
        letters = self._desk.letters_of_votes()
        self._prompt.ask(f"Send back to ({', '.join(letters) or 'nobody'}):", self._send_back_to)
        if not letters:
            self._prompt.refuse("Nobody decided this sentence.", 0)

    def _send_back_to(self, letter: str) -> None:
        desk = self._desk
        if not letter.strip():
            return
        if refused := desk.not_theirs(letter):
            self._ask_again(self._send_back_to, letter, refused)
        else:
            self._prompt.ask("Why:", lambda why: self._screen.do(lambda: desk.send_back(letter, why)))

    def _ask_again(self, answer: Answer, typed: str, refused: str) -> None:
        """Ask the same question again, and say why it could not be what was typed."""
        self._prompt.ask(self._prompt.asked, answer, typed, anew=True)
        self._prompt.question.tell(refused)

    async def history(self) -> None:
        """Show everything that was said about the sentence under the cursor.

        This names people, so the journal records it.
        """
        from tui.screens.history import history_screen

        desk, project = self._desk, self._desk.project
        await self._screen.do(desk.reveal)
        entries = project.events.history_of(desk.page.article.n, desk.page.span(desk.cursor), project.viewer)
        screen = history_screen(
            desk.page.sentence(desk.cursor), entries, project.codebook, lambda entry: False, self._keymap
        )
        await self._screen.app.push_screen(screen)

    async def help(self) -> None:
        """Show every key of the review, and the codebook."""
        from tui.screens.help import help_screen
        from tui.screens.help_parts import review_parts

        parts = review_parts(self._desk.project.codebook, self._desk.reasons.all, self._keymap)
        await self._screen.app.push_screen(help_screen(parts, self._keymap, self._keymap.elsewhere["review_help"]))
