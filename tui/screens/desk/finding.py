"""Search at the desk: the word is asked for once, then each further press goes to the next place."""

from __future__ import annotations

from dataclasses import replace

from textual.keys import format_key

from labels.desk import Desk, Step
from labels.desk.finding import TextSearch
from tui.keymap import Keymap
from tui.printable import printable
from tui.screens.desk.companion import Companion
from tui.screens.desk.verbs import VerbRunner
from tui.widgets.prompt import Prompt
from tui.widgets.sentence_list import SentenceList


class FindController:
    """Looks for a text in all articles, and marks where it stands."""

    def __init__(
        self, desk: Desk, keymap: Keymap, verbs: VerbRunner, rows: SentenceList, companion: Companion | None
    ) -> None:
        """Search the articles of `desk`; `rows` show what is found."""
        self._desk = desk
        self._keymap = keymap
        self._verbs = verbs
        self._rows = rows
        self._companion = companion
        self._search: TextSearch | None = None

    def ask(self, prompt: Prompt) -> None:
        """Ask what to look for."""
        prompt.ask("Search:", self._search_for, self._search.text if self._search else "")

    async def again(self, prompt: Prompt) -> None:
        """Go to the next place; ask what to look for where nothing was searched yet."""
        if self._search is None:
            self.ask(prompt)
        else:
            await self._verbs.do(self._search_on)

    async def _search_for(self, text: str) -> None:
        if self._companion is None:
            await self._begin(text)
        else:
            await self._companion.around_search(lambda: self._begin(text))

    async def _begin(self, text: str) -> None:
        text = text.strip()
        self._search = TextSearch(self._desk, text) if text else None
        self._rows.highlight(printable(text))
        if self._search is not None:
            await self._verbs.do(self._search_on)

    def _search_on(self) -> Step:
        assert self._search is not None
        step = self._search.next()
        again = format_key(self._keymap.commands["search_again"][0])
        return replace(step, notice=step.notice or f"“{self._search.text}”: {again} searches on.")
