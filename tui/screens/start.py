"""The start screen: what to do while there is nothing to label yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.key_names import key_cap
from tui.keymap import Keymap
from tui.printable import printable
from tui.recent_projects import recent_projects
from tui.screens.bindings import bindings_of, with_bindings
from tui.screens.program import TOUR, Program
from tui.screens.unbound_keys import does_nothing
from tui.widgets.key_line import KeyLine
from tui.widgets.notice_line import NoticeLine
from tui.widgets.prompt import PATH_OR_ADDRESS, Prompt

#: What can be done, by the command that does it: in one line, and what it is about.
_WAYS = {
    "start_open": (
        "Open a file or a folder of articles, or a web address",
        "Text, Markdown, Word, EPUB, web pages, tables, JSON, other tools’ data",
    ),
    "start_tour": ("Take the tour", "A few minutes at the real desk; the tour leaves nothing behind"),
    "start_quit": ("Quit", ""),
}
_COMMANDS = (("copydesk my-articles/", "import a folder and label it"), ("copydesk --help", "all commands"))
_QUESTION = "File or folder:"


class StartScreen(Screen[None]):
    """The ways to begin, and the projects that were labelled in last. `start_screen` makes it."""

    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # in a low window the keys come before everything else
    DEFAULT_CSS = """
    StartScreen #start-middle { height: 1fr; align: center middle; }
    StartScreen #start-words { width: auto; max-width: 100%; height: auto; padding: 0 2; }
    StartScreen #start-words Static { width: auto; max-width: 100%; height: auto; }
    StartScreen.-low #start-head, StartScreen.-low #start-project { display: none; }
    StartScreen #start-project { width: 100%; height: auto; color: $row-quiet; padding: 0 1; }
    """

    def __init__(self, program: Program, keymap: Keymap) -> None:
        """Show how to begin in the project of `program`."""
        super().__init__()
        self._keymap = keymap
        self._prompt = Prompt()
        self._prompt.hinted = lambda hint: self.query_one(NoticeLine).tell("", hint)
        self._program = program
        self._recent: list[Path] = []

    def compose(self) -> ComposeResult:
        here = self._program.project.path.resolve()
        self._recent = [path for path in recent_projects() if path != here]
        with VerticalScroll(id="start-middle", can_focus=False), Vertical(id="start-words"):
            yield Static(Content("\n").join(self._head()), id="start-head")
            yield Static(Content("\n").join(self._words()))
        yield Static(id="start-project", markup=False)
        yield NoticeLine()
        yield self._prompt.question
        yield KeyLine()

    def _head(self) -> Iterator[Content]:
        yield Content("Copydesk").stylize("bold")
        yield Content("Label the sentences of articles from the keyboard.")
        yield Content("")
        yield Content("There is nothing to label in this project yet.")
        yield Content("")

    def _words(self) -> Iterator[Content]:
        caps = {id: key_cap(self._keymap.elsewhere[id][0]) for id in _WAYS}
        wide = max(map(len, caps.values()))
        for id, (words, about) in _WAYS.items():
            yield Content.assemble((f"{caps[id]:<{wide}}", "bold"), f"  {words}")
            if about:
                yield Content(f"{'':<{wide}}  {about}").stylize("$row-quiet")
        if self._recent:
            yield Content("")
            yield Content("Or go on where you labelled last:")
            yield from (self._project(number, path, wide) for number, path in enumerate(self._recent, 1))
        yield Content("")
        yield Content("From the command line:")
        yield from (Content.assemble((f"  {command:<23}", "bold"), what) for command, what in _COMMANDS)

    def _project(self, number: int, path: Path, wide: int) -> Content:
        cap = key_cap(self._keymap.elsewhere[f"start_recent_{number}"][0])
        return Content.assemble((f"{cap:<{wide}}", "bold"), f"  {printable(_short(path))}")

    def on_mount(self) -> None:
        project = self._program.project
        words = printable(f"Project {project.path}, as {project.annotator}")
        self.query_one("#start-project", Static).update(words)
        self.set_interval(1.0, self._look)

    def _look(self) -> None:
        """Once a second, check whether another program has imported articles."""
        if self.app.screen is not self or self._prompt.asking:
            return
        if next(self._program.project.articles(), None) is not None:
            self._program.open_desk()

    def on_key(self, event: events.Key) -> None:
        """Say that a key does nothing: what does something was bound, and does not come here."""
        if not self._prompt.asking:
            self.query_one(NoticeLine).tell(does_nothing(event))

    def on_paste(self, event: events.Paste) -> None:
        """Use a path that is pasted or dropped into the window as the path to open."""
        if not self._prompt.asking and event.text.strip():
            event.stop()
            self._ask(event.text.strip().splitlines()[0])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action not in ("open", "tour", "recent", "quit") or not self._prompt.asking

    def action_open(self) -> None:
        """Ask for a file or folder, and import it."""
        self._ask()

    def action_tour(self) -> None:
        """Leave for the tour; the command line starts it in a project of its own."""
        self.app.exit(return_code=TOUR)

    def action_recent(self, number: int) -> None:
        """Leave for another project, counted from 1; the command line opens it."""
        if number <= len(self._recent):
            self._program.leave_for(self._recent[number - 1])

    def action_quit(self) -> None:
        self.app.exit()

    def _ask(self, suggestion: str = "") -> None:
        self._prompt.ask_path(_QUESTION, self._open, suggestion, hint=PATH_OR_ADDRESS)

    def _open(self, named: str) -> None:
        if named.strip():
            self._program.import_named(named)


def _short(path: Path) -> str:
    """A path as it is shown: relative to the home folder if it is in there."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) and home != Path("/") else str(path)


def start_screen(program: Program, keymap: Keymap) -> StartScreen:
    """The start screen, with its keys."""
    return with_bindings(StartScreen, bindings_of("start", keymap))(program, keymap)
