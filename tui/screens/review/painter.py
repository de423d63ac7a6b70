"""Paint a review: the article with everybody's answers beside each sentence, and the lines around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen

from labels.desk.step import Step
from labels.review.desk import ReviewDesk
from labels.review.rules import answer_in_words
from labels.review.shown_answers import View
from labels.values.review import Labels, ReviewUnit, Vote, state_in_words
from labels.words import counted
from tui.keymap import Keymap
from tui.printable import beginning, printable
from tui.screens.program import Program
from tui.screens.review.keys import MOST_ANSWERS, label_keys
from tui.screens.review.open_counts import OpenCounts
from tui.widgets.answer_panel import AnswerPanel, ShownAnswer
from tui.widgets.label_bar import LabelBar
from tui.widgets.label_display import UNKNOWN, LabelDisplay, label_displays
from tui.widgets.notice_line import NoticeLine
from tui.widgets.prompt import Prompt
from tui.widgets.sentence_list import SentenceList
from tui.widgets.sentence_row import SentenceRow
from tui.widgets.side_panel import SidePanel
from tui.widgets.title_line import ReviewFigures, TitleLine

HINT = "A number takes that answer, {} the most likely one. {} shows every key."

#: What stands before the labels of a sentence that is no conflict: thin, agreed, settled.
_SIGNS = {"thin": "·", "agreed": "=", "settled": "»"}
#: And before those of a settled one after which something happened.
_MARKS = {None: "", "reopened": "?", "contested": "!"}


@dataclass(frozen=True, slots=True)
class ReviewWidgets:
    """The parts of the screen."""

    title_line: TitleLine = field(default_factory=TitleLine)
    side: SidePanel = field(default_factory=SidePanel)
    rows: SentenceList = field(default_factory=SentenceList)
    answers: AnswerPanel = field(default_factory=AnswerPanel)
    label_bar: LabelBar = field(default_factory=LabelBar)
    notice_line: NoticeLine = field(default_factory=NoticeLine)
    prompt: Prompt = field(default_factory=Prompt)


class ReviewPainter:
    """Paints what a step of the review changed, and nothing else."""

    def __init__(self, screen: Screen[None], desk: ReviewDesk, keymap: Keymap, program: Program) -> None:
        """Paint `desk` on `screen`; `widgets` are its parts."""
        self.widgets = ReviewWidgets()
        self.counts = OpenCounts(screen, desk, self.paint_around_again)
        self._screen = screen
        self._desk = desk
        self._keymap = keymap
        self._program = program
        self._codebook = desk.project.codebook
        self._displays = label_displays(self._codebook)
        self._bar = [self._in_bar(label.id) for label in self._codebook.active]

    def begin(self) -> None:
        """Paint everything for the first time."""
        self.widgets.rows.can_focus = False  # the keyboard is the screen's, or the question's
        self.widgets.label_bar.show(self._bar, self._key("pick"))
        self.show_article()

    def show_article(self) -> None:
        """Paint the open article anew."""
        page, rows = self._desk.page, self.widgets.rows
        texts = [page.sentence(row) for row in range(len(page))]
        rows.load(texts, [cut.paragraph for cut in page.cuts], self._row, self._desk.cursor)
        rows.move_cursor(self._desk.cursor)
        self.paint_around("")

    def paint(self, step: Step) -> None:
        """Paint what a verb changed; under another codebook, everything anew."""
        self.counts.follow(step)
        self._paint_step(step)

    def _paint_step(self, step: Step) -> None:
        replaced = f"{step.replaced}; {self._key('undo')} undoes." if step.replaced else ""
        words = printable(f"{replaced} {step.notice}".strip())
        if self._is_under_another_codebook():
            self._program.codebook_changed(words)
            return
        desk, rows = self._desk, self.widgets.rows
        if step.opened or step.recut:
            self.show_article()
        else:
            rows.refresh_rows(range(len(desk.page)) if step.reloaded else step.rows)
            rows.move_cursor(desk.cursor)
        self.paint_around(words)

    def take_in(self) -> None:
        """Paint what other processes wrote; the notice stays."""
        step = self._desk.refresh()
        if step.reloaded:
            self._paint_step(step)

    def tell(self, notice: str) -> None:
        """Show a notice alone, without a hint."""
        self.widgets.notice_line.tell(notice)

    # -- around the text ---------------------------------------------------------------------------------

    def paint_around(self, notice: str) -> None:
        """Paint the lines around the text: title, answers, notice, side panel."""
        desk, widgets = self._desk, self.widgets
        page = desk.page
        place = desk.project.work_order().position(page.article.n) if self._articles > 1 else 1
        figures = ReviewFigures(desk.open_here, place, self._articles, self.counts.open)
        widgets.title_line.show(figures, page.article.title or page.article.source or page.article.id)
        self._paint_answers()
        widgets.notice_line.tell(notice, "" if self._screen.focused is not None else self._hint())
        if widgets.side.display:
            self._paint_side()

    def _hint(self) -> str:
        if self.counts.agreed and not (self._desk.is_small and self._desk.open_here):
            return f"All agree on {counted(self.counts.agreed, 'sentence')}: {self.key('accept')} settles them."
        return HINT.format(self._key("confirm"), self._key("help"))

    def paint_around_again(self) -> None:
        """Paint the lines around the text in a window of another size; the notice stays."""
        self.paint_around(self.widgets.notice_line.notice)

    def key(self, command: str) -> str:
        """The first key of a command of the review, as the line at the bottom shows it."""
        return self._screen.app.get_key_display(Binding(self._keymap.elsewhere[f"review_{command}"][0], ""))

    @property
    def _articles(self) -> int:
        return self._desk.articles

    def _paint_answers(self) -> None:
        desk, unit = self._desk, self._desk.unit
        answers: list[ShownAnswer] = [
            (answer.number, [self._display(id) for id in answer.labels], sorted(map(desk.who, answer.people)))
            for answer in desk.page.answers(desk.cursor)[:MOST_ANSWERS]
        ]
        takes = unit.settled is None or unit.settled.mark is not None
        reasons = [(each.key, each.words, each == desk.reason) for each in desk.reasons.all]
        likely = self._key("confirm") if takes else ""
        self.widgets.answers.show(answers, likely, (self._state(unit), self._notes(unit)), reasons)
        self._screen.call_after_refresh(self._are_painted, desk.shown.view)

    def _are_painted(self, view: View) -> None:
        """From now on keys are typed for these answers."""
        if self._screen.is_attached:
            self._desk.shown.painted(view, Message().time)

    def _state(self, unit: ReviewUnit) -> str:
        """The state of the sentence in words, how it was settled, and what was said of a longer sentence."""
        words = [state_in_words(unit)]
        settled = unit.settled
        if settled is not None:
            by = f"by the rule {settled.rule}" if settled.rule else f"by {self._name(settled.person)}"
            words[0] += f" {by}: {answer_in_words(settled.labels, self._codebook)}"
            words += [f"because: {beginning(settled.reason)}"] * bool(settled.reason)
            words += ["settled for a longer sentence"] * settled.carried
        if unit.carried:
            said = ", ".join(f"{self._desk.who(vote.person)} {self._in_words(vote)}" for vote in unit.carried)
            words.append(f"said of a longer sentence: {said}")
        if awaited := self._desk.page.awaited(self._desk.cursor):
            words.append(awaited)
        return " · ".join(words)

    def _notes(self, unit: ReviewUnit) -> str:
        """What the annotators and the lead noted."""
        notes = [
            f"{self._desk.who(vote.person)}: {beginning(vote.note)}"
            for vote in (*unit.votes, *unit.carried)
            if vote.note
        ]
        own = unit.settled.note if unit.settled is not None else unit.note
        return " · ".join([*notes, *([f"Note: {beginning(own)}"] if own else [])])

    def _paint_side(self) -> None:
        desk, unit, side = self._desk, self._desk.unit, self.widgets.side
        ids = {id for vote in (*unit.votes, *unit.carried) for id in vote.labels}
        if unit.settled is not None:
            ids |= set(unit.settled.labels)
        side.show_codebook(desk.project.codebook, list(self._displays.values()), sorted(ids))
        side.show_note(self._notes(unit), "")
        here = f"{desk.settled_now:,} settled in this sitting\n\n{printable(desk.project.annotator)}"
        side.show_progress([], here)

    # -- the gutter --------------------------------------------------------------------------------------

    def _row(self, index: int) -> SentenceRow:
        unit = self._desk.page.unit(index)
        state = unit.state
        if state == "unmarked":
            return SentenceRow()
        if state == "conflict":
            pieces = tuple(self._answer_pieces(index))
            return SentenceRow(pieces=pieces, short=f"{len(unit.answers)}?", noted=self._is_noted(unit))
        mark = unit.settled.mark if unit.settled is not None else None
        labels = unit.settled.labels if unit.settled is not None else unit.votes[0].labels
        sign = _SIGNS[state] + _MARKS[mark]
        names = self._names(labels)
        return SentenceRow(
            pieces=((sign, ""), *names),
            short=sign + self._short(labels),
            noted=self._is_noted(unit),
            carried=unit.settled is not None and unit.settled.carried,
        )

    def _answer_pieces(self, index: int) -> Sequence[tuple[str, str]]:
        """The numbers of the answers with the letters of those who gave them, in the colours of the labels."""
        page = self._desk.page
        return [
            (
                f"{answer.number}{''.join(sorted(page.letters.get(person, '?') for person in answer.people))}",
                self._display(answer.labels[0]).colour if answer.labels else "",
            )
            for answer in page.answers(index)
        ]

    def _is_noted(self, unit: ReviewUnit) -> bool:
        return bool(self._notes(unit))

    def _names(self, labels: Labels) -> list[tuple[str, str]]:
        if not labels:
            return [("no label", "")]
        return [(display.name, display.colour) for display in map(self._display, labels)]

    def _short(self, labels: Labels) -> str:
        return "".join(self._display(id).key or self._display(id).name[:1] for id in labels) or "0"

    def _display(self, id: str) -> LabelDisplay:
        return self._displays.get(id) or LabelDisplay(id, printable(id), "", UNKNOWN)

    def _in_bar(self, id: str) -> LabelDisplay:
        """A label as the bar shows it here: with the key that it has in a review."""
        display, keys = self._displays[id], label_keys(self._keymap, id)
        return LabelDisplay(id, display.name, keys[0] if keys else "", display.colour)

    def _in_words(self, vote: Vote) -> str:
        return answer_in_words(vote.labels, self._codebook)

    def _name(self, person: int) -> str:
        return self._desk.name_of(person)

    def _key(self, command: str) -> str:
        return self.key(command)

    def _is_under_another_codebook(self) -> bool:
        codebook, before = self._desk.project.codebook, self._codebook
        self._codebook = codebook
        return codebook is not before and codebook.without_examples != before.without_examples
