"""The start screen: what to do while there is nothing to label yet."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Middle
from textual.keys import format_key
from textual.screen import Screen
from textual.widgets import Static

from tui.keymap import Keymap
from tui.printable import printable
from tui.screens.bindings import bindings_of, with_bindings
from tui.screens.program import TOUR, Program
from tui.widgets.key_line import KeyLine
from tui.widgets.notice_line import NoticeLine
from tui.widgets.prompt import Prompt

#: What can be done, by the command that does it.
_WAYS = {
    "start_open": "Open a file or a folder of articles (text or Markdown)",
    "start_tour": "Take the tour: a few minutes, in the real desk",
    "start_quit": "Quit",
}
_WORDS = """\
Copydesk

There is nothing to label yet.

{}

From the command line: copydesk PATH…
"""


class StartScreen(Screen[None]):
    """Three ways on. `start_screen` makes it."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    StartScreen { align: center middle; }
    StartScreen Middle { height: 1fr; align: center middle; }
    StartScreen #start-words { width: auto; max-width: 100%; height: auto; padding: 1 2; }
    StartScreen #start-project { width: 100%; height: auto; color: $row-quiet; padding: 0 2; }
    """

    def __init__(self, program: Program, keymap: Keymap) -> None:
        """Show how to begin in the project of `program`."""
        super().__init__()
        self._keymap = keymap
        self._prompt = Prompt()
        self._program = program

    def compose(self) -> ComposeResult:
        with Middle():
            caps = {id: format_key(self._keymap.elsewhere[id][0]) for id in _WAYS}
            wide = max(map(len, caps.values())) + 3
            ways = "\n".join(f"{caps[id]:<{wide}}{words}" for id, words in _WAYS.items())
            yield Static(_WORDS.format(ways), id="start-words", markup=False)
            yield Static(id="start-project", markup=False)
        yield NoticeLine()
        yield self._prompt.question
        yield KeyLine()

    def on_mount(self) -> None:
        project = self._program.project
        words = printable(f"Project {project.path}, as {project.annotator}")
        self.query_one("#start-project", Static).update(words)
        self.set_interval(1.0, self._look)

    def _look(self) -> None:
        """Once a second: has somebody brought articles?"""
        if self.app.screen is not self or self._prompt.asking:
            return
        if next(self._program.project.articles(), None) is not None:
            self._program.open_desk()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action not in ("open", "tour", "quit") or not self._prompt.asking

    def action_open(self) -> None:
        """Ask for a file or folder, and import it."""
        self._prompt.ask("File or folder:", self._open)

    def action_tour(self) -> None:
        """Leave for the tour; the command line starts it in a project of its own."""
        self.app.exit(return_code=TOUR)

    def action_quit(self) -> None:
        self.app.exit()

    def _open(self, named: str) -> None:
        if named.strip():
            self._program.import_named(named)


def start_screen(program: Program, keymap: Keymap) -> StartScreen:
    """The start screen, with its keys."""
    return with_bindings(StartScreen, bindings_of("start", keymap))(program, keymap)
