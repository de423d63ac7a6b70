"""The review on screen: it turns keys into verbs of `labels.review.desk.ReviewDesk`, and its parts do the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input

from labels.delegation import delegated
from labels.desk.step import Step
from labels.errors import UsageError
from labels.review.desk import ReviewDesk
from tui.keymap import Keymap
from tui.screens.article_layout import WIDTHS, article_style, middle_of, toggle_side
from tui.screens.bindings import with_bindings
from tui.screens.label_picker import LabelPicker
from tui.screens.program import Program
from tui.screens.review.keys import review_bindings
from tui.screens.review.painter import ReviewPainter
from tui.screens.review.questions import ReviewQuestions
from tui.screens.unbound_keys import does_nothing
from tui.screens.verbs import VerbRunner, verb
from tui.widgets.key_line import KeyLine
from tui.widgets.label_bar import LabelBar
from tui.widgets.question import Question
from tui.widgets.sentence_list import SentenceList

if TYPE_CHECKING:
    from tui.screens.companion import Companion


class ReviewScreen(Screen[None]):
    """The article with everybody's answers beside each sentence. `review_screen` makes it for a codebook."""

    BINDING_GROUP_TITLE = "Review"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (8, "-low"), (16, "-high"), (24, "-tall")]
    DEFAULT_CSS = article_style(
        "ReviewScreen",
        """
        ReviewScreen.-low LabelBar { display: none; }
        ReviewScreen.-flat AnswerPanel, ReviewScreen.-low AnswerPanel { height: 1; }
        ReviewScreen.-high AnswerPanel { height: 2; }
        ReviewScreen.-high LabelBar { max-height: 1; }
        ReviewScreen.-tall LabelBar { max-height: 2; }
        """,
    )

    def __init__(self, desk: ReviewDesk, keymap: Keymap, program: Program, companion: Companion | None = None) -> None:
        """Review at `desk`; the keys of `keymap` were bound when the class was made."""
        super().__init__()
        self.desk = desk
        self.keymap = keymap
        self.companion = companion
        self._program = program
        self._painter = ReviewPainter(self, desk, keymap, program)
        widgets = self._painter.widgets
        self.rows, self.prompt = widgets.rows, widgets.prompt
        self._verbs = VerbRunner(self, desk, program, self._painter, companion)
        self._questions = ReviewQuestions(self, desk, keymap, program, self._painter)
        self._picker = LabelPicker(desk.project, self.prompt, widgets.label_bar, self.action_label)

    def compose(self) -> ComposeResult:
        widgets = self._painter.widgets
        yield widgets.title_line
        if self.companion is not None:
            yield self.companion.panel
        yield from middle_of(widgets)
        yield widgets.answers
        yield widgets.label_bar
        yield widgets.notice_line
        yield widgets.prompt.question
        yield KeyLine()

    async def on_mount(self) -> None:
        self._painter.begin()
        if self.companion is not None:
            self.companion.show()
        self.set_interval(1.0, self._tick)
        self._painter.counts.count()
        await self._questions.accept_first()

    @property
    def asking(self) -> bool:
        """Whether a question has the keyboard."""
        return any(child.asking for child in self.children if isinstance(child, Question))

    def hear(self, event: events.Event) -> None:
        """Somebody is there."""
        self.desk.watch.touch()
        self.desk.shown.typed(event.time)

    def give_up_question(self) -> None:
        """Take away the question that has the keyboard, unanswered."""
        for child in self.children:
            if isinstance(child, Question) and child.asking:
                child.action_give_up()

    async def do(self, verb: Callable[[], Step]) -> None:
        """Carry out a verb of the review and paint what it changed; wait while another program is writing."""
        await self._verbs.do(verb)

    def _tick(self) -> None:
        """Once a second: what other processes wrote."""
        if self.asking or self.app.screen is not self:
            return
        try:
            self._painter.take_in()
        except UsageError as error:  # somebody else leads now
            self.app.notify(str(error), severity="warning", markup=False)
            self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self._program.leaving:
            return False
        if not (self.asking and hasattr(type(self), f"action_{action}")):
            return True
        return action == "quit" and not any(len(key) == 1 for key in self.keymap.elsewhere["review_quit"])

    # -- settling ----------------------------------------------------------------------------------------

    action_take = verb(ReviewDesk.take)
    action_likely = verb(ReviewDesk.likely)
    action_skip = verb(ReviewDesk.skip)
    action_clear = verb(ReviewDesk.clear)
    action_later = verb(ReviewDesk.later)
    action_pick_label = delegated("_picker", LabelPicker.ask)
    action_take_all = delegated("_questions", ReviewQuestions.take_all_of)
    action_person = delegated("_questions", ReviewQuestions.person)
    action_accept = delegated("_questions", ReviewQuestions.accept)

    async def action_label(self, number: int) -> None:
        """Settle the sentence by label number `number` of the codebook."""
        id = self.desk.project.codebook.active[number].id
        await self.do(lambda: self.desk.give(id))

    async def action_undo(self) -> None:
        await self._questions.reverse("undo")

    async def action_redo(self) -> None:
        await self._questions.reverse("redo")

    # -- beside the decision -----------------------------------------------------------------------------

    action_reason = verb(ReviewDesk.choose_reason)
    action_add_reason = delegated("_questions", ReviewQuestions.reason)
    action_note = delegated("_questions", ReviewQuestions.note)
    action_third = delegated("_questions", ReviewQuestions.third)
    action_send_back = delegated("_questions", ReviewQuestions.send_back)
    action_reveal = verb(ReviewDesk.reveal)
    action_history = delegated("_questions", ReviewQuestions.history)

    async def action_example(self, counter: bool) -> None:
        await self.do(lambda: self.desk.add_example(counter=counter))

    # -- moving ------------------------------------------------------------------------------------------

    action_move = verb(ReviewDesk.move)
    action_first = verb(ReviewDesk.first)
    action_last = verb(ReviewDesk.last)
    action_next_open = verb(ReviewDesk.next_open)
    action_previous_open = verb(ReviewDesk.previous_open)
    action_next_article = verb(ReviewDesk.next_article)
    action_previous_article = verb(ReviewDesk.previous_article)

    async def action_page(self, direction: int) -> None:
        if self.rows.read_on(direction):
            return  # there is more of this sentence than the window holds
        up, down = self.rows.page_rows()
        await self.do(lambda: self.desk.go_to(down if direction > 0 else up))

    # -- the program -------------------------------------------------------------------------------------

    action_help = delegated("_questions", ReviewQuestions.help)
    keep_words = delegated("_questions", ReviewQuestions.keep_half_written)
    keep_words_at_once = delegated("_questions", ReviewQuestions.keep_half_written_at_once)

    def action_toggle_side(self) -> None:
        toggle_side(self, self._painter.widgets.side, self._painter.paint_around_again)

    async def action_choose_theme(self) -> None:
        await self._program.choose_theme(self.keymap)

    def action_back(self) -> None:
        """To the desk."""
        self.dismiss(None)

    async def action_quit(self) -> None:
        await self._program.action_quit()

    # -- other events ------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Say that a key does nothing: what does something was bound, and does not come here."""
        if not self.asking and not self._program.leaving:
            self._painter.paint_around(does_nothing(event, self.keymap.commands["help"][0]))

    def on_resize(self) -> None:
        self.call_after_refresh(self._painter.paint_around_again)

    def on_descendant_focus(self) -> None:
        self._painter.paint_around_again()

    def on_descendant_blur(self) -> None:
        """A question is over: the cursor of the terminal goes back to the sentence, and all labels are shown."""
        self.call_after_refresh(self.rows.place_terminal_cursor)
        self._picker.follow()
        self._painter.paint_around_again()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._picker.follow()

    @on(SentenceList.SentenceClicked)
    def _clicked(self, event: SentenceList.SentenceClicked) -> None:
        if not self.asking:
            self.app.call_later(self.do, lambda: self.desk.go_to(event.index))

    @on(LabelBar.LabelClicked)
    def _label_clicked(self, event: LabelBar.LabelClicked) -> None:
        if not self.asking:
            self.app.call_later(self.action_label, event.index)


def review_screen(
    desk: ReviewDesk, keymap: Keymap, program: Program, companion: Companion | None = None
) -> ReviewScreen:
    """A review screen with the keys of the project's codebook, and with a `companion` where one follows the work."""
    more = companion.bindings if companion is not None else ()
    bindings = [*review_bindings(desk.project.codebook, keymap), *more]
    return with_bindings(ReviewScreen, bindings)(desk, keymap, program, companion)
