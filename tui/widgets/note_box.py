"""A note of several lines, written below the article."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, TextArea

from tui.printable import printable
from tui.widgets.question import Answer, Question, edit_at_once, edits_of

_NEW_LINE = ("ctrl+j", "shift+enter")


class _Lines(TextArea):
    """Lines to type into, in order."""

    EDITS = edits_of(TextArea) | dict.fromkeys(_NEW_LINE, "new_line")

    def action_new_line(self) -> None:
        """Begin another line where the cursor is."""
        self.insert("\n")

    async def on_key(self, event: events.Key) -> None:
        await edit_at_once(self, self.EDITS, event)


class NoteBox(Question):
    """Some lines to write into: Enter keeps the note, Ctrl+J (or Shift+Enter, where it arrives) begins a new line."""

    DEFAULT_CSS = """
    NoteBox { height: 5; }
    NoteBox TextArea { width: 1fr; height: 5; border: none; padding: 0; background: $panel; }
    NoteBox TextArea:focus { border: none; }
    """
    # For the footer alone: the lines take these keys themselves, in the order typed.
    BINDINGS = [Binding(",".join(_NEW_LINE), "new_line", "new line", id="note.new_line")]

    def compose(self) -> ComposeResult:
        yield Label("Note: ", markup=False)
        yield _Lines(compact=True, soft_wrap=True)

    @property
    def field(self) -> TextArea:
        return self.query_one(TextArea)

    @property
    def typed(self) -> str:
        return self.field.text

    def ask(self, note: str, answer: Answer) -> None:
        """Ask for a note, with the present one to go on from; `answer` hears it unless it stays as it was."""
        shown = printable(note)
        self.field.cursor_blink = False
        self.field.text = shown
        self.field.move_cursor(self.field.document.end)
        self.begin(lambda text: None if text == shown else answer(text))
