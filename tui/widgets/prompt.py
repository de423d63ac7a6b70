"""A question asked at the bottom of the screen, with the article still in view."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input, Label

from tui.printable import printable

Answer = Callable[[str], None]


class _Shown(Highlighter):
    """Draws what stands in the line so that nothing in it steers the terminal; the text itself stays as it is."""

    def __call__(self, text: str | Text) -> Text:
        shown = printable(str(text)).replace("\n", "␊").replace("\t", "␉")
        return Text(shown, no_wrap=True, overflow="ignore", end="")

    def highlight(self, text: Text) -> None:
        """Nothing has a colour of its own."""


class _Line(Input):
    """A line to type into that does what a key says before it looks at the next one.

    By itself it would leave keys such as Backspace until they have travelled up to the program, and letters
    typed behind them would overtake.
    """

    EDITS = {
        key.strip(): binding.action
        for binding in Input.BINDINGS
        if isinstance(binding, Binding)
        for key in binding.key.split(",")
    }

    async def on_key(self, event: events.Key) -> None:
        action = self.EDITS.get(event.key)
        if action:
            event.stop()
            event.prevent_default()
            await self.run_action(action)


class Prompt(Horizontal):
    """One line to type into. It is hidden while nothing is asked.

    Enter and Escape have priority, so that they are dealt with before the next key is looked at: keys typed
    ahead over a slow line end up in the question or behind it, as they were meant.
    """

    DEFAULT_CSS = """
    Prompt { height: 1; display: none; padding: 0 1; background: $panel; }
    Prompt.-asking { display: block; }
    Prompt Label { width: auto; color: $foreground; text-style: bold; }
    Prompt Input { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
    Prompt Input:focus { border: none; }
    """
    BINDINGS = [
        Binding("enter", "answer", "answer", id="prompt.answer", priority=True),
        Binding("escape", "give_up", "give up", id="prompt.give_up", priority=True),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._answer: Answer | None = None

    def compose(self) -> ComposeResult:
        yield Label("", markup=False)
        yield _Line(select_on_focus=False, compact=True, highlighter=_Shown())

    @property
    def asking(self) -> bool:
        """Whether a question waits for its answer."""
        return self._answer is not None

    def ask(self, question: str, answer: Answer, suggestion: str = "") -> None:
        """Ask `question`, with a suggestion typed in already; `answer` hears what is entered.

        The keyboard goes here until then, and afterwards to nobody: the screen takes it back in `answer`.
        """
        self._answer = answer
        self.query_one(Label).update(f"{question} ")
        field = self.query_one(Input)
        field.cursor_blink = False
        self.add_class("-asking")
        field.value = suggestion
        field.cursor_position = len(suggestion)
        self.screen.set_focus(field)

    async def action_answer(self) -> None:
        """Take what was typed as the answer."""
        field = self.query_one(Input)
        typed = asyncio.Event()
        field.call_next(typed.set)
        await typed.wait()  # keys typed before this Enter are in the field by now
        answer, self._answer = self._answer, None
        self.remove_class("-asking")
        self.screen.set_focus(None)
        if answer is not None:
            answer(field.value)

    def action_give_up(self) -> None:
        """Leave the question unanswered."""
        self._answer = None
        self.remove_class("-asking")
        self.screen.set_focus(None)
