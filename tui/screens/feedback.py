"""Feedback on screen: where an annotator differs from what was settled, and why, read while the desk waits behind."""

from __future__ import annotations

from pathlib import Path

from textual import events, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static
from textual.worker import get_current_worker

from labels.codebook import Codebook
from labels.errors import CopydeskError
from labels.feedback_wording import read_again, told
from labels.project import Project
from labels.sqlite.project_file import ProjectFile
from labels.values.feedback import FEEDBACK_ORDERS
from tui.keymap import Keymap
from tui.printable import printable
from tui.screens.bindings import bindings_of, with_bindings
from tui.screens.feedback_page import MOST, FeedbackPage, Read
from tui.screens.unbound_keys import does_nothing
from tui.widgets.key_line import KeyLine
from tui.widgets.label_display import LabelDisplay, display_style, label_displays
from tui.widgets.page_title import PageTitle


class FeedbackScreen(Screen[None]):
    """A page to scroll: for annotators their own feedback, for leads that of one annotator at a time.

    `feedback_screen` makes it.
    """

    BINDING_GROUP_TITLE = "Feedback"
    AUTO_FOCUS = "VerticalScroll"
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (9, "-high")]
    DEFAULT_CSS = """
    FeedbackScreen VerticalScroll { padding: 1 2 0 2; scrollbar-gutter: stable; }
    FeedbackScreen #feedback-page { width: 100%; height: auto; }
    FeedbackScreen.-flat KeyLine { display: none; }
    FeedbackScreen.-flat VerticalScroll { padding: 0; }
    """

    def __init__(self, path: Path, annotator: str, codebook: Codebook, keymap: Keymap) -> None:
        """Read in the project at `path`, for `annotator`, first that one's own feedback."""
        super().__init__()
        self._path = path
        self._annotator = annotator
        self._keymap = keymap
        self._codebook = codebook
        self._displays = {display.name: display for display in label_displays(codebook).values()}
        self._chosen = annotator
        self._order = FEEDBACK_ORDERS[0]
        self._names: list[str] = [annotator]
        self._read_now: Read | None = None
        self._refusal = ""
        self._file: ProjectFile | None = None

    def compose(self) -> ComposeResult:
        yield PageTitle()
        with VerticalScroll():
            yield Static("Reading …", id="feedback-page", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        self._paint()
        self.action_read()

    def on_unmount(self) -> None:
        if self._file is not None:
            self._file.interrupt()  # nobody waits for it any more

    # -- reading -----------------------------------------------------------------------------------------

    def action_read(self) -> None:
        """Read it, or read it again."""
        self._read()

    @work(thread=True, exclusive=True, group="feedback")
    def _read(self) -> None:
        """In a thread with its own connection."""
        worker = get_current_worker()
        try:
            with Project(self._path, self._annotator, write=False) as project:
                self._file = project.file
                names = project.feedback.readable()
                found = project.feedback.of(self._chosen)
                answers = found.differences(self._order)[:MOST]
                read = Read(
                    found,
                    self._order,
                    tuple(zip(answers, told(answers, project.reader, self._codebook), strict=True)),
                    tuple(read_again(found, self._codebook)),
                )
            if not worker.is_cancelled:
                self.app.call_from_thread(self._has_read, names, read)
        except CopydeskError as error:
            if not worker.is_cancelled and self.is_attached:
                self.app.call_from_thread(self._refused, str(error))
        finally:
            self._file = None

    def _has_read(self, names: list[str], read: Read) -> None:
        self._names, self._read_now, self._refusal = names, read, ""
        self._paint()

    def _refused(self, words: str) -> None:
        self._read_now, self._refusal = None, words
        self._paint()

    # -- showing -----------------------------------------------------------------------------------------

    def action_turn(self, by: int) -> None:
        """Show the feedback of the next or the previous annotator."""
        if len(self._names) > 1:
            self._chosen = self._names[(self._names.index(self._chosen) + by) % len(self._names)]
            self._begin_anew()

    def action_order(self) -> None:
        """Show the differences in the other order."""
        self._order = FEEDBACK_ORDERS[(FEEDBACK_ORDERS.index(self._order) + 1) % len(FEEDBACK_ORDERS)]
        self._begin_anew()

    def _begin_anew(self) -> None:
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.action_read()

    def action_page(self, by: int) -> None:
        """Scroll a page."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=by * max(1, scroll.size.height - 1), animate=False)

    async def action_help(self) -> None:
        """What the keys do here."""
        from tui.screens.help import help_screen
        from tui.screens.help_parts import keys_part

        parts = [keys_part("Feedback", self.BINDINGS)]
        await self.app.push_screen(help_screen(parts, self._keymap, self._keymap.elsewhere["feedback_help"]))

    def action_back(self) -> None:
        """Go back to the desk."""
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "order":
            return self._read_now is not None and bool(self._read_now.differences)
        return action != "turn" or len(self._names) > 1

    def on_key(self, event: events.Key) -> None:
        """Say that a key does nothing: what does something was bound, and does not come here."""
        self.query_one(PageTitle).tell(does_nothing(event, self._keymap.elsewhere["feedback_help"][0]))

    def on_resize(self) -> None:
        self.call_after_refresh(self._paint)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if self.is_mounted:
            self._paint()

    def _paint(self) -> None:
        self.query_one(PageTitle).show(f"Feedback: {printable(self._chosen)}")
        self.refresh_bindings()
        page = self.query_one("#feedback-page", Static)
        if self._read_now is not None:
            drawn = FeedbackPage(self._read_now, self._codebook, self._displays, self._style)
            page.update(Content("\n").join(drawn.lines(max(1, page.size.width))))
        elif self._refusal:
            page.update(Content(printable(self._refusal)))

    def _style(self, display: LabelDisplay) -> Style:
        return display_style(display, self.app.theme_variables, self.background_colors[1])


def feedback_screen(path: Path, annotator: str, codebook: Codebook, keymap: Keymap) -> FeedbackScreen:
    """The feedback in the project at `path`, with its keys."""
    return with_bindings(FeedbackScreen, bindings_of("feedback", keymap))(path, annotator, codebook, keymap)
