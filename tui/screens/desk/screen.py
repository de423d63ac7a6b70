"""The desk on screen: it turns keys into verbs of `labels.desk.Desk`, and its controllers do the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input

from labels.delegation import delegated
from labels.desk import Desk, Step
from tui.keymap import Keymap
from tui.screens.article_layout import WIDTHS, article_style, middle_of, toggle_side
from tui.screens.bindings import with_bindings
from tui.screens.desk.boundaries import BoundaryController
from tui.screens.desk.finding import FindController
from tui.screens.desk.keys import desk_bindings
from tui.screens.desk.label_keys import LabelKeys
from tui.screens.desk.mode import Mode
from tui.screens.desk.other_screens import OtherScreens
from tui.screens.desk.painter import Painter
from tui.screens.desk.questions import QuestionController
from tui.screens.desk.undo import UndoController
from tui.screens.label_picker import LabelPicker
from tui.screens.program import Program
from tui.screens.unbound_keys import does_nothing
from tui.screens.verbs import VerbRunner, verb
from tui.widgets.key_line import KeyLine
from tui.widgets.label_bar import LabelBar
from tui.widgets.question import Question
from tui.widgets.sentence_list import SentenceList

if TYPE_CHECKING:
    from tui.screens.desk.companion import DeskCompanion


class DeskScreen(Screen[None]):
    """The article as running text with a decision beside each sentence. `desk_screen` makes it for a codebook."""

    BINDING_GROUP_TITLE = "Desk"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (7, "-low"), (16, "-high"), (24, "-tall")]
    DEFAULT_CSS = article_style(
        "DeskScreen",
        """
        DeskScreen.-at-finish LabelBar { display: none; }
        DeskScreen.-low FinishPanel, DeskScreen.-flat FinishPanel { max-height: 1; }
        DeskScreen.-low LabelBar { max-height: 1; }
        DeskScreen.-high LabelBar { max-height: 3; }
        DeskScreen.-tall LabelBar { max-height: 4; }
        """,
    )

    def __init__(self, desk: Desk, keymap: Keymap, program: Program, companion: DeskCompanion | None = None) -> None:
        """Work at `desk`; the keys of `keymap` were bound when the class was made."""
        super().__init__()
        self.desk = desk
        self.keymap = keymap
        self.companion = companion
        self._program = program
        self._mode = Mode(keymap)
        painter = self._painter = Painter(self, desk, keymap, program, self._mode)
        widgets = painter.widgets
        self.rows, self.prompt = widgets.rows, widgets.prompt
        self._verbs = VerbRunner(
            self, desk, program, painter, companion, before=painter.leave_splitting, after_error=painter.take_in
        )
        self._label_keys = LabelKeys(desk, self._verbs, painter, self._mode)
        self._boundaries = BoundaryController(desk, self._verbs, painter, self._mode)
        self._undo = UndoController(self, desk, program.waiting, self._verbs, painter)
        self._find = FindController(desk, keymap, program.waiting, self._verbs, painter, companion)
        self._others = OtherScreens(self, desk, keymap, program, self._verbs, painter)
        self._questions = QuestionController(self, desk, program, self._verbs, self.prompt)
        self._picker = LabelPicker(desk.project, self.prompt, widgets.label_bar, self._label_keys.press)

    def compose(self) -> ComposeResult:
        widgets = self._painter.widgets
        yield widgets.title_line
        if self.companion is not None:
            yield self.companion.panel
        yield from middle_of(widgets)
        yield widgets.finish_panel
        yield widgets.label_bar
        yield widgets.notice_line
        yield widgets.prompt.question
        yield KeyLine(lambda: None if self.asking else self._painter.key_hints)

    def on_mount(self) -> None:
        self._painter.begin()
        if self.companion is not None:
            self.companion.show()
        for warning in self.keymap.warnings:
            self.app.notify(warning, severity="warning", markup=False)
        self.set_interval(1.0, self._tick)
        self.app.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    def on_unmount(self) -> None:
        self.app.app_resume_signal.unsubscribe(self)  # it would keep the screen for good
        self.desk.settle()

    @property
    def asking(self) -> bool:
        """Whether a question has the keyboard."""
        # Asked with every key. Questions are children of the screen itself, so the whole tree need not be searched.
        return any(child.asking for child in self.children if isinstance(child, Question))

    def hear(self, event: events.Event) -> None:
        """Somebody is there. A key that is not waited for ends what was to come of the next one."""
        self.desk.watch.touch()
        self.desk.suggesting.typed(event.time)
        self.desk.verbs.pause.typed(event.time)
        self._painter.suggestions.key_typed()
        is_for_desk = isinstance(event, events.Key | events.Paste) and not self.asking and self.app.screen is self
        is_waited_for = isinstance(event, events.Key) and self._mode.continues_with(event.key, event.character)
        self._painter.next_key(ends=is_for_desk and not is_waited_for)

    def on_screen_resume(self) -> None:
        self._painter.seen_again()

    async def do(self, verb: Callable[[], Step]) -> None:
        """Carry out a verb of the desk and paint what it changed."""
        await self._verbs.do(verb)

    def _tick(self) -> None:
        """Once a second: what other processes wrote, and a place that could not be kept at once."""
        self.desk.settle()
        if self.asking or self.app.screen is not self:
            return  # a new codebook would turn what is being typed into label keys
        if self._mode.next_label is None:  # the label key that is waited for is one of those on screen now
            self._painter.take_in()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self._program.leaving:
            return False
        if action.startswith("split_"):
            return self._mode.split is not None and not self.asking
        # While a question is asked the keys belong to it; so do letters, even if somebody quits by one.
        if not (self.asking and hasattr(type(self), f"action_{action}")):
            return True
        if action == "focus_on" and self._questions.asking_for_focus:
            return True
        return action == "quit" and not any(len(key) == 1 for key in self.keymap.commands["quit"])

    # -- deciding ----------------------------------------------------------------------------------------

    action_label = delegated("_label_keys", LabelKeys.press)
    action_toggle_label = delegated("_label_keys", LabelKeys.toggle)
    action_next_label = delegated("_label_keys", LabelKeys.wait_for)
    action_pick_label = delegated("_picker", LabelPicker.ask)
    action_skip = verb(Desk.skip)
    action_confirm = verb(Desk.confirm)
    action_repeat = verb(Desk.repeat)
    action_toggle_suggestions = verb(Desk.toggle_suggestions)
    action_clear = verb(Desk.clear)
    action_flag = verb(Desk.flag)
    action_flag_because = delegated("_questions", QuestionController.flag_reason)
    action_note = delegated("_questions", QuestionController.note)

    async def action_undo(self) -> None:
        await self._undo.go("undo")

    async def action_redo(self) -> None:
        await self._undo.go("redo")

    async def action_history(self) -> None:
        await self._undo.show_history(self.keymap)

    # -- moving ------------------------------------------------------------------------------------------

    action_move = verb(Desk.move)
    action_first = verb(Desk.first)
    action_last = verb(Desk.last)
    action_next_undecided = verb(Desk.next_undecided)
    action_previous_undecided = verb(Desk.previous_undecided)
    action_next_article = verb(Desk.next_article)
    action_previous_article = verb(Desk.previous_article)
    action_extend = verb(Desk.extend)
    action_select = verb(Desk.toggle_selection)

    async def action_page(self, direction: int) -> None:
        if self.rows.read_on(direction):
            self._painter.keep_top()  # there is more of this sentence than the window holds
            return
        up, down = self.rows.page_rows()
        await self.do(lambda: self.desk.go_to(down if direction > 0 else up))

    async def action_drop(self) -> None:
        """Drop the selection, what the next label key was to do, and the marks of a search."""
        self._mode.next_label = None
        self.rows.highlight(None)
        await self.do(self.desk.drop_selection)

    # -- boundaries --------------------------------------------------------------------------------------

    action_split = delegated("_boundaries", BoundaryController.split)
    action_split_here = delegated("_boundaries", BoundaryController.split_here)
    action_split_move = delegated("_boundaries", BoundaryController.move)
    action_split_likely = delegated("_boundaries", BoundaryController.next_likely)
    action_join = delegated("_boundaries", BoundaryController.join)

    # -- finding -----------------------------------------------------------------------------------------

    action_search = delegated("_find", FindController.ask)
    action_search_again = delegated("_find", FindController.again)
    action_focus_on = delegated("_questions", QuestionController.focus)
    action_go_to = delegated("_questions", QuestionController.place)
    action_browse = delegated("_others", OtherScreens.list)

    # -- the program -------------------------------------------------------------------------------------

    action_export = delegated("_questions", QuestionController.export)
    action_dashboard = delegated("_others", OtherScreens.dashboard)
    action_agreement = delegated("_others", OtherScreens.agreement)
    action_review = delegated("_others", OtherScreens.review)
    action_feedback = delegated("_others", OtherScreens.feedback)
    keep_words = delegated("_questions", QuestionController.keep_half_written)
    keep_words_at_once = delegated("_questions", QuestionController.keep_half_written_at_once)

    def action_open_files(self) -> None:
        self._questions.files()
        if self.companion is not None:
            self.companion.heard("import")

    def action_toggle_side(self) -> None:
        toggle_side(self, self._painter.widgets.side, self._painter.paint_around_again)

    async def action_choose_theme(self) -> None:
        await self._program.choose_theme(self.keymap)

    def action_help(self) -> None:
        self._others.help()
        if self.companion is not None:
            self.companion.heard("help")

    async def action_palette(self) -> None:
        await self.run_action("app.command_palette")

    async def action_quit(self) -> None:
        await self._program.action_quit()

    def action_suspend(self) -> None:
        self.app.action_suspend_process()

    # -- other events ------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Say that a key does nothing: what does something was bound, and does not come here."""
        if not self.asking and not self._program.leaving:
            self._painter.paint_around(does_nothing(event, self.keymap.commands["help"][0]))

    def on_paste(self, event: events.Paste) -> None:
        """Say that pasted text does nothing: a question takes it before it comes here."""
        if not self.asking and not self._program.leaving:
            self._painter.paint_around("Pasted text does nothing here.")

    def on_resize(self) -> None:
        self.call_after_refresh(self._painter.paint_around_again)

    def on_descendant_focus(self) -> None:
        """A question is asked: what the keys of the desk do is no hint for it."""
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
        if self.asking:
            return
        if self._mode.split is not None and event.index == self.desk.cursor and event.offset is not None:
            self._boundaries.mark(event.offset)
        else:
            # Behind the keys that are waiting already.
            self.app.call_later(self._go_to_clicked, event.index)

    async def _go_to_clicked(self, index: int) -> None:
        self._painter.next_key(ends=True)
        await self.do(lambda: self.desk.go_to(index))

    @on(LabelBar.LabelClicked)
    def _label_clicked(self, event: LabelBar.LabelClicked) -> None:
        if not self.asking:
            self.app.call_later(self._label_keys.press, event.index)

    @on(SentenceList.PlaceScrolled)
    def _scrolled(self) -> None:
        self._painter.keep_top()


def desk_screen(desk: Desk, keymap: Keymap, program: Program, companion: DeskCompanion | None = None) -> DeskScreen:
    """A desk screen with the keys of the desk's codebook, and with a `companion` where one follows the work."""
    more = companion.bindings if companion is not None else ()
    bindings = [*desk_bindings(desk.project.codebook, keymap), *more]
    return with_bindings(DeskScreen, bindings)(desk, keymap, program, companion)
