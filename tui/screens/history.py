"""The history of a sentence: who said what, when, in how many seconds, and by which codebook."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from labels.codebook import Codebook
from labels.desk.describe import entry_in_words
from labels.journal.history import Entry
from tui.key_names import key_cap
from tui.keymap import Keymap
from tui.printable import beginning
from tui.screens.bindings import bindings_of, with_bindings
from tui.screens.unbound_keys import does_nothing
from tui.widgets.side_panel import wrapped_words

_READING = (
    "A line says when, who and what; in brackets the seconds it took and the version of the codebook. The newest is at"
    " the top. What is undone stays in the list, in a quiet colour. A decision waits if its sentence has other"
    " boundaries here. It counts as soon as the whole of a present sentence is decided. Undoing here takes back the"
    " whole action, also if it was about many sentences."
)

_SAID = ("newer", "older", "undo", "help")

_NOT_THIS = "You can undo only what you did yourself and what is in force. Escape goes back."


#: How many events are drawn, the newest ones, and how many code points of each, so that huge notes and histories keep
#: no key waiting.
_MOST_ENTRIES, _MOST_OF_ONE = 100, 1_000


class HistoryScreen(ModalScreen[bytes | None]):
    """Events, the newest first, one of them marked. Closes with the action to undo, or with None.

    `history_screen` makes it.
    """

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
    HistoryScreen VerticalScroll:ansi { border: solid $row-bar; padding: 0 1; }
    HistoryScreen Static { width: 100%; height: auto; }
    HistoryScreen .-marked { background: $row-cursor; text-style: bold; }
    HistoryScreen .-undone { color: $row-quiet; }
    """

    def __init__(
        self,
        sentence: str,
        entries: Sequence[Entry],
        codebook: Codebook,
        can_undo: Callable[[Entry], bool],
        keymap: Keymap,
    ) -> None:
        """Tell the history (oldest first) of `sentence`; `can_undo` says of which entries the action can be undone."""
        super().__init__()
        self._sentence = sentence
        self._entries = list(reversed(entries[-_MOST_ENTRIES:]))
        self._older = len(entries) - len(self._entries)
        self._codebook = codebook
        self._can_undo = can_undo
        self._keymap = keymap
        self._marked = 0

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static(Content(beginning(self._sentence)).stylize("bold"))
            yield Static("")
            for entry in self._entries:
                line = Static(Content(beginning(entry_in_words(entry, self._codebook), _MOST_OF_ONE)))
                line.set_class(not entry.in_force, "-undone")
                line.add_class("entry")
                yield line
            if self._older:
                yield Static(f"… and {self._older:,} older: copydesk log")
            up, down, undo, help = (key_cap(self._keymap.elsewhere[f"history_{id}"][0]) for id in _SAID)
            words = f"{up} {down} choose · {undo} undoes your action · {help} explains · Escape goes back"
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
                # It is shown here and not in a corner, where it would still hide lines of the desk after this screen is
                # closed.
                self.query_one("#history-says", Static).update(_NOT_THIS)

    def on_key(self, event: events.Key) -> None:
        """Say that a key does nothing: what does something was bound, and does not come here."""
        words = does_nothing(event, self._keymap.elsewhere["history_help"][0])
        self.query_one("#history-says", Static).update(Content(words))

    async def action_help(self) -> None:
        """What the keys do here."""
        from tui.screens.help import help_screen
        from tui.screens.help_parts import Part, keys_part

        reading = Part("", lines=[Content(line) for line in wrapped_words(_READING, max(10, self.app.size.width - 8))])
        parts = [keys_part("In the history", self.BINDINGS), reading]
        opened_by = self._keymap.elsewhere["history_help"]
        await self.app.push_screen(help_screen(parts, self._keymap, opened_by))

    def action_close(self) -> None:
        """Go back to the desk."""
        self.dismiss(None)

    def _mark(self) -> None:
        for number, line in enumerate(self.query(".entry")):
            line.set_class(number == self._marked, "-marked")
            if number == self._marked:
                line.scroll_visible(animate=False)


def history_screen(
    sentence: str, entries: Sequence[Entry], codebook: Codebook, can_undo: Callable[[Entry], bool], keymap: Keymap
) -> HistoryScreen:
    """The history of `sentence`, with its keys."""
    return with_bindings(HistoryScreen, bindings_of("history", keymap))(sentence, entries, codebook, can_undo, keymap)
