"""The review on screen: it turns keys into verbs of `labels.review.desk.ReviewDesk`, and its parts do the rest."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input

from labels.desk.step import Step
from labels.errors import UsageError
from labels.review.desk import ReviewDesk
from tui.keymap import Keymap
from tui.screens.bindings import with_bindings
from tui.screens.label_picker import LabelPicker
from tui.screens.program import Program
from tui.screens.review.companion import ReviewCompanion
from tui.screens.review.keys import review_bindings
from tui.screens.review.painter import ReviewPainter
from tui.screens.review.questions import ReviewQuestions
from tui.screens.review.verbs import ReviewVerbRunner
from tui.widgets.key_line import KeyLine
from tui.widgets.label_bar import LabelBar
from tui.widgets.question import Question
from tui.widgets.scroll_mark import ScrollMark
from tui.widgets.sentence_list import SentenceList


class ReviewScreen(Screen[None]):
    """The article with everybody's answers beside each sentence. `review_screen` makes it for a codebook."""

    BINDING_GROUP_TITLE = "Review"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (40, "-narrow"), (112, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (8, "-low"), (16, "-high"), (24, "-tall")]
    DEFAULT_CSS = """
    ReviewScreen { layout: vertical; overflow: hidden; }
    /* Containers that nothing is seen of are not drawn behind their parts with every key. */
    ReviewScreen #review-middle { height: 1fr; visibility: hidden; }
    ReviewScreen #review-text { visibility: hidden; }
    ReviewScreen SidePanel, ReviewScreen ScrollMark, ReviewScreen SentenceList { visibility: visible; }
    ReviewScreen SentenceList { width: 1fr; height: 1fr; min-width: 1; }
    ReviewScreen SidePanel { display: none; }
    ReviewScreen.-wide SidePanel { display: block; }
    ReviewScreen.-side-shown SidePanel { display: block; }
    ReviewScreen.-side-hidden SidePanel { display: none; }
    ReviewScreen.-flat ScrollMark, ReviewScreen.-slim ScrollMark { display: none; }
    ReviewScreen.-flat TitleLine, ReviewScreen.-flat LabelBar, ReviewScreen.-flat KeyLine { display: none; }
    ReviewScreen.-flat NoticeLine { display: none; }
    ReviewScreen.-low KeyLine, ReviewScreen.-low LabelBar { display: none; }
    ReviewScreen.-flat AnswerPanel, ReviewScreen.-low AnswerPanel { height: 1; }
    ReviewScreen.-high AnswerPanel { height: 2; }
    ReviewScreen.-high LabelBar { max-height: 1; }
    ReviewScreen.-tall LabelBar { max-height: 2; }
    """

    def __init__(
        self, desk: ReviewDesk, keymap: Keymap, program: Program, companion: ReviewCompanion | None = None
    ) -> None:
        """Review at `desk`; the keys of `keymap` were bound when the class was made."""
        super().__init__()
        self.desk = desk
        self.keymap = keymap
        self.companion = companion
        self._program = program
        self._painter = ReviewPainter(self, desk, keymap, program)
        widgets = self._painter.widgets
        self.rows, self.prompt = widgets.rows, widgets.prompt
        self._verbs = ReviewVerbRunner(self, desk, program, self._painter, companion)
        self._questions = ReviewQuestions(self, desk, keymap, program, self._painter)
        self._picker = LabelPicker(desk.project, self.prompt, widgets.label_bar, self.action_label)

    def compose(self) -> ComposeResult:
        widgets = self._painter.widgets
        yield widgets.title_line
        if self.companion is not None:
            yield self.companion.panel
        with Horizontal(id="review-middle"):
            yield widgets.side
            yield widgets.rows.mark
            with Vertical(id="review-text"):
                yield widgets.rows
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
        self._verbs.count()
        await self._questions.accept_first()

    @property
    def asking(self) -> bool:
        """Whether a question has the keyboard."""
        return any(child.asking for child in self.children if isinstance(child, Question))

    def hear(self, at: float) -> None:
        """Somebody is there, and pressed a key at this time, by a monotonic clock in seconds."""
        self.desk.watch.touch()
        self.desk.shown.typed(at)

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

    async def action_take(self, number: int) -> None:
        await self.do(lambda: self.desk.take(number))

    async def action_likely(self) -> None:
        await self.do(self.desk.likely)

    async def action_label(self, number: int) -> None:
        """Settle the sentence by label number `number` of the codebook."""
        id = self.desk.project.codebook.active[number].id
        await self.do(lambda: self.desk.give(id))

    def action_pick_label(self) -> None:
        self._picker.ask()

    async def action_skip(self) -> None:
        await self.do(self.desk.skip)

    async def action_clear(self) -> None:
        await self.do(self.desk.clear)

    async def action_later(self) -> None:
        await self.do(self.desk.later)

    async def action_take_all(self, letter: str) -> None:
        await self._questions.take_all_of(letter)

    def action_person(self) -> None:
        self._questions.person()

    async def action_accept(self) -> None:
        await self._questions.accept()

    async def action_undo(self) -> None:
        await self._questions.reverse("undo")

    async def action_redo(self) -> None:
        await self._questions.reverse("redo")

    # -- beside the decision -----------------------------------------------------------------------------

    async def action_reason(self, key: str) -> None:
        await self.do(lambda: self.desk.choose_reason(key))

    def action_add_reason(self) -> None:
        self._questions.reason()

    async def action_note(self) -> None:
        await self._questions.note()

    async def action_example(self, counter: bool) -> None:
        await self.do(lambda: self.desk.add_example(counter=counter))

    def action_third(self) -> None:
        self._questions.third()

    def action_send_back(self) -> None:
        self._questions.send_back()

    async def action_reveal(self) -> None:
        await self.do(self.desk.reveal)

    async def action_history(self) -> None:
        await self._questions.history()

    # -- moving ------------------------------------------------------------------------------------------

    async def action_move(self, by: int) -> None:
        await self.do(lambda: self.desk.move(by))

    async def action_page(self, direction: int) -> None:
        if self.rows.read_on(direction):
            return  # there is more of this sentence than the window holds
        up, down = self.rows.page_rows()
        await self.do(lambda: self.desk.go_to(down if direction > 0 else up))

    async def action_first(self) -> None:
        await self.do(self.desk.first)

    async def action_last(self) -> None:
        await self.do(self.desk.last)

    async def action_next_open(self) -> None:
        await self.do(self.desk.next_open)

    async def action_previous_open(self) -> None:
        await self.do(self.desk.previous_open)

    async def action_next_article(self) -> None:
        await self.do(self.desk.next_article)

    async def action_previous_article(self) -> None:
        await self.do(self.desk.previous_article)

    # -- the program -------------------------------------------------------------------------------------

    def action_toggle_side(self) -> None:
        shown, usual = self._painter.widgets.side.display, self.has_class("-wide")
        self.set_class(shown and usual, "-side-hidden")
        self.set_class(not shown and not usual, "-side-shown")
        self.call_after_refresh(self._painter.paint_around_again)

    async def action_choose_theme(self) -> None:
        await self._program.choose_theme(self.keymap)

    async def action_help(self) -> None:
        await self._questions.help()

    def action_back(self) -> None:
        """To the desk."""
        self.dismiss(None)

    async def action_quit(self) -> None:
        await self._program.action_quit()

    async def keep_words(self) -> bool:
        """Keep a note or a reason that is being typed, because somebody quits; whether that was possible."""
        return await self._questions.keep_half_written()

    def keep_words_at_once(self) -> None:
        """The same, because the program is being ended from outside."""
        self._questions.keep_half_written_at_once()

    # -- other events ------------------------------------------------------------------------------------

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

    @on(ScrollMark.Clicked)
    def _mark_clicked(self, event: ScrollMark.Clicked) -> None:
        self.rows.scroll_to_share(event.share)


def review_screen(
    desk: ReviewDesk, keymap: Keymap, program: Program, companion: ReviewCompanion | None = None
) -> ReviewScreen:
    """A review screen with the keys of the project's codebook, and with a `companion` where one follows the work."""
    more = companion.bindings if companion is not None else ()
    bindings = [*review_bindings(desk.project.codebook, keymap), *more]
    return with_bindings(ReviewScreen, bindings)(desk, keymap, program, companion)
