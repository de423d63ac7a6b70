"""The history of a sentence: who said what, when, in how many seconds, and by which codebook."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from labels.codebook import Codebook
from labels.desk.describe import entry_in_words
from labels.journal.history import Entry
from tui.printable import printable
from tui.widgets.side_panel import wrapped_words

_READING = (
    "A line says when, who and what; in brackets the seconds it took and the version of the codebook. The newest is at"
    " the top. What is undone stays in the list, and is drawn quietly. A decision waits where its sentence is cut"
    " otherwise here: what was decided then counts as soon as all of a sentence of now is decided. Undoing here takes"
    " back the whole action, also if it was about many sentences."
)

_NOT_THIS = "Only what you did yourself, and what still stands, can be undone. Escape goes back."


class HistoryScreen(ModalScreen[bytes | None]):
    """Events, the newest first, one of them marked. Closes with the action to undo, or with None."""

    BINDINGS = [
        Binding("down,j", "move(1)", "Older", id="history.older", priority=True),
        Binding("up,k", "move(-1)", "Newer", id="history.newer", priority=True),
        Binding("backspace,u", "undo", "Undo this action, if it is yours and stands", id="history.undo", priority=True),
        Binding("question_mark,h", "help", "These words", id="history.help", priority=True),
        Binding("escape,q,enter,ctrl+l", "close", "Back to the desk", id="history.close", priority=True),
        Binding("ctrl+q", "app.quit", "Quit", id="history.quit", priority=True),
    ]
    DEFAULT_CSS = """
    HistoryScreen { align: center middle; background: $background 60%; }
    HistoryScreen VerticalScroll {
        width: 90;
        max-width: 100%;
        height: auto;
        max-height: 90%;
        padding: 1 2;
        background: $surface;
    }
    HistoryScreen Static { width: 100%; height: auto; }
    HistoryScreen .-marked { background: $row-cursor; text-style: bold; }
    HistoryScreen .-undone { color: $row-quiet; }
    """

    def __init__(
        self, sentence: str, entries: Sequence[Entry], codebook: Codebook, can_undo: Callable[[Entry], bool]
    ) -> None:
        """Tell the history (oldest first) of `sentence`; `can_undo` says of which entries the action can be undone."""
        super().__init__()
        self._sentence = sentence
        self._entries = list(reversed(entries))
        self._codebook = codebook
        self._can_undo = can_undo
        self._marked = 0

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static(Content(f"“{printable(self._sentence)}”"))
            yield Static("")
            for entry in self._entries:
                line = Static(Content(printable(entry_in_words(entry, self._codebook))))
                line.set_class(not entry.standing, "-undone")
                line.add_class("entry")
                yield line
            words = "↑ ↓ choose · backspace undoes your action · ? explains · escape goes back"
            yield Static("")
            nothing = "Nothing was said of this sentence yet. Escape goes back."
            yield Static(words if self._entries else nothing, id="history-says")

    def on_mount(self) -> None:
        self._mark()

    def action_move(self, by: int) -> None:
        """Mark an older or a newer event."""
        self._marked = max(0, min(self._marked + by, len(self._entries) - 1))
        self._mark()

    def action_undo(self) -> None:
        """Close, and have the desk undo the action of the marked event."""
        if self._entries:
            entry = self._entries[self._marked]
            if self._can_undo(entry):
                self.dismiss(entry.event.action)
            else:
                # Here, not in a corner: that would still hide the desk's lines when this is closed.
                self.query_one("#history-says", Static).update(_NOT_THIS)

    async def action_help(self) -> None:
        """What the keys do here."""
        from tui.screens.help import help_screen
        from tui.screens.help_parts import Part, keys_part

        reading = Part("", lines=[Content(line) for line in wrapped_words(_READING, max(10, self.app.size.width - 8))])
        await self.app.push_screen(help_screen([keys_part("In the history", HistoryScreen.BINDINGS), reading]))

    def action_close(self) -> None:
        """Go back to the desk."""
        self.dismiss(None)

    def _mark(self) -> None:
        for number, line in enumerate(self.query(".entry")):
            line.set_class(number == self._marked, "-marked")
            if number == self._marked:
                line.scroll_visible(animate=False)
