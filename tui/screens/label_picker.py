"""Give a label by typing a few letters of its name: for codebooks with more labels than keys."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from labels.codebook.picking import matching
from labels.project import Project
from tui.widgets.label_bar import LabelBar
from tui.widgets.prompt import Prompt

_ASK = "Label:"


class LabelPicker:
    """Asks for a name; the label bar follows what is typed, and Enter gives the label that it marks."""

    def __init__(self, project: Project, prompt: Prompt, bar: LabelBar, give: Callable[[int], Awaitable[None]]) -> None:
        """Ask in `prompt`; `give` does with a label, by its number in the codebook, what its key would do."""
        self._project = project
        self._prompt = prompt
        self._bar = bar
        self._give = give

    def ask(self) -> None:
        """Ask for a label."""
        self._prompt.ask(_ASK, self._answer)
        self.follow()

    def follow(self) -> None:
        """Show the labels that match what is typed; all of them where it is not asked for one."""
        asking = self._prompt.asking and self._prompt.asked == _ASK
        self._bar.pick(self._matching(self._prompt.typed) if asking else None)

    async def _answer(self, typed: str) -> None:
        numbers = self._matching(typed) if typed.strip() else []
        self._bar.pick(None)
        if numbers:
            await self._give(numbers[0])
        elif typed.strip():
            self._prompt.ask(_ASK, self._answer, typed, anew=True)
            self._prompt.question.tell("No label has this name.")
            self.follow()

    def _matching(self, typed: str) -> list[int]:
        return matching(self._project.codebook.active, typed)
