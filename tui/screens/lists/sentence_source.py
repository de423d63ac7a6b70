"""The list of the sentences that a query selects."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from textual.widget import Widget

from labels.browsing.highlights import found_in_sentence
from labels.browsing.lists import Lists
from labels.browsing.rows import SentenceRows
from labels.browsing.sentences import SENTENCE_SORTS, SentenceSearch
from labels.desk import Desk, Step
from labels.journal.kinds.kind import label_in_words
from labels.query import Hit
from labels.values.annotation import Annotation
from labels.values.progress import Progress
from labels.words import counted
from tui.key_names import key_cap
from tui.keymap import Keymap
from tui.screens.list_state import ListName, ListState
from tui.screens.lists.answers import answer_pieces, answers_in_words
from tui.screens.lists.lines import sentence_line
from tui.screens.lists.source import Request
from tui.widgets.gutter import Piece
from tui.widgets.label_display import label_displays
from tui.widgets.listed_line import ListedLine
from tui.widgets.sentence_preview import SentencePreview


@dataclass(frozen=True, slots=True)
class Cell:
    """The sentences behind a cell of a confusion table, and the names of its two people; None for everybody."""

    sentences: Collection[Hit]
    people: tuple[str, str] | None = None


class SentenceSource:
    """Sentences, a line each, with what was decided of them."""

    sorts = ("by place", "by newest decision", "by seconds", "by length", "by doubt")

    def __init__(
        self,
        desk: Desk,
        keymap: Keymap,
        state: ListState[SentenceRows],
        name: ListName,
        only: Cell | None = None,
    ) -> None:
        """List sentences of what `desk` works on, as they were left in `state`; `only` those of a cell."""
        self.name = name
        self._cell = only
        self._desk = desk
        self._keymap = keymap
        self._state = state
        self._codebook = desk.project.codebook
        self._displays = label_displays(self._codebook)
        self._lines = desk.project.lists.sentence_lines(desk.project.annotator)
        self._whole = SentencePreview()

    @property
    def query_hint(self) -> str:
        """A hint for the empty query line."""
        if self._cell is not None:
            return "narrows what is listed here: words, /regex/, label:claim"
        return "words, “phrases”, /regex/, label:claim, -is:flagged; empty lists all"

    def new_rows(self) -> SentenceRows:
        """Rows to be filled by a search."""
        return SentenceRows(headed=SENTENCE_SORTS[self._state.sort] == "place")

    def find(self, lists: Lists, request: Request, stop: Callable[[], bool]) -> Iterator[Sequence[Hit]]:
        """Search for sentences, part by part. Runs in a thread."""
        annotator, sort = self._desk.project.annotator, SENTENCE_SORTS[request.sort]
        search = SentenceSearch(annotator, request.query, sort, request.descending)
        parts = lists.find_sentences(self._codebook, search, Progress(cancelled=stop))
        return parts if self._cell is None else self._among(parts, self._cell.sentences)

    @staticmethod
    def _among(parts: Iterator[Sequence[Hit]], only: Collection[Hit]) -> Iterator[Sequence[Hit]]:
        return ([hit for hit in part if hit in only] for part in parts)

    def descends(self, sort: int) -> bool:
        """Whether an order begins with the most or the newest."""
        return SENTENCE_SORTS[sort] != "place"

    def nearest(self, rows: SentenceRows, wanted: Hit) -> int | None:
        """In order of place, the next sentence after the one that is gone."""
        if SENTENCE_SORTS[self._state.sort] == "place" and not self._state.descending:
            return rows.row_after(wanted)
        return None

    def draw(self, row: int, heading: bool, width: int) -> ListedLine:
        """A sentence on a line, or the title of its article above it."""
        hit = self._state.shown[row]
        if heading:
            indent = 15 if width >= 72 else 2 if width >= 24 else 0
            return ListedLine((Piece(" " * indent),), self._lines.title(hit.article), quiet=True)
        if self._cell is not None:
            return self._answered(hit, self._cell, width)
        sort = SENTENCE_SORTS[self._state.sort]
        line = self._lines.line(hit, doubted=sort == "doubt")
        return sentence_line(line, self._displays, width, sort, self._state.query)

    def _answered(self, hit: Hit, cell: Cell, width: int) -> ListedLine:
        """A sentence with what the two people of the cell said of it, or everybody."""
        said = self._votes(hit)
        of_cell = {name: mark for name, mark in said.items() if cell.people is None or name in cell.people}
        text = self._lines.line(hit).text
        pieces = answer_pieces(of_cell, self._displays, width)
        return ListedLine(pieces, text, highlights=found_in_sentence(self._state.query, text))

    def _votes(self, hit: Hit) -> dict[str, Annotation]:
        """What everybody said about a sentence, as far as the annotator may read it."""
        return self._lines.votes(hit, self._desk.project.viewer)

    def forget_lines(self) -> None:
        """Lines are read whenever they are drawn."""

    @property
    def _asks_doubt(self) -> bool:
        """Whether likely mistakes are looked for."""
        return SENTENCE_SORTS[self._state.sort] == "doubt" or "doubtful" in self._state.query.lower()

    def heads(self, width: int) -> str:
        """The columns need no heads."""
        return ""

    def summary(self, position: str, order: str) -> str:
        """The text of the first line."""
        where = (
            f" in {counted(self._state.shown.articles, 'article')}"
            if self._state.whole and len(self._state.shown)
            else ""
        )
        return f"Sentences  {position}{where}  {order}"

    def hint(self, searching: bool) -> str:
        """The keys that select, and those that do something with what is selected."""
        if not len(self._state.shown):
            return "" if searching else "Nothing is like that."
        if self._asks_doubt and not self._state.selected:
            return "An accepted wrong suggestion is not among these: the model said the same."
        if self._state.selected:
            skip, flag, clear = (key_cap(self._keymap.commands[id][0]) for id in ("skip", "flag", "clear"))
            count = len(self._state.selected)
            return f"{count:,} selected: a label’s key, {skip}, {flag} or {clear} asks; Escape drops them."
        select, more, every = (
            key_cap(self._keymap.elsewhere[id][0]) for id in ("list_select", "list_extend_down", "list_select_all")
        )
        return f"{select} selects a line, {more} more, {every} all; a label’s key then labels these."

    def widgets(self) -> Sequence[Widget]:
        """Below the list is the sentence under the cursor, in several lines."""
        return (self._whole,)

    def show_row(self, row: int | None) -> None:
        """Show a sentence below the list."""
        if row is None:
            self._whole.show("", "", ())
            return
        hit = self._state.shown[row]
        line, title = self._lines.line(hit, doubted=self._asks_doubt), self._lines.title(hit.article)
        text = line.text
        against = self._lines.against(hit, self._codebook, self._state.query)
        if line.better:
            better = " + ".join(label_in_words(id, self._codebook) for id in line.better)
            against = f"{against}; more likely: {better}" if against else f"More likely: {better}"
        head = f"{against} · {title}" if against else title
        if self._cell is not None:
            head = f"{answers_in_words(self._votes(hit), self._displays)}  {title}"
        self._whole.show(head, text, found_in_sentence(self._state.query, text))

    def open(self, row: int) -> Step:
        """Go to a sentence at the desk."""
        hit = self._state.shown[row]
        self._desk.open_article(hit.article)
        return replace(self._desk.go_to(self._desk.page.row_at(hit.start)), opened=True)
