"""Search at the desk: the query is asked for once, then each further press goes to the next match."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from labels.desk import Desk, Step
from labels.errors import CopydeskError
from labels.values.progress import Cancelled, Progress
from tui.key_names import key_cap
from tui.keymap import Keymap
from tui.screens.desk.painter import Painter
from tui.screens.verbs import VerbRunner
from tui.waiting import Waiting
from tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from labels.desk.search import DeskSearch, Found
    from labels.query import QueryError
    from tui.screens.desk.companion import DeskCompanion

QUESTION = "Search:"
SEARCHING = "Searching … Escape stops it."

#: A search that takes longer than this, in seconds, is reported.
_TELL_AFTER = 0.2


class FindController:
    """Goes from match to match of a query in all articles, and marks what the query is about."""

    def __init__(
        self,
        desk: Desk,
        keymap: Keymap,
        waiting: Waiting,
        verbs: VerbRunner,
        painter: Painter,
        companion: DeskCompanion | None,
    ) -> None:
        """Search the articles of `desk`, which `painter` paints."""
        self._desk = desk
        self._keymap = keymap
        self._waiting = waiting
        self._verbs = verbs
        self._painter = painter
        self._companion = companion
        self._search: DeskSearch | None = None
        self._typed = ""  # what was asked for last, also if it could not be understood

    @property
    def _prompt(self) -> Prompt:
        return self._painter.widgets.prompt

    def ask(self) -> None:
        """Ask what to look for. The last query is selected, so that typing replaces it."""
        self._prompt.ask(QUESTION, self._search_for, self._typed, anew=True)

    async def again(self) -> None:
        """Go to the next match; ask what to look for where nothing was searched yet."""
        if self._search is None:
            self.ask()
        else:
            await self._go_on(self._search)

    async def _search_for(self, text: str) -> None:
        if self._companion is None:
            await self._begin(text.strip())
        else:
            await self._companion.around_search(lambda: self._begin(text.strip()))

    async def _begin(self, text: str) -> None:
        from labels.desk.search import DeskSearch  # the query language takes a while to load
        from labels.query import QueryError

        self._search, self._typed = None, text
        self._painter.widgets.rows.highlight(None)
        if not text:
            return
        try:
            search = DeskSearch(self._desk, text)
        except QueryError as error:
            self._refuse(text, error)
        else:
            await self._go_on(search)

    async def _go_on(self, search: DeskSearch) -> None:
        """Go to the next match. What takes long is looked for in a thread; Escape stops it, other keys wait."""
        from labels.query import QueryError

        if self._verbs.gone:
            return
        self._search = search
        telling = asyncio.get_running_loop().call_later(_TELL_AFTER, self._painter.tell, SEARCHING)
        try:
            found = await self._found(search)
        except Cancelled:
            self._end("The search was stopped.")
        except QueryError as error:
            self._search = None
            self._refuse(search.text, error)
        except CopydeskError as error:
            if not self._verbs.gone:
                self._prompt.question.app.notify(str(error), severity="error", markup=False)
            self._end("")
        else:
            telling.cancel()
            self._painter.widgets.rows.highlight(search.within)
            await self._verbs.do(lambda: self._step(search, found))
        finally:
            telling.cancel()

    async def _found(self, search: DeskSearch) -> Found | None:
        with suppress(Cancelled):
            return search.look_at_once()
        return await self._waiting.thread(lambda stop: search.look(Progress(cancelled=stop)))

    def _step(self, search: DeskSearch, found: Found | None) -> Step:
        step = search.go_to(found)
        again = key_cap(self._keymap.commands["search_again"][0])
        return replace(step, notice=step.notice or f"“{search.text}”: {again} searches on.")

    def _end(self, notice: str) -> None:
        if not self._verbs.gone:
            self._painter.paint_around(notice)

    def _refuse(self, text: str, error: QueryError) -> None:
        """Ask again, with what is wrong below what was typed."""
        if not self._verbs.gone:
            self._painter.paint_around("")
            self._prompt.ask(QUESTION, self._search_for, text)
            self._prompt.refuse(error.problem, error.column - 1)
