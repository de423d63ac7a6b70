"""Asking something at the bottom of the screen: what every question has in common."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from inspect import isawaitable

from textual import events
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widget import Widget

#: Hears what was entered; the keys behind it wait until it is over.
Answer = Callable[[str], Awaitable[None] | None]


def edits_of(field: type[Widget]) -> dict[str, str]:
    """The editing keys of a field, each with its action."""
    return {
        key.strip(): binding.action
        for binding in field.BINDINGS
        if isinstance(binding, Binding)
        for key in binding.key.split(",")
    }


async def edit_at_once(field: Widget, edits: Mapping[str, str], event: events.Key) -> None:
    """Do what an editing key says before the next key is looked at.

    By itself a field would leave keys such as Backspace until they have travelled up to the program, and
    letters typed behind them would overtake.
    """
    action = edits.get(event.key)
    if action:
        event.stop()
        event.prevent_default()
        await field.run_action(action)


class Question(Horizontal):
    """A field to type into. It is hidden while nothing is asked.

    Enter and Escape have priority, so that they are dealt with before the next key is looked at: keys typed
    ahead over a slow line end up in the question or behind it, as they were meant.
    """

    DEFAULT_CSS = """
    Question { height: auto; display: none; padding: 0 1; background: $panel; }
    Question.-asking { display: block; }
    Question Label { width: auto; color: $foreground; text-style: bold; }
    """
    BINDINGS = [
        Binding("enter", "answer", "answer", id="question.answer", priority=True),
        Binding("escape", "give_up", "give up", id="question.give_up", priority=True),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._answer: Answer | None = None

    @property
    def asking(self) -> bool:
        """Whether the question waits for its answer."""
        return self._answer is not None

    @property
    def field(self) -> Widget:
        """What is typed into."""
        raise NotImplementedError

    @property
    def typed(self) -> str:
        """What stands in the field."""
        raise NotImplementedError

    def begin(self, answer: Answer) -> None:
        """Show the field and give it the keyboard; `answer` hears what is entered.

        Afterwards the keyboard is nobody's: the screen takes it back.
        """
        self._answer = answer
        self.app.clear_notifications()  # they would lie over what is typed
        self.add_class("-asking")
        self.screen.set_focus(self.field)

    async def action_answer(self) -> None:
        """Take what was typed as the answer."""
        settled = asyncio.Event()
        self.field.call_next(settled.set)
        await settled.wait()  # keys typed before this Enter are in the field by now
        answer, typed = self._answer, self.typed
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
