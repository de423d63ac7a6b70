"""The list of sentences that a query selects, and what can be done with all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from sqlite3 import Connection
from typing import Literal

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from labels.browsing.rows import SentenceRows
from labels.browsing.sentences import SENTENCE_SORTS, SentenceLines, find_sentences
from labels.desk import Step
from labels.desk.bulk import Deed, Done, Preview, Stopped, done_in_words, preview, preview_in_words
from labels.desk.describe import action_in_words
from labels.errors import CopydeskError
from labels.query import Hit
from labels.store.connection import connect
from labels.words import counted
from tui.screens.browser.kept import Kept
from tui.screens.browser.lines import sentence_line
from tui.screens.browser.list_screen import ListScreen
from tui.screens.browser.searching import Request
from tui.screens.desk import DeskScreen
from tui.widgets.gutter import Piece
from tui.widgets.listed_line import ListedLine, one_line


class SentencesScreen(ListScreen):
    """Sentences, a line each, with what was decided of them. `sentence_bindings` has its keys."""

    HEAD = "Sentences:"
    HINT = "words, “phrases”, /regex/, label:claim, -is:flagged, …; nothing lists all"
    SORTS = ("by place", "by newest decision", "by seconds", "by length")
    BINDING_GROUP_TITLE = "Sentences"
    DEFAULT_CSS = """
    SentencesScreen #list-heads { display: none; }
    SentencesScreen #whole { height: 3; text-wrap: wrap; padding: 0 1; background: $surface; display: none; }
    SentencesScreen.-high #whole { display: block; }
    """

    def __init__(self, behind: DeskScreen, kept: Kept[SentenceRows], name: Literal["sentences", "flags"]) -> None:
        """List sentences of what the desk `behind` works on, as they were `kept`."""
        super().__init__(behind, kept)
        self.NAME = name
        self._lines = SentenceLines(self.desk.project.connection, self.desk.project.annotator)

    def on_mount(self) -> None:
        if self.NAME == "sentences" and not self.kept.query:
            self.query_line.type()

    def compose_below(self) -> ComposeResult:
        yield Static(id="whole", markup=False)

    def new_rows(self) -> SentenceRows:
        return SentenceRows(headed=SENTENCE_SORTS[self.kept.sort] == "place")

    def find(self, connection: Connection, request: Request, stop: Callable[[], bool]) -> Iterator[Sequence[Hit]]:
        return find_sentences(
            connection,
            self.desk.project.annotator,
            self._scheme,
            request.query,
            sort=SENTENCE_SORTS[request.sort],
            descending=request.descending,
            stop=stop,
        )

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
        return sentence_line(self._lines.line(hit), self._faces, width, SENTENCE_SORTS[self.kept.sort])

    def summary(self) -> str:
        where = f" in {counted(self.rows.articles, 'article')}" if self.kept.whole and len(self.rows) else ""
        return f"Sentences  {self.position}{where}  {self.sorted_by}"

    def paint_around(self, notice: str = "") -> None:
        super().paint_around(notice)
        whole = Content("")
        if len(self.rows):
            hit = self.rows[self.long_list.cursor]
            text = one_line(self._lines.line(hit).text)
            title = one_line(self._lines.title(hit.article))
            whole = Content.assemble((f"{title}", "$row-quiet"), "\n", text)
        self.query_one("#whole", Static).update(whole, layout=False)

    def hint(self) -> str:
        if self.query_line.typing:
            return "The list follows as you type. Enter goes to the list."
        if not len(self.rows):
            return "" if self.searching else "Nothing is like that."
        return "A label’s key labels all of these at once, after asking."

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
        self.leave(lambda: self.desk.focus_on(query))

    # -- the same of all ---------------------------------------------------------------------------------

    async def action_label(self, number: int) -> None:
        """Label all of these, after asking."""
        await self._plan(Deed("label", self._scheme.active[number].id))

    async def action_deed(self, kind: Literal["skip", "flag", "clear"]) -> None:
        """Skip, flag or clear all of these, after asking."""
        await self._plan(Deed(kind))

    async def _plan(self, deed: Deed) -> None:
        await self.there()
        if not self.kept.whole:
            more = (
                "Wait until the search has come to its end" if self.searching else "The search did not come to its end"
            )
            self.paint_around(f"{more}: not all sentences are known.")
            return
        self.notice_line.tell("Looking at what it would change …")
        self._preview(deed, self.rows)

    @work(thread=True, exclusive=True, group="bulk")
    def _preview(self, deed: Deed, rows: SentenceRows) -> None:
        worker = get_current_worker()
        path, annotator = self.project_path, self.desk.project.annotator
        try:
            with closing(connect(path, write=False)) as connection:
                hits = [rows[row] for row in range(len(rows))]
                planned = preview(connection, annotator, deed, hits, lambda: worker.is_cancelled)
        except Stopped:
            return
        except CopydeskError as error:
            self.app.notify(str(error), severity="error", markup=False)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._confirm, planned)

    def _confirm(self, planned: Preview) -> None:
        from tui.screens.browser.bulk import BulkScreen

        if self.app.screen is not self:
            return
        if not planned.hits:
            self.paint_around(preview_in_words(planned, self._scheme))
            return
        self.paint_around()
        self.app.push_screen(BulkScreen(self.desk, planned), self._done)

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

    def action_undo(self) -> None:
        """Take back the last action."""
        self._reverse("undo")

    def action_redo(self) -> None:
        """Bring back what was taken back last."""
        self._reverse("redo")

    @work(thread=True, exclusive=True, group="bulk")
    def _reverse(self, way: Literal["undo", "redo"]) -> None:
        project = self.desk.project
        self.app.call_from_thread(self.notice_line.tell, "Undoing …" if way == "undo" else "Doing it again …")
        try:
            with closing(connect(project.path)) as connection:
                journal = project.journal.over(connection)
                reversal = journal.undo() if way == "undo" else journal.redo()
        except CopydeskError as error:
            self.app.notify(str(error), severity="error", markup=False)
            return
        if reversal is None:
            words = f"Nothing to {way}."
        else:
            what = action_in_words(reversal.events, self._scheme)
            words = f"{'Undone' if way == 'undo' else 'Done again'}: {what}."
        self.app.call_from_thread(self._read_again, words)
