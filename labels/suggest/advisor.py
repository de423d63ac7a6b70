"""Suggestions for one annotator at work: what to show for the sentence under the cursor, and what to write about it.

A screen calls `look` for the sentence under the cursor, `payload` before a decision is written, `heard` after it, and
`work` between two keys.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from labels.journal.event import MAIN, Event
from labels.suggest.learner import SLICE, Learner, Said
from labels.suggest.policy import Policy
from labels.suggest.shown import Occasion, Shown
from labels.suggest.suggester import predict
from labels.suggest.unit import Labels, Span


class Advises(Protocol):
    """The source of the rules, and of why sentences are shown."""

    def policy(self) -> Policy:
        """The rules as they are now."""

    def occasions(self) -> Callable[[int, str], Occasion]:
        """What says why a sentence is shown, from the number of its article and its id."""


class Advisor:
    """Combines what the model has learnt with the policy."""

    def __init__(self, learner: Learner, policy: Policy, occasion: Callable[[int, str], Occasion]) -> None:
        """`occasion` says why a sentence is shown, from the number of its article and its id."""
        self._learner = learner
        self._occasion = occasion
        #: The rules. They may be replaced at any time, for instance when suggestions are turned off.
        self.policy = policy

    @property
    def is_on(self) -> bool:
        """Whether suggestions are on. If not, nobody uses what is learnt."""
        return self.policy.mode != "off"

    def look(self, article: int, span: Span) -> Shown | None:
        """What to show for a sentence (article by number), and what to keep back; None while suggestions are off."""
        if not self.is_on:
            return None
        unit = self._learner.unit(article, span)
        if unit is None:
            return None
        occasion = self._occasion(article, unit.id)
        if self._learner.is_beginning:
            return Shown(occasion, why_silent="learning from what was decided before")
        return self.policy.before(predict(self._learner.suggester, unit), occasion, self._learner.record)

    def not_yet(self) -> str:
        """Why nothing is suggested of any sentence so far, in words; empty once something may be, or they are off.

        It says nothing about the sentence under the cursor, because that would show which sentences are blind.
        """
        if not self.is_on:
            return ""
        if self._learner.is_beginning:
            return "they begin once what was decided before has been learnt"
        return self.policy.why_silent(self._learner.record)

    def payload(self, shown: Shown | None, given: Labels, *, is_painted: bool = True) -> dict[str, Any]:
        """The part of the payload about suggestions, for a decision that gives these labels (none for a skip).

        `is_painted` says whether the suggestion was on the screen when the key came.
        """
        if shown is None:
            return {}
        second = self.second_look(shown, given)
        if second is not None and second.is_kept_back:
            return second.payload(given)
        if shown.in_view and not is_painted:
            shown = shown.unseen()
        return shown.payload(given)

    def second_look(self, shown: Shown, given: Labels) -> Shown | None:
        """The second look after a sentence was given these labels; None if there is none.

        If it is kept back, nothing is shown. Otherwise the annotator answers again, and this decision is written with
        `second.payload(labels)`, also if it is the same as the first.
        """
        return self.policy.after(shown, given, self._learner.record)

    def heard(self, event: Event, *, replaces: bool = False) -> None:
        """Take note of an event that was just written; `replaces` that its sentence was decided before.

        Undo and redo, a decision that was cleared, and sentences that were split or joined make everything stale.
        """
        if event.kind in ("label", "skip") and event.layer == MAIN:
            if event.article is None or event.start is None or event.end is None:
                return
            labels = tuple(event.payload.get("labels", ()))
            said = Said(event.id, event.article, event.start, event.end, labels, event.payload)
            self._learner.decided(said, replaces=replaces)
        elif event.kind in ("clear", "split", "join", "undo", "redo"):
            self._learner.mark_stale()

    def mark_stale(self) -> None:
        """Learn everything again, because decisions were taken back."""
        self._learner.mark_stale()

    def changed_elsewhere(self, api: Advises) -> None:
        """Use the rules and occasions as they are now; learn again if decisions came or went at another desk."""
        self.policy, self._occasion = api.policy(), api.occasions()
        self._learner.changed_elsewhere()

    def has_as_before(self, shown: Shown, article: int, rules: Policy) -> bool:
        """Whether what was shown of a sentence of an article (number) by these rules may stay: they are in force."""
        return rules == self.policy and self._occasion(article, shown.occasion.id) == shown.occasion

    def work(self, seconds: float = SLICE) -> bool:
        """Learn for at most this long, in seconds of processor time. Returns whether there is more to learn."""
        return self.is_on and self._learner.work(seconds)
