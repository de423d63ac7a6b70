"""The desk on screen: it turns keys into verbs of `labels.desk.Desk`, and its controllers do the rest."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input

from labels.desk import Desk, Step
from tui.key_names import key_cap
from tui.keymap import Keymap
from tui.screens.bindings import with_bindings
from tui.screens.desk.boundaries import BoundaryController
from tui.screens.desk.companion import Companion
from tui.screens.desk.finding import FindController
from tui.screens.desk.keys import desk_bindings
from tui.screens.desk.mode import Mode, NextLabel
from tui.screens.desk.other_screens import OtherScreens
from tui.screens.desk.painter import Painter
from tui.screens.desk.questions import QuestionController
from tui.screens.desk.undo import UndoController
from tui.screens.desk.verbs import VerbRunner
from tui.screens.label_picker import LabelPicker
from tui.screens.program import Program
from tui.widgets.key_line import KeyLine
from tui.widgets.label_bar import LabelBar
from tui.widgets.question import Question
from tui.widgets.scroll_mark import ScrollMark
from tui.widgets.sentence_list import SentenceList


class DeskScreen(Screen[None]):
    """The article as running text with a decision beside each sentence. `desk_screen` makes it for a codebook."""

    BINDING_GROUP_TITLE = "Desk"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (40, "-narrow"), (112, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (7, "-low"), (16, "-high"), (24, "-tall")]
    DEFAULT_CSS = """
    DeskScreen { layout: vertical; overflow: hidden; }
    /* Containers that nothing is seen of are not drawn behind their parts with every key. */
    DeskScreen #desk-middle { height: 1fr; visibility: hidden; }
    DeskScreen #desk-text { visibility: hidden; }
    DeskScreen SidePanel, DeskScreen ScrollMark, DeskScreen SentenceList { visibility: visible; }
    DeskScreen SentenceList { width: 1fr; height: 1fr; min-width: 1; }
    DeskScreen SidePanel { display: none; }
    DeskScreen.-flat ScrollMark, DeskScreen.-slim ScrollMark { display: none; }
    DeskScreen.-wide SidePanel { display: block; }
    DeskScreen.-side-shown SidePanel { display: block; }
    DeskScreen.-side-hidden SidePanel { display: none; }
    DeskScreen.-flat TitleLine, DeskScreen.-flat LabelBar, DeskScreen.-flat KeyLine { display: none; }
    DeskScreen.-flat NoticeLine { display: none; }
    DeskScreen.-low KeyLine { display: none; }
    DeskScreen.-at-finish LabelBar { display: none; }
    DeskScreen.-low FinishPanel, DeskScreen.-flat FinishPanel { max-height: 1; }
    DeskScreen.-low LabelBar { max-height: 1; }
    DeskScreen.-high LabelBar { max-height: 3; }
    DeskScreen.-tall LabelBar { max-height: 4; }
    """

    def __init__(self, desk: Desk, keymap: Keymap, program: Program, companion: Companion | None = None) -> None:
        """Work at `desk`; the keys of `keymap` were bound when the class was made."""
        super().__init__()
        self.desk = desk
        self.keymap = keymap
        self.companion = companion
        self._program = program
        self._mode = Mode(keymap)
        self._painter = Painter(self, desk, keymap, program, self._mode)
        widgets = self._painter.widgets
        self.rows, self.prompt = widgets.rows, widgets.prompt
        self._verbs = VerbRunner(self, desk, program, self._painter, companion)
        self._boundaries = BoundaryController(desk, self._verbs, self._painter, self._mode)
        self._undo = UndoController(self, desk, program.waiting, self._verbs, self._painter)
        self._find = FindController(desk, keymap, program.waiting, self._verbs, self._painter, companion)
        self._others = OtherScreens(self, desk, keymap, program, self._verbs, self._painter)
        self._questions = QuestionController(self, desk, program, self._verbs, self.prompt)
        self._picker = LabelPicker(desk.project, self.prompt, widgets.label_bar, self.action_label)

    def compose(self) -> ComposeResult:
        widgets = self._painter.widgets
        yield widgets.title_line
        if self.companion is not None:
            yield self.companion.panel
        with Horizontal(id="desk-middle"):
            yield widgets.side
            yield widgets.rows.mark
            with Vertical(id="desk-text"):
                yield widgets.rows
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

    def hear(self, at: float) -> None:
        """Somebody is there, and pressed a key at this time, by a monotonic clock in seconds."""
        self.desk.watch.touch()
        self.desk.suggesting.typed(at)
        self._painter.suggestions.key_typed()

    def on_screen_resume(self) -> None:
        self._painter.suggestions.seen_again()

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

    async def action_label(self, number: int) -> None:
        """Give label number `number` of the codebook and go on; after `add`, add it or take it away and stay."""
        id = self.desk.project.codebook.active[number].id
        wanted, self._mode.next_label = self._mode.next_label, None
        if wanted == "add":
            await self.do(lambda: self.desk.toggle(id))
        elif wanted is not None:
            await self.do(lambda: self.desk.add_example(id, counter=wanted == "counter-example"))
        else:
            await self.do(lambda: self.desk.label(id))

    async def action_toggle_label(self, number: int) -> None:
        """Add label number `number` to the sentence or take it away, and stay."""
        id = self.desk.project.codebook.active[number].id
        await self.do(lambda: self.desk.toggle(id))

    def action_pick_label(self) -> None:
        """Ask for a label by its name; it does what its key would do."""
        self._picker.ask()

    def action_next_label(self, wanted: NextLabel) -> None:
        """Let the next label key do something else than label; the same command again ends that."""
        self._mode.next_label = None if self._mode.next_label == wanted else wanted
        self._painter.paint_around("")

    async def action_skip(self) -> None:
        await self.do(self.desk.skip)

    async def action_confirm(self) -> None:
        await self.do(self.desk.confirm)

    async def action_repeat(self) -> None:
        await self.do(self.desk.repeat)

    async def action_toggle_suggestions(self) -> None:
        await self.do(self.desk.toggle_suggestions)

    async def action_clear(self) -> None:
        await self.do(self.desk.clear)

    async def action_undo(self) -> None:
        await self._undo.go("undo")

    async def action_redo(self) -> None:
        await self._undo.go("redo")

    async def action_history(self) -> None:
        await self._undo.show_history(self.keymap)

    async def action_flag(self) -> None:
        await self.do(self.desk.flag)

    def action_flag_because(self) -> None:
        self._questions.flag_reason()

    async def action_note(self) -> None:
        await self._questions.note()

    # -- moving ------------------------------------------------------------------------------------------

    async def action_move(self, by: int) -> None:
        await self.do(lambda: self.desk.move(by))

    async def action_page(self, direction: int) -> None:
        if self.rows.read_on(direction):
            self._painter.keep_top()  # there is more of this sentence than the window holds
            return
        up, down = self.rows.page_rows()
        await self.do(lambda: self.desk.go_to(down if direction > 0 else up))

    async def action_first(self) -> None:
        await self.do(self.desk.first)

    async def action_last(self) -> None:
        await self.do(self.desk.last)

    async def action_next_undecided(self) -> None:
        await self.do(self.desk.next_undecided)

    async def action_previous_undecided(self) -> None:
        await self.do(self.desk.previous_undecided)

    async def action_next_article(self) -> None:
        await self.do(self.desk.next_article)

    async def action_previous_article(self) -> None:
        await self.do(self.desk.previous_article)

    async def action_extend(self, by: int) -> None:
        await self.do(lambda: self.desk.extend(by))

    async def action_select(self) -> None:
        await self.do(self.desk.toggle_selection)

    async def action_drop(self) -> None:
        """Drop the selection, what the next label key was to do, and the marks of a search."""
        self._mode.next_label = None
        self.rows.highlight(None)
        await self.do(self.desk.drop_selection)

    # -- boundaries --------------------------------------------------------------------------------------

    async def action_split(self) -> None:
        await self._boundaries.split()

    async def action_split_here(self) -> None:
        await self._boundaries.split_here()

    def action_split_move(self, words: int) -> None:
        self._boundaries.move(words)

    def action_split_likely(self) -> None:
        self._boundaries.next_likely()

    async def action_join(self) -> None:
        await self._boundaries.join()

    # -- finding -----------------------------------------------------------------------------------------

    def action_search(self) -> None:
        self._find.ask()

    async def action_search_again(self) -> None:
        await self._find.again()

    async def action_focus_on(self) -> None:
        await self._questions.focus()

    def action_go_to(self) -> None:
        self._questions.place()

    async def action_browse(self, what: str) -> None:
        await self._others.list(what)

    # -- the program -------------------------------------------------------------------------------------

    def action_open_files(self) -> None:
        self._questions.files()
        if self.companion is not None:
            self.companion.heard("import")

    def action_export(self) -> None:
        self._questions.export()

    def action_toggle_side(self) -> None:
        shown, usual = self._painter.widgets.side.display, self.has_class("-wide")
        # Where that is what the width of the window would do anyway, leave it to the width again.
        self.set_class(shown and usual, "-side-hidden")
        self.set_class(not shown and not usual, "-side-shown")
        self.call_after_refresh(self._painter.paint_around_again)

    async def action_choose_theme(self) -> None:
        await self._program.choose_theme(self.keymap)

    def action_help(self) -> None:
        self._others.help()
        if self.companion is not None:
            self.companion.heard("help")

    def action_dashboard(self) -> None:
        self._others.dashboard()

    def action_agreement(self) -> None:
        self._others.agreement()

    async def action_review(self) -> None:
        await self._others.review()

    def action_feedback(self) -> None:
        self._others.feedback()

    async def action_palette(self) -> None:
        await self.run_action("app.command_palette")

    async def action_quit(self) -> None:
        await self._program.action_quit()

    async def keep_words(self) -> bool:
        """Keep a note or a reason that is being typed, because somebody quits; whether that was possible."""
        return await self._questions.keep_half_written()

    def keep_words_at_once(self) -> None:
        """The same, because the program is being ended from outside."""
        self._questions.keep_half_written_at_once()

    def action_suspend(self) -> None:
        self.app.action_suspend_process()

    # -- other events ------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Say that a key does nothing: what does something was bound, and does not come here."""
        if not self.asking and not self._program.leaving:
            help_key = key_cap(self.keymap.commands["help"][0])
            typed = event.character if event.is_printable and not event.key.startswith("alt+") else None
            what = f"“{typed}”" if typed else key_cap(event.key)
            self._painter.paint_around(f"{what} does nothing here. {help_key} shows every key.")

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
            self.app.call_later(self.do, lambda: self.desk.go_to(event.index))

    @on(LabelBar.LabelClicked)
    def _label_clicked(self, event: LabelBar.LabelClicked) -> None:
        if not self.asking:
            self.app.call_later(self.action_label, event.index)

    @on(ScrollMark.Clicked)
    def _mark_clicked(self, event: ScrollMark.Clicked) -> None:
        self.rows.scroll_to_share(event.share)

    @on(SentenceList.PlaceScrolled)
    def _scrolled(self) -> None:
        self._painter.keep_top()


def desk_screen(desk: Desk, keymap: Keymap, program: Program, companion: Companion | None = None) -> DeskScreen:
    """A desk screen with the keys of the desk's codebook, and with a `companion` where one follows the work."""
    more = companion.bindings if companion is not None else ()
    bindings = [*desk_bindings(desk.project.codebook, keymap), *more]
    return with_bindings(DeskScreen, bindings)(desk, keymap, program, companion)
