"""A note of several lines, written below the article."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from tui.printable import printable
from tui.widgets.question import NEW_LINE, Answer, Question, edit_at_once, edits_of


class _Lines(TextArea):
    """Lines to type into, in order."""

    EDITS = edits_of(TextArea) | dict.fromkeys(NEW_LINE, "new_line")

    def action_new_line(self) -> None:
        """Begin another line where the cursor is."""
        self.insert("\n")

    async def on_key(self, event: events.Key) -> None:
        await edit_at_once(self, self.EDITS, event)


class NoteBox:
    """Some lines to write into: Enter keeps the note, Ctrl+J (or Shift+Enter, where it arrives) begins a new line.

    `question` is the widget.
    """

    def __init__(self) -> None:
        self._lines = _Lines(compact=True, soft_wrap=True)
        self._lines.cursor_blink = False
        self.question = Question(self._lines, lambda: self._lines.text, lines=5)
        self._shown = ""

    @property
    def typed(self) -> str:
        """The text of the note now; empty while it is unchanged."""
        return "" if self._lines.text == self._shown else self._lines.text

    def ask(self, note: str, answer: Answer) -> None:
        """Ask for a note, beginning with the present one. `answer` is called with it unless it is unchanged."""
        shown = self._shown = printable(note)
        self._lines.text = shown
        self._lines.move_cursor(self._lines.document.end)
        self.question.begin("Note:", lambda text: None if text == shown else answer(text))
