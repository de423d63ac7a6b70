"""Settling in a review: by an answer, by a label, or as one person answered. Each key says what it replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from labels.desk.step import Step
from labels.journal.event import GOLD, Act
from labels.journal.kinds.kind import label_in_words
from labels.review.navigator import ALL_SETTLED, RECUT, ReviewNavigator
from labels.review.rules import answer_in_words
from labels.review.settling import settlement
from labels.review.shown_answers import ShownAnswers
from labels.review.why import Why
from labels.values.review import Labels, ReviewUnit
from labels.words import counted

NO_ANSWERS = "Nobody decided this sentence. A label’s key settles it."
TYPED_BEFORE = "Other answers came up: this key was typed before, and wrote nothing."
ALL_DONE = f"{ALL_SETTLED.removesuffix('.')}: this key wrote nothing."
_OTHERS = "The answers to this sentence changed meanwhile. Nothing was written; look again."


class Settler:
    """Settles sentences of the open article, each as it is on screen, and goes on to the next conflict."""

    def __init__(self, at: ReviewNavigator, why: Why, shown: ShownAnswers) -> None:
        """Settle where `at` is, with the reason that is chosen in `why`, by answers that are `shown`."""
        self._at = at
        self._why = why
        self._shown = shown
        self._last_replaced = ""
        #: How many sentences this sitting has settled.
        self.count = 0

    def take(self, number: int) -> Step:
        """Settle the sentence by the answer with this number, and go on."""
        if self._shown.await_paint:
            return self._typed_before()
        answers = self._at.page.answers(self._at.cursor)
        chosen = next((answer for answer in answers if answer.number == number), None)
        if chosen is None:
            there_are = f"There are {counted(len(answers), 'answer')} here." if answers else NO_ANSWERS
            return replace(self._at.refresh(), notice=f"{there_are} {number} does nothing.")
        return self._settle_shown(chosen.labels)

    def likely(self) -> Step:
        """Settle the sentence with its most likely answer, and go on. A settled sentence is not changed."""
        unit, answers = self._at.unit, self._at.page.answers(self._at.cursor)
        if unit.settled is not None and unit.settled.mark is None:
            return self._at.go_on(self._at.refresh())
        if self._shown.await_paint:
            return self._typed_before()
        if not answers:
            return replace(self._at.refresh(), notice=NO_ANSWERS)
        return self._settle_shown(answers[0].labels)

    def give(self, id: str) -> Step:
        """Settle the sentence by a label of the codebook, and go on."""
        codebook = self._at.project.codebook
        if not any(label.id == id for label in codebook.active):
            return replace(self._at.refresh(), notice=f"“{label_in_words(id, codebook)}” is no longer in the codebook.")
        return self._settle([self._at.cursor], [(id,)])

    def skip(self) -> Step:
        """Settle the sentence with no label, and go on."""
        return self._settle([self._at.cursor], [()])

    def clear(self) -> Step:
        """Take back what was settled about the sentence, and stay."""
        if self._at.unit.settled is None:
            return replace(self._at.refresh(), notice="Nothing is settled here.")
        act = Act(
            "clear",
            self._at.page.article.n,
            *self._at.page.span(self._at.cursor),
            {"saw": self._at.unit.saw},
            layer=GOLD,
        )
        return self._at.write([act], [self._at.cursor], "No longer settled.")

    def take_all_of(self, letter: str, called: str) -> Step:
        """Settle all conflicts from here to the end of the article as the person with this letter answered them.

        `called` is how the person is called on screen.
        """
        if self._shown.await_paint:
            return self._typed_before()
        person = self._at.page.person_with(letter)
        if person is None:
            return replace(self._at.refresh(), notice=f"Nobody has the letter {letter} in this article.")
        found = self._answers_of(person)
        if not found:
            return replace(self._at.refresh(), notice=f"{called} answered no conflict from here on.")
        told = f"{counted(len(found), 'sentence')} settled as {called} answered."
        step = self._settle([row for row, _ in found], [labels for _, labels in found])
        if not step.rows:
            return step
        return replace(step, notice=f"{told} {step.notice}".strip())

    def answered_from_here(self, letter: str) -> int:
        """How many conflicts `take_all_of` would settle; 0 also for a letter typed before the answers were shown."""
        person = self._at.page.person_with(letter)
        return 0 if person is None or self._shown.await_paint else len(self._answers_of(person))

    def _answers_of(self, person: int) -> list[tuple[int, Labels]]:
        """The conflicts from here to the end of the article, by row, that a person decided, with the answers."""
        return [
            (row, vote.labels)
            for row in self._at.open_rows()
            if row >= self._at.cursor
            for vote in self._at.page.unit(row).votes
            if vote.person == person
        ]

    def _typed_before(self) -> Step:
        """The step for a key that was typed for other answers: it settles nothing.

        The message about the last settlement stays.
        """
        return replace(self._at.refresh(), replaced=self._last_replaced, notice=TYPED_BEFORE)

    def _settle_shown(self, labels: Labels) -> Step:
        """Settle the sentence with an answer that is on screen, unless the answers have changed."""
        votes = self._at.unit.votes
        refreshed = self._at.refresh()
        if refreshed.recut or self._at.unit.votes != votes:
            return replace(refreshed, notice=RECUT if refreshed.recut else _OTHERS)
        return self._settle([self._at.cursor], [labels])

    def _settle(self, rows: Sequence[int], answers: Sequence[Labels]) -> Step:
        """Settle rows of the open article as one action, each as it is on screen, and go on after the first.

        An additional key after the last conflict does not change what was settled.
        """
        if self._at.is_done and self._at.unit.settled is not None:
            return replace(self._at.refresh(), replaced=self._last_replaced, notice=ALL_DONE)
        seconds = self._at.watch.seconds / len(rows)
        reason = self._why.words
        n = self._at.page.article.n
        acts = [
            settlement(n, self._at.page.span(row), self._at.page.unit(row), labels, reason=reason, seconds=seconds)
            for row, labels in zip(rows, answers, strict=True)
        ]
        before = [(self._at.page.unit(row), labels) for row, labels in zip(rows, answers, strict=True)]
        step = self._at.write(acts, rows, "")
        if not step.rows:
            return step
        self._why.used()
        self.count += len(rows)
        self._at.watch.decided(len(rows))
        self._count_agreement(before)
        self._at.taken_up(rows)
        self._last_replaced = self._replaced(before)
        step = self._at.go_on(replace(step, replaced=self._last_replaced))
        self._at.is_done = step.notice.endswith(ALL_SETTLED)
        return step

    def _replaced(self, before: Sequence[tuple[ReviewUnit, Labels]]) -> str:
        """Which settlements took the place of others, such as "was claim, now quote"; empty if none did."""
        codebook = self._at.project.codebook
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
                like, both = self._at.agreement.get(vote.person, (0, 0))
                self._at.agreement[vote.person] = like + (vote.labels == labels), both + 1
