"""A question asked at the bottom of the screen, with the article still in view."""

from __future__ import annotations

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.widgets import Input, Label

from tui.printable import printable
from tui.widgets.question import Answer, Question, edit_at_once, edits_of


class ShownAsItIs(Highlighter):
    """Draws what stands in the line so that nothing in it steers the terminal; the text itself stays as it is."""

    def __call__(self, text: str | Text) -> Text:
        shown = printable(str(text)).replace("\n", "␊").replace("\t", "␉")
        return Text(shown, no_wrap=True, overflow="ignore", end="")

    def highlight(self, text: Text) -> None:
        """Nothing has a colour of its own."""


class _Line(Input):
    """A line to type into, in order."""

    EDITS = edits_of(Input)

    async def on_key(self, event: events.Key) -> None:
        await edit_at_once(self, self.EDITS, event)


class Prompt(Question):
    """One line to type into."""

    DEFAULT_CSS = """
    Prompt { height: 1; }
    Prompt Input { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
    Prompt Input:focus { border: none; }
    """

    def compose(self) -> ComposeResult:
        yield Label("", markup=False)
        yield _Line(select_on_focus=False, compact=True, highlighter=ShownAsItIs())

    @property
    def field(self) -> Input:
        return self.query_one(Input)

    @property
    def typed(self) -> str:
        return self.field.value

    def ask(self, question: str, answer: Answer, suggestion: str = "") -> None:
        """Ask `question`, with a suggestion typed in already; `answer` hears what is entered."""
        self.query_one(Label).update(f"{question} ")
        self.field.cursor_blink = False
        self.field.value = suggestion
        self.field.cursor_position = len(suggestion)
        self.begin(answer)
