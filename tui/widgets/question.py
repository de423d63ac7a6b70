"""Ask something at the bottom of the screen, in a field of one line or of several."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from inspect import isawaitable

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Label, Static

from labels.words import sentence
from tui.printable import printable

#: Called with what was entered. Later keys wait until it has ended.
Answer = Callable[[str], Awaitable[None] | None]

#: The keys that begin a new line in a field of several lines.
NEW_LINE = ("ctrl+j", "shift+enter")


def edits_of(field: type[Widget]) -> dict[str, str]:
    """The editing keys of a field, each with its action."""
    return {
        key.strip(): binding.action
        for binding in field.BINDINGS
        if isinstance(binding, Binding)
        for key in binding.key.split(",")
    }


async def edit_at_once(field: Widget, edits: Mapping[str, str], event: events.Key) -> None:
    """Carry out an editing key before the next key is handled.

    By itself a field would handle keys such as Backspace only after they have passed through the program, and letters
    typed after them would come first.
    """
    action = edits.get(event.key)
    if action:
        event.stop()
        event.prevent_default()
        await field.run_action(action)


class Question(Vertical):
    """A field to type into, below its question, and a line for what is wrong. It is hidden while nothing is asked.

    Enter and Escape have priority, so that they are handled before the next key is looked at: keys typed
    ahead over a slow line end up in the question or behind it, as they were meant.
    """

    DEFAULT_CSS = """
    Question { height: auto; display: none; padding: 0 1; background: $panel; }
    Question.-asking { display: block; }
    Question Horizontal { height: auto; }
    Question Label { width: auto; color: $foreground; text-style: bold; }
    Question Static.-problem { height: 1; color: $word-error; display: none; }
    Question Static.-problem { text-wrap: nowrap; text-overflow: ellipsis; }
    Question.-wrong Static.-problem { display: block; }
    Question Input { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
    Question Input:focus { border: none; }
    Question TextArea { width: 1fr; height: 5; border: none; padding: 0; background: $panel; }
    Question TextArea:focus { border: none; }
    """
    BINDINGS = [
        Binding("enter", "answer", "answer", id="question.answer", priority=True),
        Binding("escape", "give_up", "give up", id="question.give_up", priority=True),
        # For the footer alone: a field of several lines takes these keys itself, in the order typed.
        Binding(",".join(NEW_LINE), "new_line", "new line", id="question.new_line"),
    ]

    def __init__(self, field: Widget, typed: Callable[[], str], lines: int = 1) -> None:
        """Ask with `field`, which is `lines` high; `typed` gives its text."""
        super().__init__()
        self._lines = lines
        self._label = Label("", markup=False)
        self._problem = Static(classes="-problem")
        self._field = field
        self._typed = typed
        self._answer: Answer | None = None

    def compose(self) -> ComposeResult:
        row = Horizontal(self._label, self._field)
        row.styles.height = self._lines
        yield row
        yield self._problem

    @property
    def asking(self) -> bool:
        """Whether the question waits for its answer."""
        return self._answer is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "new_line" or self._lines > 1

    def begin(self, question: str, answer: Answer) -> None:
        """Show the field after the words `question` and give it the focus.

        `answer` is called with what is entered. Afterwards nothing has the focus, and the screen takes it back.
        """
        self._label.update(f"{question} ")
        self._answer = answer
        self.app.clear_notifications()  # they would hide what is typed
        self.add_class("-asking")
        self.remove_class("-wrong")
        self.screen.set_focus(self._field)

    def tell(self, problem: str) -> None:
        """Say in one line below the field what is wrong with what was typed, until it is answered."""
        self._problem.update(Content(printable(sentence(problem))))
        self.add_class("-wrong")

    async def settled(self) -> None:
        """Wait until the keys typed so far are in the field, if it is asked."""
        if self.asking:
            settled = asyncio.Event()
            self._field.call_next(settled.set)
            await settled.wait()

    async def action_answer(self) -> None:
        """Take what was typed as the answer."""
        await self.settled()
        answer, typed = self._answer, self._typed()
        self.action_give_up()
        if answer is not None:
            done = answer(typed)
            if isawaitable(done):
                await done

    def action_give_up(self) -> None:
        """Leave the question unanswered."""
        self._answer = None
        self.remove_class("-asking")
        self.screen.set_focus(None)
