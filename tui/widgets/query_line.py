"""The line at the top of a list for its query."""

from __future__ import annotations

import asyncio

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label, Static
from textual.widgets.input import Selection

from labels.words import sentence
from tui.printable import printable
from tui.widgets.prompt import ShownAsItIs
from tui.widgets.question import edit_at_once, edits_of


class _Field(Input):
    """A line to type into, in order."""

    EDITS = edits_of(Input)

    async def on_key(self, event: events.Key) -> None:
        await edit_at_once(self, self.EDITS, event)


class QueryLine(Horizontal):
    """It reports every change at once. The screen decides when the line has the focus."""

    DEFAULT_CSS = """
    QueryLine { height: 1; padding: 0 1; background: $panel; }
    QueryLine Label { width: auto; color: $foreground; text-style: bold; }
    QueryLine Input { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
    QueryLine Input:focus { border: none; }
    """

    class Typed(Message):
        """The query has changed."""

        def __init__(self, text: str) -> None:
            self.text = text
            super().__init__()

    def __init__(self, head: str, text: str, hint: str) -> None:
        """Begin with `text`; `hint` is shown in the empty line."""
        super().__init__()
        self._head = head
        self._field = _Field(text, hint, select_on_focus=False, compact=True, highlighter=ShownAsItIs())
        self._field.cursor_blink = False

    def compose(self) -> ComposeResult:
        yield Label(f"{self._head} ", markup=False)
        yield self._field

    @property
    def text(self) -> str:
        """The query."""
        return self._field.value

    @property
    def typing(self) -> bool:
        """Whether the line has the keyboard."""
        return self.screen.focused is self._field

    def type(self, *, anew: bool = False) -> None:
        """Give the line the focus; `anew` selects its text, so that typing replaces it."""
        self.screen.set_focus(self._field)
        end = len(self._field.value)
        self._field.selection = Selection(0 if anew else end, end)

    async def settled(self) -> None:
        """Wait until everything typed so far is in the line."""
        done = asyncio.Event()
        self._field.call_next(done.set)
        await done.wait()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))


class QueryProblem(Static):
    """What is wrong with the query, below the place of the mistake; hidden if nothing is wrong."""

    DEFAULT_CSS = """
    QueryProblem { height: auto; max-height: 3; display: none; padding: 0 1; background: $panel; color: $word-error; }
    QueryProblem.-there { display: block; }
    """

    def tell(self, words: str, column: int = 0, indent: int = 0) -> None:
        """Say what is wrong at a column (in cells from 0) of a line that begins after `indent` cells; "" is nothing."""
        self.set_class(bool(words), "-there")
        self.update(Content(f"{' ' * (indent + column)}^\n{printable(sentence(words))}" if words else ""))
