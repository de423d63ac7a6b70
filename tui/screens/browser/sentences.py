"""The list of sentences that a query selects, and what can be done with all of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Literal

from textual import on, work
from textual.app import ComposeResult
from textual.getters import query_one
from textual.keys import format_key
from textual.message import Message
from textual.worker import get_current_worker

from labels.browsing.highlights import found_in_sentence
from labels.browsing.lists import Lists
from labels.browsing.rows import SentenceRows
from labels.browsing.sentences import SENTENCE_SORTS, SentenceSearch
from labels.bulk import Deed, Done, Preview, done_in_words, preview, preview_in_words
from labels.desk import Step
from labels.desk.describe import Way, reversal_in_words
from labels.desk.long_actions import reverse
from labels.errors import CopydeskError
from labels.projections.project_reader import ProjectReader
from labels.query import Hit
from labels.values.progress import Cancelled, Progress
from labels.words import counted
from tui.screens.browser.lines import sentence_line
from tui.screens.browser.list_picture import PATIENCE
from tui.screens.browser.list_screen import ListScreen
from tui.screens.browser.list_state import Kept
from tui.screens.browser.searching import Request
from tui.screens.desk import DeskScreen
from tui.waiting import Patience
from tui.widgets.gutter import Piece
from tui.widgets.listed_line import ListedLine
from tui.widgets.whole_sentence import WholeSentence


class SentencesScreen(ListScreen):
    """Sentences, a line each, with what was decided of them. `sentence_bindings` has its keys."""

    HEAD = "Find:"
    HINT = "words, “phrases”, /regex/, label:claim, -is:flagged; empty lists all"
    SORTS = ("by place", "by newest decision", "by seconds", "by length")
    BINDING_GROUP_TITLE = "Sentences"
    DEFAULT_CSS = """
    SentencesScreen #list-heads { display: none; }
    SentencesScreen.-high WholeSentence { display: block; text-wrap: wrap; }
    """

    _whole = query_one(WholeSentence)

    class Planned(Message):
        """It is clear what something would change; None if nobody waits for it any more."""

        def __init__(self, planned: Preview | None, over: asyncio.Event) -> None:
            self.planned = planned
            self.over = over
            super().__init__()

    def __init__(self, behind: DeskScreen, kept: Kept[SentenceRows], name: Literal["sentences", "flags"]) -> None:
        """List sentences of what the desk `behind` works on, as they were `kept`."""
        super().__init__(behind, kept)
        self.NAME = name
        self._over: asyncio.Event | None = None  # what goes on in the background, and has the keys
        self._lines = self.desk.project.lists.sentence_lines(self.desk.project.annotator)

    def on_mount(self) -> None:
        if self.NAME == "sentences":  # always: a query that is typed must never be taken for the keys of labels
            self.query_line.type(anew=True)

    def compose_below(self) -> ComposeResult:
        yield WholeSentence()

    def new_rows(self) -> SentenceRows:
        return SentenceRows(headed=SENTENCE_SORTS[self.kept.sort] == "place")

    def find(self, lists: Lists, request: Request, stop: Callable[[], bool]) -> Iterator[Sequence[Hit]]:
        annotator, sort = self.desk.project.annotator, SENTENCE_SORTS[request.sort]
        search = SentenceSearch(annotator, request.query, sort, request.descending)
        return lists.find_sentences(self._codebook, search, Progress(cancelled=stop))

    def descends(self, sort: int) -> bool:
        return SENTENCE_SORTS[sort] != "place"

    def nearest(self, rows: SentenceRows) -> int:
        if SENTENCE_SORTS[self.kept.sort] == "place" and not self.kept.descending and self._wanted is not None:
            return rows.row_after(self._wanted)
        return super().nearest(rows)

    def draw(self, row: int, heading: bool, width: int) -> ListedLine:
        hit = self.rows[row]
        if heading:
            indent = 15 if width >= 72 else 2 if width >= 24 else 0
            return ListedLine((Piece(" " * indent),), self._lines.title(hit.article), quiet=True)
        return sentence_line(self._lines.line(hit), self._faces, width, SENTENCE_SORTS[self.kept.sort], self.kept.query)

    def summary(self) -> str:
        where = f" in {counted(self.rows.articles, 'article')}" if self.kept.whole and len(self.rows) else ""
        return f"Sentences  {self.position}{where}  {self.sorted_by}"

    def paint_around(self, notice: str = "") -> None:
        super().paint_around(notice)
        if len(self.rows):
            hit = self.rows[self.long_list.cursor]
            text = self._lines.line(hit).text
            self._whole.show(self._lines.title(hit.article), text, found_in_sentence(self.kept.query, text))
        else:
            self._whole.show("", "", ())

    def hint(self) -> str:
        if self.query_line.typing:
            return "The list follows as you type. Enter goes to the list."
        if not len(self.rows):
            return "" if self.searching else "Nothing is like that."
        keys = ", ".join(format_key(self.behind.keymap.commands[id][0]) for id in ("skip", "flag"))
        clear = format_key(self.behind.keymap.commands["clear"][0])
        return f"A label’s key, {keys} or {clear} goes to all of these at once, after asking."

    def go_to_desk(self) -> Step:
        hit = self.rows[self.long_list.cursor]
        self.desk.open_article(hit.article)
        return replace(self.desk.go_to(self.desk.page.row_at(hit.start)), opened=True)

    async def action_focus_on(self) -> None:
        """Label only what matches: the query becomes the desk's queue."""
        await self._leave_query()
        query = self.kept.query
        if not query.strip():
            self.paint_around("Type a query first; the desk then goes through its sentences alone.")
            return
        await self.leave(lambda: self.desk.focus_on(query))

    # -- the same of all ---------------------------------------------------------------------------------

    async def action_label(self, number: int) -> None:
        """Label all of these, after asking."""
        await self._plan(Deed("label", self._codebook.active[number].id))

    async def action_deed(self, kind: Literal["skip", "flag", "clear"]) -> None:
        """Skip, flag or clear all of these, after asking."""
        await self._plan(Deed(kind))

    async def _plan(self, deed: Deed) -> None:
        await self.there(whole=True)
        if not self.kept.whole:
            self.paint_around("The search has not come to its end: not all sentences are known.")
            return
        self.notice_line.tell("Looking at what it would change …")
        await self._wait_for(lambda over: self._preview(deed, self.rows, over))

    async def _wait_for(self, begin: Callable[[asyncio.Event], object]) -> None:
        """Do something in the background; keys typed meanwhile are for what comes of it."""
        self._over = asyncio.Event()
        begin(self._over)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._over.wait(), PATIENCE)

    @property
    def _busy(self) -> bool:
        return self._over is not None and not self._over.is_set()

    @work(thread=True, exclusive=True, group="bulk")
    def _preview(self, deed: Deed, rows: SentenceRows, over: asyncio.Event) -> None:
        worker = get_current_worker()
        path, annotator = self.project_path, self.desk.project.annotator
        planned: Preview | None = None
        try:
            with ProjectReader.opened(path) as reader:
                hits = [rows[row] for row in range(len(rows))]
                planned = preview(reader, annotator, deed, hits, Progress(cancelled=lambda: worker.is_cancelled))
        except Cancelled:
            pass
        except CopydeskError as error:
            self.app.notify(str(error), severity="error", markup=False)
        self.post_message(self.Planned(planned, over))

    @on(Planned)
    async def _confirm(self, message: Planned) -> None:
        """Ask, or say that there is nothing to ask."""
        from tui.screens.browser.bulk import BulkScreen

        planned = message.planned
        if planned is None:
            self.paint_around()
        elif not planned.hits:
            self.paint_around(preview_in_words(planned, self._codebook))
        else:
            self.paint_around()
            await self.app.push_screen(BulkScreen(self.desk, planned), self._done)
        message.over.set()

    async def action_back(self) -> None:
        """Out of a question that is not asked yet, else as in every list."""
        if self._busy:
            self.workers.cancel_group(self, "bulk")
        else:
            await super().action_back()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        # Until it is over, no key may do anything else.
        return super().check_action(action, parameters) and (not self._busy or action in ("back", "quit"))

    def _done(self, done: Done | None) -> None:
        if done is None:
            self.paint_around("Left as it was.")
            return
        self._read_again(done_in_words(done))

    def _read_again(self, notice: str) -> None:
        self.forget_lines()
        self.long_list.redraw()
        self.search_again()
        self.paint_around(notice)

    async def action_undo(self) -> None:
        """Take back the last action."""
        await self._reverse("undo", "Undoing …")

    async def action_redo(self) -> None:
        """Bring back what was taken back last."""
        await self._reverse("redo", "Doing it again …")

    async def _reverse(self, way: Way, doing: str) -> None:
        """In a thread, because it may have been about very many; keys wait, and Escape stops it."""
        project = self.desk.project
        self.notice_line.tell(f"{doing} Escape stops, and leaves all as it was.")
        patience: Patience = self.app.patience
        words = f"Nothing to {way}."
        try:
            reversal = await patience.thread(
                lambda stop: reverse(project.path, project.journal, way, Progress(cancelled=stop))
            )
            if reversal is not None:
                words = reversal_in_words(way, reversal.events, project.journal.sitting.number, self._codebook)
        except Cancelled:
            words = "Stopped. All is as it was."
        except CopydeskError as error:
            words = str(error)
        if self.is_attached:
            self._read_again(words)
