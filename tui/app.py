"""The terminal program around the desk: themes, screens, signals, and what concerns all of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import RenderableType
from textual.app import App
from textual.binding import Binding
from textual.command import Provider
from textual.events import Event, Key
from textual.filter import LineFilter
from textual.message import Message
from textual.notifications import Notification, Notify, SeverityLevel
from textual.screen import Screen
from textual.theme import Theme
from textual.widget import AwaitMount

from labels.desk import Desk
from labels.errors import CopydeskError
from labels.project import Project
from tui.key_input import KeyInput
from tui.key_names import key_cap
from tui.keymap import Keymap, make_keymap
from tui.plain_signs import has_few_signs, key_in_plain_signs
from tui.printable import printable
from tui.screens.desk.screen import DeskScreen, desk_screen
from tui.screens.half_written import keep_all, keep_all_at_once
from tui.settings import Settings
from tui.signals import end_by
from tui.starting import started
from tui.terminal import mend_colorterm, shown_theme
from tui.theme import DARK, STYLE, THEMES, variable_defaults
from tui.typed_path import typed_path, typed_source
from tui.waiting import Waiting
from tui.widgets.notice_line import NoticeLine
from tui.widgets.plain_filter import PlainSigns

if TYPE_CHECKING:
    from textual.worker import Worker

    from labels.review.desk import ReviewDesk
    from tui.background_files import BackgroundFiles
    from tui.screens.list_state import ListStates

#: After so many seconds the first picture is painted.
_STARTED = 1.0


def _desk_commands() -> type[Provider]:
    from tui.palette import DeskCommands

    return DeskCommands


class CopydeskApp(App[None], inherit_bindings=False):
    """One project, one annotator. Opens the desk, or the start screen while there is nothing to label."""

    # Without priority: on the desk these keys may have been given to other commands.
    BINDINGS = [
        Binding("ctrl+q", "quit", "quit", show=False, system=True),
        Binding("ctrl+p", "command_palette", "palette", show=False, system=True),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]

    TITLE = "Copydesk"
    COMMANDS = {_desk_commands}
    CSS = STYLE
    animation_level = "none"

    def __init__(
        self, project: Project, settings: Settings | None = None, review: Callable[[], ReviewDesk] | None = None
    ) -> None:
        """Label `project`, which the caller opened and closes; or `review` it first, if that is given."""
        self.project = project
        self.settings = settings or Settings()
        self.leaving = False
        self._review = review
        self.next_project: Path | None = None
        self.last_words = ""
        self.waiting = Waiting()
        self._arriving: AwaitMount | None = None
        #: What was said last in a corner of the window.
        self._said_last: Notification | None = None
        self._input = KeyInput(self, self.waiting, self._desk_is_there, self.tell)
        mend_colorterm(os.environ)
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self._plain_signs = PlainSigns(has_few_signs(os.environ))
        self.theme = self._begun_with = self._theme_to_show()
        self.stylesheet.set_variables(self.get_css_variables())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What changes lines before they are sent: the library's filters, and plain signs where there are few."""
        filters = super().get_line_filters()
        return [*filters, self._plain_signs] if self._plain_signs.enabled else filters

    def get_key_display(self, binding: Binding) -> str:
        """A key as it is shown at the bottom; in words where the terminal lacks its sign."""
        return key_in_plain_signs(super().get_key_display(binding))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        theme: Theme | None = self.get_theme(self.theme)
        return variable_defaults(theme) if theme else {}

    @cached_property
    def lists(self) -> ListStates:
        """The lists as they were left; what searches is loaded when the first is opened."""
        from tui.screens.list_state import ListStates

        return ListStates()

    def on_mount(self) -> None:
        end_by(self._leave)
        self._begin_theme()
        self.open_desk()
        self._tell_of_cloud()
        self.set_timer(_STARTED, started)
        self.set_interval(1.0, self._input.look_for_rest)

    def _begin_theme(self) -> None:
        if self.get_theme(self.settings.theme) is None:
            known = ", ".join(sorted(self.available_themes))
            self.notify(f"settings: there is no theme “{self.settings.theme}”. There are: {known}", markup=False)
        self.theme = self._theme_to_show()

    def _theme_to_show(self) -> str:
        wanted = self.get_theme(self.settings.theme) or DARK
        return shown_theme(wanted, os.environ, true_colour=self._has_true_colour)

    def refresh_css(self, animate: bool = True) -> None:
        """Paint everything in the present colours; not at the beginning, when nothing has other colours."""
        begun_with, self._begun_with = self._begun_with, ""
        if self.theme != begun_with:
            super().refresh_css(animate)

    @property
    def _has_true_colour(self) -> bool:
        return self.is_headless or self.console.color_system == "truecolor"

    def _tell_of_cloud(self) -> None:
        from labels.sqlite.cloud_folders import warning

        words = warning(self.project.path)
        if words is not None:
            self.notify(words, severity="warning", timeout=15)

    def post_message(self, message: Message) -> bool:
        # While something is waited for, keys wait too; the one that ends the waiting must not.
        if isinstance(message, Key) and message.key == "escape" and self.waiting.stop(message.time):
            return True
        return super().post_message(message)

    async def on_event(self, event: Event) -> None:
        if not await self._input.takes(event):
            await super().on_event(event)

    def open_desk(self) -> None:
        """Show the desk, or how to begin."""
        desk = Desk(self.project, options=self.settings.desk)
        if desk.document is None:
            from tui.screens.start import start_screen

            self.push_screen(start_screen(self, make_keymap(self.project.codebook, self.settings.keys)))
        else:
            self._show(self.make_desk(desk))
            if self._review is not None:
                self._arriving = self.push_screen(self.make_review(self._review()))

    def make_review(self, review: ReviewDesk) -> Screen[None]:
        """The screen for a review, with the keys of its codebook."""
        from tui.screens.review.screen import review_screen

        return review_screen(review, make_keymap(self.project.codebook, self.settings.keys), self)

    def make_desk(self, desk: Desk) -> DeskScreen:
        """The screen for a desk, with the keys of its codebook."""
        return desk_screen(desk, make_keymap(self.project.codebook, self.settings.keys), self)

    def codebook_changed(self, words: str = "") -> None:
        """Another process changed the codebook: show the desk with its new keys and `words` of what was done."""
        self._input.codebook_changed()
        self.open_desk()
        self.notify("The codebook was changed; the keys are those of the new one.", markup=False)
        if words:
            self.call_after_refresh(self.tell, words)

    def _show(self, screen: DeskScreen) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self._arriving = self.push_screen(screen)

    async def _desk_is_there(self) -> None:
        """Wait for the widgets of a desk that has just been opened, so that the next key finds them."""
        if self._arriving is not None:
            arriving, self._arriving = self._arriving, None
            await arriving

    async def choose_theme(self, keymap: Keymap) -> None:
        """Show the list of themes; the next key is looked at when the list is there."""
        from tui.theme_choice import ThemeChoice

        await ThemeChoice(self, self.settings, self.tell, true_colour=self._has_true_colour).ask(keymap)

    def tell(self, words: str) -> None:
        """Show a message that needs no answer, at a place where it hides nothing."""
        for line in self.screen.query(NoticeLine):
            line.tell(words)
            return
        self.notify(words)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something in a corner of the window. Messages name files: they are never markup, nor control."""
        super().notify(printable(message), title=printable(title), severity=severity, timeout=timeout, markup=markup)

    def on_notify(self, event: Notify) -> None:
        """Say once what stands there already: keys that are typed ahead would cover the window with it."""
        said, last = event.notification, self._said_last
        if last is not None and last.message == said.message and not last.has_expired:
            self.clear_notifications()
        self._said_last = said

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        screen = self.screen
        return action != "command_palette" or (isinstance(screen, DeskScreen) and not screen.asking)

    async def action_command_palette(self) -> None:  # type: ignore[override]
        """Open the palette; the next key is looked at when it can take it."""
        from tui.palette import open_palette

        await open_palette(self)

    def action_help_quit(self) -> None:
        """Ctrl+C copies, in other programs it quits: say what quits here."""
        quits = self.screen.keymap.commands["quit"][0] if isinstance(self.screen, DeskScreen) else "ctrl+q"
        self.tell(f"{key_cap(quits)} quits. Everything is kept.")

    # -- articles in, training data out --------------------------------------------------------------------

    @cached_property
    def _files(self) -> BackgroundFiles:
        from tui.background_files import BackgroundFiles

        return BackgroundFiles(self, self.tell, self._imported)

    def import_named(self, typed: str) -> None:
        """Add the articles of the file, folder or web address that was typed in."""
        self._or_tell(lambda: self.import_paths([typed_source(typed)]))

    def import_paths(self, paths: Sequence[Path | str]) -> None:
        """Add the articles of files and folders in the background, and go to the desk when that is done."""
        self.tell("Adding articles …")
        self._files.add(self.project, paths)

    def _imported(self, words: str, any_new: bool) -> None:
        if any_new and not any(isinstance(screen, DeskScreen) for screen in self.screen_stack):
            self.open_desk()
        self.call_after_refresh(self.tell, words)

    def export_named(self, typed: str) -> None:
        """Write the decisions to the file that was typed in."""
        self._or_tell(lambda: self.export_to(typed_path(typed)))

    def _or_tell(self, work: Callable[[], object]) -> None:
        """Do something, or say why it cannot be done."""
        try:
            work()
        except CopydeskError as error:
            self.notify(str(error), severity="error")

    def export_to(self, path: Path) -> Worker[None]:
        """Write the decisions in the format of the file's ending, in the background, and say how many there were."""
        return self._files.write(self.project, path)

    # -- the end -----------------------------------------------------------------------------------------

    async def action_quit(self) -> None:
        """Quit, once words that are being typed are kept; where they cannot be, they stay, and a message says why."""
        if await keep_all(self.screen_stack):
            self.exit()

    def leave_for(self, project: Path) -> None:
        """Leave, so that the command line opens another project."""
        self.next_project = project
        self.exit()

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave. Keys that were typed after the one that quits do nothing."""
        self.leaving = True
        self.waiting.stop()
        super().exit(result, return_code, message)

    def _leave(self, code: int) -> None:
        """Leave at once, because a signal said so; the file is complete anyway."""
        keep_all_at_once(self.screen_stack)
        self.exit(return_code=code)
