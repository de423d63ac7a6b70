"""The review desk: a lead goes from conflict to conflict and settles each. Every verb writes first, then says so."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from labels.desk.describe import Way, reversal_in_words
from labels.desk.step import Call, Step
from labels.desk.stopwatch import Stopwatch, Ticks
from labels.desk.undo import MANY
from labels.project import Project
from labels.review.beside import Beside
from labels.review.listening import heard
from labels.review.navigator import ReviewNavigator, check_may_review
from labels.review.page import ReviewPage
from labels.review.queue import ReadingOrder, ReviewQueue
from labels.review.reasons import Reason, Reasons
from labels.review.rules import GoldPlan, parse_rule, plan, settle
from labels.review.settler import Settler
from labels.review.settling import Span
from labels.review.shown_answers import ShownAnswers
from labels.review.why import Why
from labels.values.progress import UNWATCHED, Progress
from labels.values.review import ReviewUnit
from labels.words import counted

if TYPE_CHECKING:
    from labels.journal.undo import Reversal

#: So many sentences are looked through before somebody notices.
_FEW = 5_000


class ReviewDesk:
    """One lead reviewing one project. Numbers of answers and letters of people are those of the open article.

    It is made of a navigator, a settler, reasons, and what stands beside. `listeners` hear of each verb after it was
    carried out, or has failed.
    """

    def __init__(self, project: Project, queue: ReviewQueue | None = None, ticks: Ticks = time.monotonic) -> None:
        """Begin at the first conflict of `queue`, in reading order by default. Raises UsageError for who is no lead."""
        check_may_review(project)
        self.listeners: list[Callable[[Call], None]] = []
        self.project = project
        self.queue = queue or ReadingOrder(project.gold)
        self._at = ReviewNavigator(project, self.queue, ticks)
        self._why = Why(self._at)
        self.shown = ShownAnswers(self._at)
        self._settler = Settler(self._at, self._why, self.shown)
        self._beside = Beside(self._at)
        self.articles, self.sentences = project.reader.totals()

    # -- where we are ------------------------------------------------------------------------------------

    @property
    def page_or_none(self) -> ReviewPage | None:
        """The open article; None in an empty project."""
        return self._at.page_or_none

    @property
    def page(self) -> ReviewPage:
        """The open article. Raises LookupError on a project without articles."""
        return self._at.page

    @property
    def cursor(self) -> int:
        """The row under the cursor."""
        return self._at.cursor

    @property
    def watch(self) -> Stopwatch:
        """Measures the seconds that a settlement takes."""
        return self._at.watch

    @property
    def unit(self) -> ReviewUnit:
        """What is said of the sentence under the cursor."""
        return self._at.unit

    @property
    def reasons(self) -> Reasons:
        """The reasons of the project."""
        return self._why.all

    @property
    def reason(self) -> Reason | None:
        """The reason that the next settlement gets; None for none."""
        return self._why.chosen

    @property
    def settled_now(self) -> int:
        """How many sentences this sitting has settled."""
        return self._settler.count

    @property
    def shows_names(self) -> bool:
        """Whether the names of the annotators are shown in the open article."""
        return self._beside.shows_names

    def who(self, person: int) -> str:
        """How a person is called here: by letter, or by name where the names are shown."""
        return self._beside.who(person)

    def name_of(self, person: int) -> str:
        """The name of a person, such as of the lead who settled something."""
        return self._beside.name_of(person)

    def third_people(self) -> list[str]:
        """The names of those who said nothing of the sentence and could decide it without seeing the others."""
        return self._beside.third_people()

    def take_opened(self) -> int:
        """How many sentences were opened since this was asked last, less those that were settled."""
        return self._at.take_opened()

    @property
    def open_here(self) -> int:
        """How many sentences of the open article somebody has to look at."""
        return self._at.open_here

    def open_rows(self) -> list[int]:
        """The rows of the open article that somebody has to look at and that are reviewed."""
        return self._at.open_rows()

    # -- settling ----------------------------------------------------------------------------------------

    @heard
    def take(self, number: int) -> Step:
        """Settle the sentence by the answer with this number, and go on."""
        return self._settler.take(number)

    @heard
    def likely(self) -> Step:
        """Settle the sentence by its most likely answer, and go on; one that is settled stays as it is."""
        return self._settler.likely()

    @heard
    def give(self, id: str) -> Step:
        """Settle the sentence by a label of the codebook, and go on."""
        return self._settler.give(id)

    @heard
    def skip(self) -> Step:
        """Settle the sentence as one that gets no label, and go on."""
        return self._settler.skip()

    @heard
    def clear(self) -> Step:
        """Take back what was settled of the sentence, and stay."""
        return self._settler.clear()

    @heard
    def take_all_of(self, letter: str) -> Step:
        """Settle all conflicts from here to the end of the article as the person with this letter answered them."""
        person = self.page.person_with(letter)
        return self._settler.take_all_of(letter, letter if person is None else self.who(person))

    def answered_from_here(self, letter: str) -> int:
        """How many conflicts `take_all_of` would settle; 0 also for a letter typed before the answers were shown."""
        return self._settler.answered_from_here(letter)

    @heard
    def later(self) -> Step:
        """Put the sentence off until nothing else is left, and go on."""
        self._at.put_off()
        return self._at.go_on(self.refresh())

    # -- unanimous sentences -----------------------------------------------------------------------------

    @property
    def is_small(self) -> bool:
        """Whether the project is looked through in a moment."""
        return self.sentences <= _FEW

    def is_reviewed(self, n: int, span: Span) -> bool:
        """Whether a unit is among those that are gone through."""
        return self.queue.holds(n, span[0])

    def plan_unanimous(self, progress: Progress = UNWATCHED) -> GoldPlan:
        """What accepting the sentences on which all agree would settle. Nothing is written. Raises Cancelled."""
        return plan(
            parse_rule("unanimous"),
            self.project.gold.every_unit(),
            wanted=self.is_reviewed,
            progress=progress,
            codebook=self.project.codebook,
        )

    def accept(self, planned: GoldPlan, progress: Progress = UNWATCHED) -> Step:
        """Settle what was planned, as one action. Raises Cancelled."""
        return self.accepted(settle(self.project.reader, self.project.journal, planned, progress))

    @heard
    def accepted(self, count: int) -> Step:
        """Read what was just settled by rule, which was so many sentences."""
        self.refresh()
        recut = self._at.reload().recut
        return Step(reloaded=True, recut=recut, notice=f"{counted(count, 'sentence')} settled: everybody agrees.")

    # -- beside settling ---------------------------------------------------------------------------------

    @heard
    def note(self, text: str) -> Step:
        """Write a lead's note on the sentence; an empty one takes it away. Stays."""
        return self._beside.note(text)

    @heard
    def choose_reason(self, key: str) -> Step:
        """Give the next settlement the reason with this capital letter; the same letter again takes it back."""
        return self._why.choose(key)

    @heard
    def add_reason(self, words: str) -> Step:
        """Put a reason into the list of the project, and give it to the next settlement."""
        return self._why.add(words)

    @heard
    def add_example(self, *, counter: bool = False) -> Step:
        """Put the sentence into the codebook as a hard case of the label that was settled; see `Beside`. Stays."""
        return self._beside.add_example(counter=counter)

    @heard
    def reveal(self) -> Step:
        """Show the names of the annotators in the open article from now on; that is on record."""
        return self._beside.reveal()

    @heard
    def send_back(self, letter: str, why: str) -> Step:
        """Send the sentence back to the person with this letter, with a reason. Stays."""
        return self._beside.send_back(letter, why)

    @heard
    def ask_third(self, name: str) -> Step:
        """Give the sentence to somebody who has not decided it, and put it off for later."""
        return self._beside.ask_third(name)

    # -- moving ------------------------------------------------------------------------------------------

    @heard
    def move(self, by: int) -> Step:
        """Move the cursor by a number of sentences, not beyond the article."""
        return self._go_to(self.cursor + by)

    @heard
    def go_to(self, row: int) -> Step:
        """Put the cursor on a row, the nearest there is."""
        return self._go_to(row)

    @heard
    def first(self) -> Step:
        """Go to the first sentence of the article."""
        return self._go_to(0)

    @heard
    def last(self) -> Step:
        """Go to the last sentence of the article."""
        return self._go_to(len(self.page) - 1)

    @heard
    def next_open(self) -> Step:
        """Go to the next conflict, in this article or a later one."""
        return self._at.go_on(self.refresh())

    @heard
    def previous_open(self) -> Step:
        """Go to the conflict before this one in the article."""
        step = self.refresh()
        before = [row for row in self.open_rows() if row < self.cursor]
        if not before:
            return replace(step, notice="No conflict before this sentence in the article.")
        self._at.set_cursor(before[-1])
        return step

    @heard
    def next_article(self) -> Step:
        """Open the next article with a conflict."""
        return self._at.go_beyond(self.refresh(), (self.page.article.n, 1 << 60))

    @heard
    def previous_article(self) -> Step:
        """Open the article before this one."""
        step = self.refresh()
        n = self.project.work_order().neighbour(self.page.article.n, -1)
        if n is None:
            return replace(step, notice="This is the first article.")
        self._at.open(n)
        return replace(step, opened=True)

    # -- undo, redo, and staying in step with the file ------------------------------------------------------

    @heard
    def undo(self) -> Step:
        """Take back the last thing done in a review, and go to where it was done."""
        return self._revisit("undo", self.project.journal.undo(review=True))

    @heard
    def redo(self) -> Step:
        """Bring back what was undone last, and go to where it was done."""
        return self._revisit("redo", self.project.journal.redo(review=True))

    @heard
    def revisit(self, way: Way, reversal: Reversal | None) -> Step:
        """Read what was just undone or redone: show its article. None says that there was nothing."""
        return self._revisit(way, reversal)

    def long_way(self, way: Way) -> int:
        """How many sentences the next undo or redo is about, if very many; else 0.

        That is better done by `labels.review.long_actions` in a thread, and told to `revisit` then.
        """
        reach = self.project.journal.sitting.reach_in(review=True)
        count = self.project.events.events_to_reverse(reach, way)
        return count if count >= MANY else 0

    def refresh(self) -> Step:
        """Read what other processes changed since the last step."""
        step = self._at.refresh()
        if step.reloaded:
            self._why.reread()
        return step

    def _go_to(self, row: int) -> Step:
        step = self.refresh()
        self._at.set_cursor(row)
        return step

    def _revisit(self, way: Way, reversal: Reversal | None) -> Step:
        refreshed, at = self.refresh(), self._at
        if reversal is None:
            return replace(refreshed, notice=f"Nothing to {way}.")
        sitting = self.project.journal.sitting.number
        notice = reversal_in_words(way, reversal.events, sitting, self.project.codebook)
        first = reversal.events[0]
        assert first.article is not None, "what a review undoes is about an article"
        at.count_agreement()
        self.project.reread_codebook()
        if first.article != at.page.article.n:
            at.open(first.article, first.start)
            return replace(refreshed, opened=True, notice=notice)
        recut = at.page.reread()
        at.set_cursor(at.page.row_at(first.start or 0))
        return Step(range(len(at.page)), reloaded=True, recut=recut, notice=notice)
