"""A question asked at the bottom of the screen, with the article still in view."""

from __future__ import annotations

from collections.abc import Callable

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.widgets import Input
from textual.widgets.input import Selection

from tui.printable import printable
from tui.widgets.question import Answer, Question, edit_at_once, edits_of


class ShownAsItIs(Highlighter):
    """Draws the text of the line so that nothing in it controls the terminal. The text itself is not changed."""

    def __call__(self, text: str | Text) -> Text:
        shown = printable(str(text)).replace("\n", "␊").replace("\t", "␉")
        return Text(shown, no_wrap=True, overflow="ignore", end="")

    def highlight(self, text: Text) -> None:
        """Nothing has a colour of its own."""


#: The hint about a path while it is typed.
COMPLETES = "Tab completes the name."
PATH_OR_ADDRESS = f"{COMPLETES} A web address (https://…) is fetched."


class _Line(Input):
    """A line to type into, in order. Tab has `complete` go on with what was typed, where there is such a thing."""

    EDITS = edits_of(Input)

    complete: Callable[[str], str] | None = None

    async def on_key(self, event: events.Key) -> None:
        if event.key == "tab" and self.complete is not None:
            event.stop()
            event.prevent_default()
            self.value = self.complete(self.value)
            self.cursor_position = len(self.value)
        else:
            await edit_at_once(self, self.EDITS, event)


class Prompt:
    """One line to type into; `question` is the widget."""

    def __init__(self) -> None:
        self._line = _Line(select_on_focus=False, compact=True, highlighter=ShownAsItIs())
        self._line.cursor_blink = False
        self.question = Question(self._line, lambda: self._line.value)
        self.asked = ""
        """The question that was asked last."""
        self.hint = ""
        """What helps to answer it: how paths are completed, or what there is to choose from."""
        self.hinted: Callable[[str], None] = lambda hint: None
        """Called with each new hint, to show it."""

    @property
    def asking(self) -> bool:
        """Whether the question waits for its answer."""
        return self.question.asking

    @property
    def typed(self) -> str:
        """The text in the line."""
        return self._line.value

    def ask(self, question: str, answer: Answer, suggestion: str = "", *, anew: bool = False) -> None:
        """Ask `question`, with a suggestion already in the line.

        `answer` is called with what is entered. `anew` selects the suggestion, so that typing replaces it.
        """
        self.asked, self.hint = question, ""
        self._line.complete = None
        end = len(suggestion)
        self._line.value = suggestion
        self._line.selection = Selection(0 if anew else end, end)
        self.question.begin(question, answer)

    def ask_path(self, question: str, answer: Answer, suggestion: str = "", *, hint: str = COMPLETES) -> None:
        """Ask for a path, which Tab completes as a shell does; `hint` is shown until there are names to choose from."""
        from tui.path_completion import complete_path

        self.ask(question, answer, suggestion)

        def complete(typed: str) -> str:
            found = complete_path(typed)
            self._give_hint(found.told or hint)
            return found.typed

        self._line.complete = complete
        self._give_hint(hint)

    def _give_hint(self, hint: str) -> None:
        self.hint = hint
        self.hinted(hint)

    def refuse(self, problem: str, at: int) -> None:
        """Say in one line what is wrong with the text in the line, and put the cursor there (code points from 0)."""
        self._line.cursor_position = at
        self.question.tell(problem)
