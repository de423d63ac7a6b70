"""The picture of the desk: the article, the lines around it, and what is painted again after a step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.keys import format_key
from textual.screen import Screen

from labels.desk import Desk, Step
from labels.desk.describe import beside_in_words
from labels.desk.split_places import SplitChoice
from labels.desk.work_queue import ALL_DECIDED
from labels.words import counted
from tui.keymap import Keymap
from tui.printable import printable
from tui.widgets.key_line import KeyLine
from tui.widgets.label_bar import LabelBar
from tui.widgets.label_face import label_faces, sentence_row
from tui.widgets.notice_line import NoticeLine
from tui.widgets.prompt import Prompt
from tui.widgets.question import Question
from tui.widgets.sentence_list import SentenceList
from tui.widgets.sentence_row import SentenceRow
from tui.widgets.side_panel import SidePanel
from tui.widgets.title_line import TitleLine

if TYPE_CHECKING:
    from tui.app import CopydeskApp

HINT = "Press a label’s key to give it and go on. ? shows every key."
SPLITTING = "⏎ splits before the mark · → ← a word on · ↓ next likely place · escape leaves"
DONE = "All decided ({}). {} exports, {} adds articles, {} quits."  # fits 80 columns up to a million

#: What the next label key does instead of labelling.
Wish = Literal["add", "example", "counter-example"]
_WISHES: dict[Wish, str] = {
    "add": "Add: press a label’s key to add it to this sentence or take it away.",
    "example": "Example: press a label’s key to put this sentence into its entry in the codebook.",
    "counter-example": "Counter-example: press the key of the label that this sentence is not.",
}


class DeskView(Screen[None]):
    """The article as running text with a decision beside each sentence."""

    if TYPE_CHECKING:
        app = getters.app(CopydeskApp)

    BINDING_GROUP_TITLE = "Desk"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (7, "-low"), (16, "-high")]
    DEFAULT_CSS = """
    DeskView { layout: vertical; }
    DeskView #desk-middle { height: 1fr; }
    DeskView SentenceList { width: 1fr; height: 1fr; min-width: 1; }
    DeskView SidePanel { display: none; }
    DeskView.-wide SidePanel { display: block; }
    DeskView.-side-shown SidePanel { display: block; }
    DeskView.-side-hidden SidePanel { display: none; }
    DeskView.-flat TitleLine, DeskView.-flat LabelBar, DeskView.-flat KeyLine { display: none; }
    DeskView.-flat NoticeLine { display: none; }
    DeskView.-low KeyLine { display: none; }
    DeskView.-low LabelBar { max-height: 1; }
    """

    rows = query_one(SentenceList)
    title_line = query_one(TitleLine)
    label_bar = query_one(LabelBar)
    side = query_one(SidePanel)
    notice_line = query_one(NoticeLine)
    prompt = query_one(Prompt)

    def __init__(self, desk: Desk, keymap: Keymap) -> None:
        """Show `desk`; the keys of `keymap` were bound when the class was made."""
        super().__init__()
        self.desk = desk
        self.keymap = keymap
        self._faces = label_faces(desk.project.codebook)
        self._codebook = desk.project.codebook
        self._wish: Wish | None = None
        self._splitting: SplitChoice | None = None

    def compose(self) -> ComposeResult:
        yield TitleLine()
        with Horizontal(id="desk-middle"):
            yield SidePanel()
            with Vertical():
                yield SentenceList()
        yield LabelBar()
        yield NoticeLine()
        yield Prompt()
        yield KeyLine()

    def on_mount(self) -> None:
        self.rows.can_focus = False  # the keyboard is the screen's, or the question's
        self.label_bar.show([self._faces[label.id] for label in self.desk.project.codebook.active])
        self.show_article()
        for warning in self.keymap.warnings:
            self.app.notify(warning, severity="warning", markup=False)
        self.set_interval(1.0, self._tick)
        self.app.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    @property
    def asking(self) -> bool:
        """Whether a question has the keyboard."""
        # Asked with every key. Questions are children of the screen itself, so the whole tree need not be searched.
        return any(child.asking for child in self.children if isinstance(child, Question))

    # -- painting ----------------------------------------------------------------------------------------

    def show_article(self) -> None:
        """Paint the open article anew, at the place where it was left."""
        page, top = self.desk.page, self.desk.top
        self.rows.load(
            [page.sentence(row) for row in range(len(page))],
            [cut.paragraph for cut in page.cuts],
            self._row,
            self.desk.cursor,
        )
        if top:
            row = page.row_at(top)
            self.rows.scroll_to_place(row, max(0, top - page.cuts[row].start))
        self.rows.move_cursor(self.desk.cursor, self.desk.anchor)
        self._paint_around("")

    def paint(self, step: Step) -> None:
        """Paint what a step changed, and nothing else; under another codebook, the whole desk anew."""
        words = f"{self._replaced(step)} {step.notice}".strip()
        if self._is_under_another_codebook():
            self.app.codebook_changed(words)
            return
        if step.opened or step.recut:
            self._splitting = None  # the sentence it is about may be another one now
            self.show_article()
        else:
            self.rows.refresh_rows(range(len(self.desk.page)) if step.reloaded else step.rows)
            self.rows.move_cursor(self.desk.cursor, self.desk.anchor)
        self._paint_around(words)
        self._keep_top()

    def _replaced(self, step: Step) -> str:
        """That a decision took the place of another, and the key that takes it back."""
        if not step.replaced:
            return ""
        undo = self.app.get_key_display(Binding(self.keymap.commands["undo"][0], ""))
        return printable(f"{step.replaced}; {undo} undoes.")

    def _is_under_another_codebook(self) -> bool:
        """Whether the codebook is not the one that the keys and faces here were made for; examples make none anew."""
        codebook, before = self.desk.project.codebook, self._codebook
        self._codebook = codebook
        return codebook is not before and codebook.without_examples != before.without_examples

    def _row(self, index: int) -> SentenceRow:
        row = sentence_row(self.desk.mark(index), self._faces)
        if self._splitting is not None and index == self.desk.cursor:
            return replace(row, caret=self._splitting.word)
        return row

    def _paint_around(self, notice: str) -> None:
        """The lines around the text: title, notice, side panel."""
        desk, page = self.desk, self.desk.page
        self.title_line.show(
            decided=page.decided,
            sentences=len(page),
            article=desk.order.position(page.article.n),
            articles=desk.tally.articles,
            title=page.article.title or page.article.source or page.article.id,
        )
        if not desk.tally.undecided and notice in ("", ALL_DECIDED):
            notice = self._done()
        self.notice_line.tell(notice, self._hint())
        if self.side.display:
            self._paint_side()

    def _paint_around_again(self) -> None:
        """Paint the lines around the text in a window of another size; what was said stays said."""
        self._paint_around(self.notice_line.notice)

    def _done(self) -> str:
        """Everything is decided: what to do next, and with which keys."""
        first = (self.keymap.commands[id][0] for id in ("export", "import", "quit"))
        keys = (self.app.get_key_display(Binding(key, "")) for key in first)  # as in the line below
        return DONE.format(counted(self.desk.tally.sentences, "sentence"), *keys)

    def _hint(self) -> str:
        if self._splitting is not None:
            return SPLITTING
        if self._wish is not None:
            return _WISHES[self._wish]
        if self.desk.focus is not None and not self.desk.selecting:
            return f"Only what matches {self.desk.focus.text} ({format_key(self.keymap.commands['focus'][0])} ends it)"
        if self.desk.selecting:
            return f"{len(self.desk.run)} selected: a label’s key labels them all; escape drops the selection."
        # Where there is room for the side panel, it says this in full.
        beside = "" if self.side.display else beside_in_words(self.desk.mark(self.desk.cursor))
        return beside or HINT

    def _paint_side(self) -> None:
        desk, page = self.desk, self.desk.page
        mark = desk.mark(desk.cursor)
        self.side.show_codebook(desk.project.codebook, list(self._faces.values()), mark.labels)
        self.side.show_note(mark.note, mark.flag_reason)
        pace = f"{desk.watch.per_hour:,} an hour" if desk.watch.per_hour else ""
        self.side.show_progress(
            [("Article", page.decided, len(page)), ("Project", desk.tally.decided, desk.tally.sentences)],
            f"Today    {desk.tally.today:,}{'  ' if pace else ''}{pace}\n\n{printable(desk.project.annotator)}",
        )

    def _keep_top(self) -> None:
        """Remember what is at the top of the window, once it has settled there."""
        self.call_after_refresh(self._note_top)

    def _note_top(self) -> None:
        if self.is_attached and self.desk.document is not None:
            place = self.rows.top
            self.desk.scrolled_to(self.desk.page.cuts[place.row].start + place.offset)

    def _tick(self) -> None:
        """Once a second: what other processes wrote, and a place that could not be kept at once."""
        if self.asking or self.app.screen is not self:
            return  # a new codebook would turn what is being typed into label keys
        self.desk.settle()
        if self._wish is None:  # the label key that is waited for is one of those on screen now
            self._take_in()

    def _take_in(self) -> None:
        """Paint what other processes wrote; what was said stays said."""
        step = self.desk.refresh()
        if step.reloaded:
            self.paint(replace(step, notice=self.notice_line.notice))
