"""Paint the desk: the article, the lines around it, and what is painted again after a step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen

from labels.desk import Desk, Step
from labels.desk.work_queue import ALL_DECIDED
from labels.values.annotation import Annotation
from tui.keymap import Keymap
from tui.printable import printable
from tui.screens.desk.footers import DeskMode, desk_hints, desk_mode
from tui.screens.desk.mode import Mode
from tui.screens.desk.notices import Notices
from tui.screens.desk.suggestion_painter import SuggestionPainter
from tui.screens.program import Program
from tui.widgets.finish_panel import FinishPanel
from tui.widgets.key_line import KeyHint
from tui.widgets.label_bar import LabelBar
from tui.widgets.label_display import label_displays, sentence_row
from tui.widgets.notice_line import NoticeLine
from tui.widgets.prompt import Prompt
from tui.widgets.question import Question
from tui.widgets.sentence_list import SentenceList
from tui.widgets.sentence_row import SentenceRow
from tui.widgets.side_panel import SidePanel
from tui.widgets.title_line import TitleFigures, TitleLine

#: How long the gutter shows the decision that was replaced, in seconds.
_MOMENT = 2.0


@dataclass(frozen=True, slots=True)
class DeskWidgets:
    """The parts of the screen."""

    title_line: TitleLine = field(default_factory=TitleLine)
    side: SidePanel = field(default_factory=SidePanel)
    rows: SentenceList = field(default_factory=SentenceList)
    finish_panel: FinishPanel = field(default_factory=FinishPanel)
    label_bar: LabelBar = field(default_factory=LabelBar)
    notice_line: NoticeLine = field(default_factory=NoticeLine)
    prompt: Prompt = field(default_factory=Prompt)


class Painter:
    """Paints what a step of the desk changed, and nothing else."""

    def __init__(self, screen: Screen[None], desk: Desk, keymap: Keymap, program: Program, mode: Mode) -> None:
        """Paint `desk` on `screen`; `widgets` are its parts."""
        self.widgets = DeskWidgets()
        self._screen = screen
        self._desk = desk
        self._keymap = keymap
        self._program = program
        self._mode = mode
        self._codebook = desk.project.codebook
        self._displays = label_displays(self._codebook)
        self._notices = Notices(desk, mode, self._key)
        self._keys_are_for: DeskMode | None = None
        self._before: Mapping[int, Annotation] = {}
        self._ended = ""
        widgets = self.widgets
        self._suggestions = SuggestionPainter(
            screen, desk, widgets.rows, widgets.label_bar, self._displays, self._has_keys
        )
        self.widgets.prompt.hinted = lambda hint: self.widgets.notice_line.tell("", hint)

    @property
    def suggestions(self) -> SuggestionPainter:
        """What paints suggestions."""
        return self._suggestions

    def _has_keys(self) -> bool:
        """Whether a key now does at the desk what it usually does: no question, other screen or choice waits for it."""
        return self._is_in_sight and not self._mode.hint

    @property
    def _is_in_sight(self) -> bool:
        """Whether neither a question nor another screen has the keyboard."""
        screen = self._screen
        asked = any(child.asking for child in screen.children if isinstance(child, Question))
        return screen.app.screen is screen and not asked

    def begin(self) -> None:
        """Paint everything for the first time."""
        codebook = self._desk.project.codebook
        self.widgets.rows.can_focus = False  # the keyboard is the screen's, or the question's
        labels = [self._displays[label.id] for label in codebook.active]
        self.widgets.label_bar.show(labels, self._key("pick"))
        self.show_article()
        self._suggestions.paint()
        if greeting := self._notices.greeting():
            self.paint_around(greeting)

    def show_article(self) -> None:
        """Paint the open article again, at the place where it was left."""
        desk, rows = self._desk, self.widgets.rows
        page, top = desk.page, desk.top
        rows.load(
            [page.sentence(row) for row in range(len(page))],
            [cut.paragraph for cut in page.cuts],
            self._row,
            desk.cursor,
        )
        if top:
            row = page.row_at(top)
            rows.scroll_to_place(row, max(0, top - page.cuts[row].start))
        rows.move_cursor(desk.cursor, desk.anchor)
        self.paint_around("")

    def paint(self, step: Step) -> None:
        """Paint what a step changed, and nothing else; under another codebook, the whole desk anew."""
        words = self._notices.answer(step)
        if self._is_under_another_codebook():
            self._desk.settle()  # the next desk begins at this place
            self._program.codebook_changed(words)
            return
        desk, rows = self._desk, self.widgets.rows
        if step.before or self._before:
            self._show_before({} if step.opened or step.recut else step.before)
        if step.opened or step.recut:
            self._mode.split = None  # the sentence it is about may have changed
            self.show_article()
        else:
            rows.refresh_rows(range(len(desk.page)) if step.reloaded else step.rows)
            rows.move_cursor(desk.cursor, desk.anchor)
        self._suggestions.paint()
        self.paint_around(words)
        self.keep_top()

    def take_in(self) -> None:
        """Paint what other processes wrote; the notice stays."""
        step = self._desk.refresh()
        if step.reloaded:
            self.paint(replace(step, notice=step.notice or self.widgets.notice_line.notice))

    def tell(self, notice: str) -> None:
        """Show a notice alone, without a hint."""
        self.widgets.notice_line.tell(self._with_ended(notice))

    def paint_splitting(self) -> None:
        """Paint the word before which the sentence would be split."""
        self.widgets.rows.refresh_row(self._desk.cursor)
        self.paint_around("")

    def leave_splitting(self) -> None:
        """End the choice of a place to split, if one is being chosen."""
        if self._mode.split is not None:
            self._mode.split = None
            self.widgets.rows.refresh_row(self._desk.cursor)

    def next_key(self, *, ends: bool) -> None:
        """Note that another key is about to be handled.

        If it `ends` what it was to do, that is said before what the key itself has to say.
        """
        row = self._desk.cursor if self._mode.split is not None else None
        self._ended = self._mode.end() if ends else ""
        if self._ended:
            self._desk.verbs.pause.begin_until_seen(self._ended)
            self.widgets.rows.refresh_rows([] if row is None else [row])
            self.paint_around("")

    def _with_ended(self, notice: str) -> str:
        """A notice behind what this key ended."""
        return notice if notice.startswith(self._ended) else f"{self._ended} {notice}".strip()

    def _show_before(self, before: Mapping[int, Annotation]) -> None:
        """Show in the gutter what was decided of these rows before, for a moment."""
        gone, self._before = self._before, before
        self.widgets.rows.refresh_rows(gone)
        if before:
            self._screen.set_timer(_MOMENT, lambda: self._show_before({}) if self._before is before else None)

    def _key(self, command: str) -> str:
        """The first key of a command, as the line at the bottom shows it."""
        return self._screen.app.get_key_display(Binding(self._keymap.commands[command][0], ""))

    def _is_under_another_codebook(self) -> bool:
        """Whether keys and displays were made for another codebook; more examples do not make it another one."""
        codebook, before = self._desk.project.codebook, self._codebook
        self._codebook = codebook
        return codebook is not before and codebook.without_examples != before.without_examples

    def _row(self, index: int) -> SentenceRow:
        row = sentence_row(self._desk.annotation(index), self._displays)
        if self._desk.returned(index) is not None:
            row = replace(row, returned=True)
        if not self._desk.is_in_focus(index):
            return replace(row, dimmed=True)
        if index in self._before:
            was = sentence_row(self._before[index], self._displays)
            return replace(row, was=" + ".join(was.labels) or was.status)
        if self._mode.split is not None and index == self._desk.cursor:
            return replace(row, caret=self._mode.split.word)
        return self._suggestions.row(row, index)

    # -- around the text ---------------------------------------------------------------------------------

    def paint_around(self, notice: str) -> None:
        """Paint the lines around the text: title, notice, side panel."""
        desk, page, widgets = self._desk, self._desk.page, self.widgets
        widgets.title_line.show(self._figures(), page.article.title or page.article.source or page.article.id)
        self._paint_mode()
        quiet = notice == ALL_DECIDED or (not notice and self._keys_are_for in ("labelling", "finish", "all_done"))
        if not desk.tally.undecided and quiet and not self._notices.returned():
            notice = self._notices.all_done()
        widgets.notice_line.tell(self._with_ended(notice), self._hint())
        if widgets.side.display:
            self._paint_side()
        self._see_why()

    def seen_again(self) -> None:
        """Note that the desk may be in sight again: another screen was closed."""
        self._suggestions.seen_again()
        self._see_why()

    def _see_why(self) -> None:
        """Have keys decide again once the screen shows why those before did not."""
        if self._desk.verbs.pause.awaits_paint:
            self._screen.call_after_refresh(self._seen)

    def _seen(self) -> None:
        if self._screen.is_attached and self._is_in_sight:
            self._desk.verbs.pause.painted(Message().time)

    def _figures(self) -> TitleFigures:
        """How far the work is."""
        desk, page, tally = self._desk, self._desk.page, self._desk.tally
        where = desk.order.position(page.article.n), tally.articles
        here, own = len(page.rows_to_do), tally.own
        return TitleFigures(
            here - page.left,
            here,
            *where,
            tally.decided,
            tally.sentences,
            tally.today,
            desk.options.goal,
            None if own is None else (own.decided, own.sentences),
        )

    def _paint_mode(self) -> None:
        """Show the keys of now where they are for something else than before, and the finish of an article."""
        finish, mode = self._desk.finish, desk_mode(self._desk, self._mode)
        if finish is not self.widgets.finish_panel.shown:
            on = (
                "" if finish is None or finish.nothing_left else f"{self._key('confirm')} goes on to the next article. "
            )
            keys = f"{on}{self._key('previous')} looks back."
            if finish is not None and finish.carried:
                keys += f" {self._key('sentences')} is:carried lists what was carried."
            self.widgets.finish_panel.show(finish, self._displays, keys)
        if mode != self._keys_are_for:
            self._keys_are_for = mode
            self._screen.set_class(mode in ("finish", "all_done"), "-at-finish")
            self._screen.refresh_bindings()

    @property
    def key_hints(self) -> Sequence[KeyHint]:
        """The keys that are shown at the bottom."""
        return desk_hints(desk_mode(self._desk, self._mode), self._keymap)

    def paint_around_again(self) -> None:
        """Paint the lines around the text in a window of another size; the notice stays."""
        self.paint_around(self.widgets.notice_line.notice)

    def _hint(self) -> str:
        if self._screen.focused is not None:
            return self.widgets.prompt.hint  # what is typed belongs to the question
        return self._notices.hint(is_beside=self.widgets.side.display)

    def _paint_side(self) -> None:
        desk, page, side = self._desk, self._desk.page, self.widgets.side
        annotation = desk.annotation(desk.cursor)
        side.show_codebook(desk.project.codebook, list(self._displays.values()), annotation.labels)
        side.show_note(annotation.note, annotation.flag_reason, self._notices.returned())
        pace = f"{desk.watch.per_hour:,} an hour" if desk.watch.per_hour else ""
        today = f"{desk.tally.today:,}" + (f" of {desk.options.goal:,}" if desk.options.goal else "")
        here, tally = len(page.rows_to_do), desk.tally
        yours = [] if tally.own is None else [("Yours", tally.own.decided, tally.own.sentences)]
        side.show_progress(
            [("Article", here - page.left, here), *yours, ("Project", tally.decided, tally.sentences)],
            f"Today    {today}{'  ' if pace else ''}{pace}\n\n{printable(desk.project.annotator)}",
        )

    # -- the place at the top ----------------------------------------------------------------------------

    def keep_top(self) -> None:
        """Remember what is at the top of the window, once it has settled there."""
        self._screen.call_after_refresh(self._note_top)

    def _note_top(self) -> None:
        desk = self._desk
        if self._screen.is_attached and desk.document is not None:
            place = self.widgets.rows.top
            desk.scrolled_to(desk.page.cuts[place.row].start + place.offset)
