"""The review desk: a lead goes from conflict to conflict and settles each. Every verb writes first, then says so."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from labels.article import ArticleNumber
from labels.desk.describe import Way, reversal_in_words
from labels.desk.step import NOTHING, Call, Step
from labels.desk.stopwatch import Stopwatch, Ticks
from labels.desk.undo import MANY
from labels.errors import MovedError, UsageError
from labels.journal.event import GOLD, Act
from labels.journal.kinds.kind import label_in_words
from labels.project import Project
from labels.review.likely import Likelihood
from labels.review.listening import heard
from labels.review.page import ReviewPage
from labels.review.queue import Place, ReadingOrder, ReviewQueue
from labels.review.reasons import SETTING, Reason, Reasons
from labels.review.rules import GoldPlan, answer_in_words, parse_rule, plan, settle
from labels.review.settling import Span, settlement
from labels.values.progress import UNWATCHED, Progress
from labels.values.review import Labels, ReviewUnit
from labels.words import counted

if TYPE_CHECKING:
    from labels.journal.undo import Reversal

#: So many sentences are looked through before somebody notices.
_FEW = 5_000

ALL_SETTLED = "No conflict is left."
LATER_ONLY = "What is left was put off for later; it comes again now."
NO_ANSWERS = "Nobody decided this sentence. A label’s key settles it."
_RECUT = "Sentences of this article were split or joined elsewhere. Nothing was written; look again."
_OTHERS = "The answers to this sentence changed meanwhile. Nothing was written; look again."


def check_may_review(project: Project) -> None:
    """Raise UsageError for somebody who may not see what others said."""
    if not project.viewer.sees_others:
        raise UsageError(
            f"{project.path}: only a lead reviews what others said. You are {project.annotator}."
            " Say who you are with --annotator."
        )


class ReviewDesk:
    """One lead reviewing one project. Numbers of answers and letters of people are those of the open article.

    `listeners` hear of each verb after it was carried out, or has failed.
    """

    def __init__(self, project: Project, queue: ReviewQueue | None = None, ticks: Ticks = time.monotonic) -> None:
        """Begin at the first conflict of `queue`, in reading order by default. Raises UsageError for who is no lead."""
        check_may_review(project)
        self.listeners: list[Callable[[Call], None]] = []
        self.project = project
        self._watch = Stopwatch(ticks)
        self._gold = project.gold
        self.queue = queue or ReadingOrder(self._gold)
        self._agreement = self._gold.agreement_with_gold()
        self._version = project.data_version()
        #: Units put off for later, until nothing else is left.
        self._later: set[Place] = set()
        self.reason: Reason | None = None
        self.reasons = self._read_reasons()
        self.names_shown: set[int] = set()
        #: How many conflicts this sitting has settled.
        self.settled_now = 0
        self._opened = 0
        self.articles, self.sentences = project.reader.totals()
        self.page_or_none: ReviewPage | None = None
        self.cursor = 0
        self._begin()

    # -- where we are ------------------------------------------------------------------------------------

    @property
    def page(self) -> ReviewPage:
        """The open article. Raises LookupError on a project without articles."""
        if self.page_or_none is None:
            raise LookupError("the project holds no article")
        return self.page_or_none

    @property
    def watch(self) -> Stopwatch:
        """Measures the seconds that a settlement takes."""
        return self._watch

    @property
    def unit(self) -> ReviewUnit:
        """What is said of the sentence under the cursor."""
        return self.page.unit(self.cursor)

    @property
    def shows_names(self) -> bool:
        """Whether the names of the annotators are shown in the open article."""
        return self.page.article.n in self.names_shown

    def who(self, person: int) -> str:
        """How a person is called here: by letter, or by name where the names are shown."""
        if self.shows_names:
            return self.name_of(person)
        return self.page.letters.get(person, "?")

    def name_of(self, person: int) -> str:
        """The name of a person, such as of the lead who settled something."""
        return self._gold.names().get(person, "?")

    def take_opened(self) -> int:
        """How many sentences were opened since this was asked last, less those that were settled."""
        opened, self._opened = self._opened, 0
        return opened

    @property
    def open_here(self) -> int:
        """How many sentences of the open article somebody has to look at."""
        page, n = self.page, self.page.article.n
        if self.queue.holds_all:
            return len(page.open_starts)
        return sum(self.queue.holds(n, start) for start in page.open_starts)

    def open_rows(self) -> list[int]:
        """The rows of the open article that somebody has to look at and that are reviewed."""
        page = self.page
        return [row for row in page.open_rows() if self.queue.holds(page.article.n, page.cuts[row].start)]

    # -- settling ----------------------------------------------------------------------------------------

    @heard
    def take(self, number: int) -> Step:
        """Settle the sentence by the answer with this number, and go on."""
        answers = self.page.answers(self.cursor)
        chosen = next((answer for answer in answers if answer.number == number), None)
        if chosen is None:
            there_are = f"There are {counted(len(answers), 'answer')} here." if answers else NO_ANSWERS
            return replace(self.refresh(), notice=f"{there_are} {number} does nothing.")
        return self._settle_shown(chosen.labels)

    @heard
    def likely(self) -> Step:
        """Settle the sentence by its most likely answer, and go on; one that is settled stays as it is."""
        unit, answers = self.unit, self.page.answers(self.cursor)
        if unit.settled is not None and unit.settled.mark is None:
            return self.next_open()
        if not answers:
            return replace(self.refresh(), notice=NO_ANSWERS)
        return self._settle_shown(answers[0].labels)

    @heard
    def give(self, id: str) -> Step:
        """Settle the sentence by a label of the codebook, and go on."""
        codebook = self.project.codebook
        if not any(label.id == id for label in codebook.active):
            return replace(self.refresh(), notice=f"“{label_in_words(id, codebook)}” is no longer in the codebook.")
        return self._settle([self.cursor], [(id,)])

    @heard
    def skip(self) -> Step:
        """Settle the sentence as one that gets no label, and go on."""
        return self._settle([self.cursor], [()])

    @heard
    def clear(self) -> Step:
        """Take back what was settled of the sentence, and stay."""
        if self.unit.settled is None:
            return replace(self.refresh(), notice="Nothing is settled here.")
        act = Act("clear", self.page.article.n, *self.page.span(self.cursor), {"saw": self.unit.saw}, layer=GOLD)
        return self._write([act], [self.cursor], "No longer settled.")

    @heard
    def take_all_of(self, letter: str) -> Step:
        """Settle all conflicts from here to the end of the article as the person with this letter answered them."""
        person = self.page.person_with(letter)
        if person is None:
            return replace(self.refresh(), notice=f"Nobody has the letter {letter} in this article.")
        found = [
            (row, vote.labels)
            for row in self.open_rows()
            if row >= self.cursor
            for vote in self.page.unit(row).votes
            if vote.person == person
        ]
        if not found:
            return replace(self.refresh(), notice=f"{self.who(person)} answered no conflict from here on.")
        told = f"{counted(len(found), 'sentence')} settled as {self.who(person)} answered."
        step = self._settle([row for row, _ in found], [labels for _, labels in found])
        if not step.rows:
            return step
        return replace(step, notice=f"{told} {step.notice}".strip())

    @heard
    def later(self) -> Step:
        """Put the sentence off until nothing else is left, and go on."""
        self._later.add(self._place(self.cursor))
        return self._go_on(self.refresh())

    @heard
    def note(self, text: str) -> Step:
        """Write a lead's note on the sentence; an empty one takes it away. Stays."""
        unit = self.unit
        if (unit.settled.note if unit.settled is not None else unit.note) == text:
            return self.refresh()
        act = Act("note", self.page.article.n, *self.page.span(self.cursor), {"text": text}, layer=GOLD)
        return self._write([act], [self.cursor], "")

    # -- reasons -----------------------------------------------------------------------------------------

    @heard
    def choose_reason(self, key: str) -> Step:
        """Give the next settlement the reason with this capital letter; the same letter again takes it back."""
        reason = self.reasons.with_key(key)
        if reason is None:
            return Step(notice=f"No reason has the letter {key} yet.")
        self.reason = None if self.reason == reason else reason
        return Step([self.cursor], notice=f"Reason: {reason.words}" if self.reason else "No reason.")

    @heard
    def add_reason(self, words: str) -> Step:
        """Put a reason into the list of the project, and give it to the next settlement. Raises nothing."""
        try:
            reason, acts = self.reasons.adding(words)
            if acts:
                self.project.journal.record(acts)
        except UsageError as error:
            return Step(notice=str(error))
        self.reasons = self._read_reasons()
        self.reason = self.reasons.with_key(reason.key) or reason
        return Step([self.cursor], notice=f"Reason {reason.key}: {reason.words}")

    @heard
    def add_example(self, *, counter: bool = False) -> Step:
        """Put the sentence into the codebook as a hard case of the label that was settled. Stays.

        As a counter-example (`counter`) it is one of the label that most of the others gave. Where a reason was given,
        the right label and the reason stand behind the sentence in brackets.
        """
        settled = self.unit.settled
        if settled is None or len(settled.labels) != 1:
            return Step(notice="Settle the sentence by one label first: it becomes an example of that.")
        id = self._mistaken_for(settled.labels) if counter else settled.labels[0]
        if id is None:
            return Step(
                notice="Nobody gave it another label alone: there is none that it could be a counter-example of."
            )
        codebook = self.project.codebook
        text = self.page.sentence(self.cursor)
        if settled.reason:
            text = f"{text} ({label_in_words(settled.labels[0], codebook)}: {settled.reason})"
        payload = {"labels": [id], "text": text, "on": not counter}
        act = Act("example", self.page.article.n, *self.page.span(self.cursor), payload)
        name = label_in_words(id, codebook)
        step = self._write([act], [self.cursor], f"Now {'a counter-example' if counter else 'an example'} of {name}.")
        self.project.reread_codebook()
        return step

    def _mistaken_for(self, labels: Labels) -> str | None:
        """The label that most of those gave who gave one alone, another than what was settled; None for none."""
        others = Counter(vote.labels for vote in self.unit.votes if len(vote.labels) == 1 and vote.labels != labels)
        return others.most_common(1)[0][0][0] if others else None

    # -- unanimous sentences -----------------------------------------------------------------------------

    def plan_unanimous(self, progress: Progress = UNWATCHED) -> GoldPlan:
        """What accepting the sentences on which all agree would settle. Nothing is written. Raises Cancelled."""
        return plan(
            parse_rule("unanimous"),
            self._gold.every_unit(),
            wanted=self.is_reviewed,
            progress=progress,
            codebook=self.project.codebook,
        )

    @property
    def is_small(self) -> bool:
        """Whether the project is looked through in a moment."""
        return self.sentences <= _FEW

    def is_reviewed(self, n: int, span: Span) -> bool:
        """Whether a unit is among those that are gone through."""
        return self.queue.holds(n, span[0])

    def accept(self, planned: GoldPlan, progress: Progress = UNWATCHED) -> Step:
        """Settle what was planned, as one action. Raises Cancelled."""
        return self.accepted(settle(self.project.reader, self.project.journal, planned, progress))

    @heard
    def accepted(self, count: int) -> Step:
        """Read what was just settled by rule, which was so many sentences."""
        self.refresh()
        recut = self._reload().recut
        return Step(reloaded=True, recut=recut, notice=f"{counted(count, 'sentence')} settled: everybody agrees.")

    # -- people ------------------------------------------------------------------------------------------

    @heard
    def reveal(self) -> Step:
        """Show the names of the annotators in the open article from now on; that is on record."""
        n = self.page.article.n
        if n not in self.names_shown:
            self.project.journal.record([Act("reveal", n)])
            self.names_shown.add(n)
        return Step(range(len(self.page)), notice="The names are shown in this article. That is on record.")

    @heard
    def send_back(self, letter: str, why: str) -> Step:
        """Send the sentence back to the person with this letter, with a reason. Stays."""
        person = self.page.person_with(letter.strip().upper())
        if person is None:
            return Step(notice=f"Nobody has the letter {letter.strip()} in this article.")
        payload = {"to": self._gold.keys()[person], "on": True, "why": why.strip()}
        act = Act("return", self.page.article.n, *self.page.span(self.cursor), payload)
        return self._write([act], [self.cursor], f"Sent back to {self.who(person)}.")

    def third_people(self) -> list[str]:
        """The names of those who said nothing of the sentence and could decide it without seeing the others."""
        said = {vote.person for vote in (*self.unit.votes, *self.unit.carried)}
        return sorted(name for person, name in self._gold.names().items() if person not in said)

    @heard
    def ask_third(self, name: str) -> Step:
        """Give the sentence to somebody who has not decided it, and put it off for later."""
        try:
            self.project.team.assign_units([(self.page.article.n, *self.page.span(self.cursor))], name)
        except UsageError as error:
            return replace(self.refresh(), notice=str(error))
        self._later.add(self._place(self.cursor))
        return replace(self._go_on(self.refresh()), notice=f"{name} gets this sentence.")

    # -- moving ------------------------------------------------------------------------------------------

    @heard
    def move(self, by: int) -> Step:
        """Move the cursor by a number of sentences, not beyond the article."""
        return self.go_to(self.cursor + by)

    @heard
    def go_to(self, row: int) -> Step:
        """Put the cursor on a row, the nearest there is."""
        step = self.refresh()
        self._set_cursor(row)
        return step

    @heard
    def first(self) -> Step:
        """Go to the first sentence of the article."""
        return self.go_to(0)

    @heard
    def last(self) -> Step:
        """Go to the last sentence of the article."""
        return self.go_to(len(self.page) - 1)

    @heard
    def next_open(self) -> Step:
        """Go to the next conflict, in this article or a later one."""
        return self._go_on(self.refresh())

    @heard
    def previous_open(self) -> Step:
        """Go to the conflict before this one in the article."""
        step = self.refresh()
        before = [row for row in self.open_rows() if row < self.cursor]
        if not before:
            return replace(step, notice="No conflict before this sentence in the article.")
        self._set_cursor(before[-1])
        return step

    @heard
    def next_article(self) -> Step:
        """Open the next article with a conflict."""
        return self._go_beyond(self.refresh(), (self.page.article.n, 1 << 60))

    @heard
    def previous_article(self) -> Step:
        """Open the article before this one."""
        step = self.refresh()
        n = self.project.work_order().neighbour(self.page.article.n, -1)
        if n is None:
            return replace(step, notice="This is the first article.")
        self._open(n)
        return replace(step, opened=True)

    # -- undo and redo -----------------------------------------------------------------------------------

    @heard
    def undo(self) -> Step:
        """Take back the last thing done in a review, and go to where it was done."""
        return self.revisit("undo", self.project.journal.undo(review=True))

    @heard
    def redo(self) -> Step:
        """Bring back what was undone last, and go to where it was done."""
        return self.revisit("redo", self.project.journal.redo(review=True))

    def long_way(self, way: Way) -> int:
        """How many sentences the next undo or redo is about, if very many; else 0.

        That is better done by `labels.review.long_actions` in a thread, and told to `revisit` then.
        """
        reach = self.project.journal.sitting.reach_in(review=True)
        count = self.project.events.events_to_reverse(reach, way)
        return count if count >= MANY else 0

    @heard
    def revisit(self, way: Way, reversal: Reversal | None) -> Step:
        """Read what was just undone or redone: show its article. None says that there was nothing."""
        refreshed = self.refresh()
        if reversal is None:
            return replace(refreshed, notice=f"Nothing to {way}.")
        sitting = self.project.journal.sitting.number
        notice = reversal_in_words(way, reversal.events, sitting, self.project.codebook)
        first = reversal.events[0]
        assert first.article is not None, "what a review undoes is about an article"
        opened = first.article != self.page.article.n
        self._agreement = self._gold.agreement_with_gold()
        self.project.reread_codebook()
        if opened:
            self._open(first.article, first.start)
            return replace(refreshed, opened=True, notice=notice)
        recut = self.page.reread()
        self._set_cursor(self.page.row_at(first.start or 0))
        return Step(range(len(self.page)), reloaded=True, recut=recut, notice=notice)

    # -- staying in step with the file -------------------------------------------------------------------

    def refresh(self) -> Step:
        """Read what other processes changed since the last step."""
        version = self.project.data_version()
        if version == self._version:
            return NOTHING
        self._version = version
        check_may_review(self.project)
        self.project.reread_codebook()
        return replace(self._reload(), reloaded=True)

    def _reload(self) -> Step:
        """Read the open article again, staying at the same place of the text."""
        self.reasons = self._read_reasons()
        if self.page_or_none is None:
            self._begin()
            return Step(opened=self.page_or_none is not None)
        here = self.page.cuts[self.cursor].start
        recut = self.page.reread()
        self.cursor = self.page.row_at(here)
        return Step(recut=recut)

    def _begin(self) -> None:
        """Open the first conflict; where there is none, the first article."""
        n = self.queue.after((0, -1), [])
        if isinstance(n, tuple):
            self._open(n[0], start=n[1])
            return
        n = n or self.project.work_order().neighbour(0, 1)
        if n is not None:
            self._open(n)

    def _open(self, n: int, start: int | None = None) -> None:
        likelihood = Likelihood(self.project.codebook, self._agreement)
        self.page_or_none = ReviewPage(ArticleNumber(n), self.project.reader, self._gold, likelihood)
        rows = self.open_rows()
        self.cursor = self.page.row_at(start) if start is not None else rows[0] if rows else 0
        self._watch.restart()

    def _place(self, row: int) -> Place:
        return self.page.article.n, self.page.cuts[row].start

    def _set_cursor(self, row: int) -> None:
        row = max(0, min(row, len(self.page) - 1))
        if row != self.cursor:
            self.cursor = row
            self._watch.restart()

    def _read_reasons(self) -> Reasons:
        return Reasons(self._gold.settings(SETTING))

    # -- how it is done ----------------------------------------------------------------------------------

    def _settle_shown(self, labels: Labels) -> Step:
        """Settle the sentence by an answer that is on screen, unless the answers are others by now."""
        votes = self.unit.votes
        refreshed = self.refresh()
        if refreshed.recut or self.unit.votes != votes:
            return replace(refreshed, notice=_RECUT if refreshed.recut else _OTHERS)
        return self._settle([self.cursor], [labels])

    def _settle(self, rows: Sequence[int], answers: Sequence[Labels]) -> Step:
        """Settle rows of the open article as one action, each as it is on screen, and go on behind the first."""
        seconds = self._watch.seconds / len(rows)
        reason = self.reason.words if self.reason is not None else ""
        n = self.page.article.n
        acts = [
            settlement(n, self.page.span(row), self.page.unit(row), labels, reason=reason, seconds=seconds)
            for row, labels in zip(rows, answers, strict=True)
        ]
        before = [(self.page.unit(row), labels) for row, labels in zip(rows, answers, strict=True)]
        step = self._write(acts, rows, "")
        if not step.rows:
            return step
        self.reason = None
        self.settled_now += len(rows)
        self._watch.decided(len(rows))
        self._count_agreement(before)
        self._later.difference_update(self._place(row) for row in rows)
        return self._go_on(replace(step, replaced=self._replaced(before)))

    def _write(self, acts: Sequence[Act], rows: Sequence[int], notice: str) -> Step:
        """Write acts about rows of the open article; then, and only then, show them."""
        try:
            self.project.journal.record(acts)
        except MovedError:
            return replace(self._reload(), reloaded=True, notice=_RECUT)
        except UsageError as error:
            return replace(self.refresh(), notice=str(error))
        were_open = sum(self.page.unit(row).is_open for row in rows)
        self.page.reread_rows(rows)
        self._opened += sum(self.page.unit(row).is_open for row in rows) - were_open
        return Step(rows, notice=notice)

    def _replaced(self, before: Sequence[tuple[ReviewUnit, Labels]]) -> str:
        """Which settlements took the place of others, such as "was claim, now quote"; empty if none did."""
        codebook = self.project.codebook
        others = [
            (unit.settled.labels, now)
            for unit, now in before
            if unit.settled is not None and unit.settled.labels != now
        ]
        if not others:
            return ""
        if len(others) > 1:
            return f"{len(others)} of {len(before)} were settled otherwise before"
        was, now = (answer_in_words(labels, codebook) for labels in others[0])
        return f"was {was}, now {now}"

    def _count_agreement(self, settled: Sequence[tuple[ReviewUnit, Labels]]) -> None:
        """Take into account for the next article how often each person agrees with what is settled."""
        for unit, labels in settled:
            for vote in unit.votes:
                like, both = self._agreement.get(vote.person, (0, 0))
                self._agreement[vote.person] = like + (vote.labels == labels), both + 1

    def _go_on(self, step: Step) -> Step:
        """Go to the next conflict, those put off for later at the end."""
        return self._go_beyond(step, self._place(self.cursor))

    def _go_beyond(self, step: Step, place: Place) -> Step:
        found = self._next(place)
        if found is None and place != (0, -1):
            found = self._next((0, -1))
        if found is None and self._later:
            self._later.clear()
            found = self._next((0, -1))
            step = replace(step, notice=f"{step.notice} {LATER_ONLY}".strip()) if found else step
        if found is None:
            return replace(step, notice=f"{step.notice} {ALL_SETTLED}".strip())
        n, start = found
        opened = n != self.page.article.n
        if opened:
            self._open(n, start)
        else:
            self._set_cursor(self.page.row_at(start))
        return replace(step, opened=opened or step.opened)

    def _next(self, place: Place) -> Place | None:
        """The next place with something to look at, behind a place; None where there is none."""
        opened: dict[int, list[int]] = {}
        while True:
            n = place[0]
            if n and n not in opened:
                opened[n] = self._open_starts(n)
            here = opened.get(n, [])
            if self._later:
                here = [start for start in here if (n, start) not in self._later]
            found = self.queue.after(place, here)
            if found is None:
                return None
            if isinstance(found, int):
                place = (found, -1)
                continue
            if found[0] not in opened:
                opened[found[0]] = self._open_starts(found[0])
            if found not in self._later and _holds(opened[found[0]], found[1]):
                return found
            place = found

    def _open_starts(self, n: int) -> list[int]:
        """The starts of the units that are open in an article."""
        if self.page_or_none is not None and n == self.page.article.n:
            return self.page.open_starts
        return sorted(span[0] for span, unit in self._gold.units(n).items() if unit.is_open)


def _holds(starts: Sequence[int], start: int) -> bool:
    """Whether a start is among others, which come in order."""
    place = bisect_left(starts, start)
    return place < len(starts) and starts[place] == start
