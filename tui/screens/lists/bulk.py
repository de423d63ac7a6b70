"""Do the same with all selected sentences of a list, after asking; undo and redo it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Literal, cast

from textual.screen import Screen
from textual.worker import get_current_worker

from labels.browsing.rows import SentenceRows
from labels.bulk import BulkChange, Done, Preview, done_in_words, preview, preview_in_words
from labels.codebook.picking import matching
from labels.desk.describe import Way, reversal_in_words
from labels.desk.long_actions import carry_out_when_free, reverse
from labels.errors import CopydeskError
from labels.projections.project_reader import ProjectReader
from labels.query import Hit
from labels.values.progress import Cancelled, Progress
from tui.key_names import key_cap
from tui.screens.confirmation import Plan, confirmation
from tui.screens.list_state import ListState
from tui.screens.lists.behind import Behind
from tui.screens.lists.painter import ListPainter
from tui.screens.lists.search import LONGEST_WAIT, SearchController

_DONE: dict[Way, str] = {"undo": "done", "redo": "undone"}
_DOING: dict[Way, str] = {"undo": "Undoing …", "redo": "Doing it again …"}


class BulkController:
    """What the list of sentences can do besides showing them."""

    def __init__(
        self,
        screen: Screen[None],
        behind: Behind,
        state: ListState[SentenceRows],
        search: SearchController,
        painter: ListPainter,
    ) -> None:
        """Change the sentences that `search` found, in the session of the desk behind the list."""
        self._screen = screen
        self._desk = behind.desk
        self._program = behind.program
        self._keymap = behind.keymap
        self._state = state
        self._search = search
        self._painter = painter
        self._codebook = behind.desk.project.codebook
        self._done_here = self._undone_here = 0  # actions: only these are undone and redone here
        self._over: asyncio.Event | None = None  # what goes on in the background, and has the keys

    @property
    def busy(self) -> bool:
        """Whether the preview is being computed. Until it is ready, no other key may act."""
        return self._over is not None and not self._over.is_set()

    def cancel(self) -> None:
        """Ask nothing."""
        self._screen.workers.cancel_group(self._screen, "bulk")

    async def run(self, command: str, label: int) -> None:
        """Undo or redo; else label (with label number `label`), skip, flag or clear what is selected, after asking."""
        if command in ("undo", "redo"):
            await self._reverse(cast(Way, command))
        elif command == "pick":
            self._painter.widgets.prompt.ask("Label:", self._picked)
        elif command == "label":
            await self._plan(BulkChange("label", self._codebook.active[label].id))
        else:
            await self._plan(BulkChange(cast(Literal["skip", "flag", "clear"], command)))

    async def _picked(self, typed: str) -> None:
        """Plan the label with this name."""
        active = self._codebook.active
        numbers = matching(active, typed) if typed.strip() else []
        if numbers:
            await self._plan(BulkChange("label", active[numbers[0]].id))
        else:
            self._painter.paint_around(f"No label is called “{typed.strip()}”." if typed.strip() else "")

    # -- the same of all ---------------------------------------------------------------------------------

    async def _plan(self, change: BulkChange) -> None:
        if not await self._search.there() or not self._state.selected:
            select, every = (key_cap(self._keymap.elsewhere[id][0]) for id in ("list_select", "list_select_all"))
            self._painter.paint_around(
                f"Nothing is selected, so nothing was done. {select} selects a line, {every} all."
            )
            return
        self._painter.widgets.notice_line.tell("Looking at what it would change …")
        self._over = over = asyncio.Event()
        rows = self._state.shown
        work = partial(self._preview, change, [rows[row] for row in self._state.selected], over)
        self._screen.run_worker(work, name="preview", group="bulk", exclusive=True, thread=True)
        with suppress(TimeoutError):  # keys typed meanwhile are for the question
            await asyncio.wait_for(over.wait(), LONGEST_WAIT)

    def _preview(self, change: BulkChange, hits: Sequence[Hit], over: asyncio.Event) -> None:
        """Compute in a thread what would change; None if nobody waits for it any more."""
        worker = get_current_worker()
        project = self._desk.project
        planned: Preview | None = None
        try:
            with ProjectReader.opened(project.path) as reader:
                planned = preview(
                    reader, project.annotator, change, hits, Progress(cancelled=lambda: worker.is_cancelled)
                )
        except Cancelled:
            pass
        except CopydeskError as error:
            self._screen.app.notify(str(error), severity="error", markup=False)
        self._screen.call_later(self._ask, planned, over)

    async def _ask(self, planned: Preview | None, over: asyncio.Event) -> None:
        """Ask, or say that there is nothing to ask."""
        if planned is not None and not planned.hits:
            self._painter.paint_around(preview_in_words(planned, self._codebook))
        else:
            self._painter.paint_around()
            if planned is not None:
                project = self._desk.project
                plan = Plan(
                    preview_in_words(planned, self._codebook),
                    len(planned.hits),
                    partial(carry_out_when_free, project.path, project.journal, planned),
                    planned.quotes,
                )
                question = confirmation(plan, self._program.waiting, self._keymap)
                await self._screen.app.push_screen(question, self._done)
        over.set()

    def _done(self, done: Done | None) -> None:
        if done is None:
            self._painter.paint_around("Cancelled. Nothing was written.")
        else:
            self._done_here, self._undone_here = self._done_here + 1, 0
            self._state.selected.clear()
            self._read_again(done_in_words(done, key_cap(self._keymap.commands["undo"][0])))

    def _read_again(self, notice: str) -> None:
        self._painter.draw_again()
        self._search.again()
        self._painter.paint_around(notice)

    async def _reverse(self, way: Way) -> None:
        """Undo or redo in a thread, because the action may be about very many sentences.

        Keys wait, and Escape stops it. Only what was done in this list is undone, because somebody may press Backspace
        to edit the query.
        """
        if not (self._done_here if way == "undo" else self._undone_here):
            key = key_cap(self._keymap.commands[way][0])
            self._painter.paint_around(f"Nothing was {_DONE[way]} in this list. At the desk, {key} {way}es.")
            return
        project = self._desk.project
        self._painter.widgets.notice_line.tell(f"{_DOING[way]} Escape stops, and leaves all as it was.")
        words = f"Nothing to {way}."
        try:
            reversal = await self._program.waiting.thread(
                lambda stop: reverse(project.path, project.journal, way, Progress(cancelled=stop))
            )
            if reversal is not None:
                by = 1 if way == "redo" else -1
                self._done_here, self._undone_here = self._done_here + by, self._undone_here - by
                words = reversal_in_words(way, reversal.events, project.journal.sitting.number, self._codebook)
        except Cancelled:
            words = "Stopped. All is as it was."
        except CopydeskError as error:
            words = str(error)
        if self._screen.is_attached:
            self._read_again(words)
