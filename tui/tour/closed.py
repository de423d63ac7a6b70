"""Between quitting and coming back: the desk is closed, and the file holds everything."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from labels.words import counted
from tui.key_names import key_cap
from tui.screens.bindings import with_bindings


class ClosedScreen(Screen[None]):
    """Says what is in the file, and waits to open it again. `closed_screen` makes it."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    ClosedScreen { align: center middle; }
    ClosedScreen VerticalScroll { width: 64; max-width: 100%; height: auto; max-height: 100%; padding: 0 2; }
    """

    def __init__(self, file_name: str, decided: int, reopen: Callable[[], None], quit_keys: Sequence[str]) -> None:
        """The project `file_name` is closed, with so many sentences `decided`; `reopen` opens it again."""
        super().__init__()
        self._quit_key = quit_keys[0]
        self._file_name = file_name
        self._decided = decided
        self._reopen = reopen

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(Content("\n").join(self._words()))

    def _words(self) -> Sequence[Content]:
        return [
            Content("The desk is closed.").stylize("bold"),
            Content(f"{self._file_name} holds {counted(self._decided, 'decision')}, and how you came to them."),
            Content(""),
            Content("From the command line you would come back with"),
            Content(""),
            Content("    copydesk").stylize("bold"),
            Content(""),
            Content.assemble(
                *("Here, ", ("Enter", "bold reverse"), " does that.  "),
                *((key_cap(self._quit_key), "bold reverse"), " ends the tour."),
            ),
        ]

    def action_reopen(self) -> None:
        """Open the desk again."""
        self._reopen()


def closed_screen(file_name: str, decided: int, reopen: Callable[[], None], quit_keys: Sequence[str]) -> ClosedScreen:
    """The screen, with the keys that quit the desk."""
    bindings = [
        Binding("enter", "reopen", "Open the desk again", id="closed.reopen", priority=True),
        Binding(",".join(quit_keys), "app.quit", "End the tour", id="closed.quit", priority=True),
    ]
    return with_bindings(ClosedScreen, bindings)(file_name, decided, reopen, quit_keys)
