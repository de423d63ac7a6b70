"""Suggestions for one annotator at work: what to show of the sentence under the cursor, and what to write of it.

Whoever shows a screen calls `look` for the sentence under the cursor, `payload` when a decision is written, `heard`
when it is, and `work` between two keys.
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
    """Where an advisor gets the rules, and why sentences are shown."""

    def policy(self) -> Policy:
        """The rules as they are now."""

    def occasions(self) -> Callable[[int, str], Occasion]:
        """What says why a sentence is shown, from the number of its article and its id."""


class Advisor:
    """Puts together what has been learnt and the policy."""

    def __init__(self, learner: Learner, policy: Policy, occasion: Callable[[int, str], Occasion]) -> None:
        """`occasion` says why a sentence is shown, from the number of its article and its id."""
        self._learner = learner
        self._occasion = occasion
        #: The rules; another one may be put here at any time, such as when suggestions are turned off.
        self.policy = policy

    @property
    def is_on(self) -> bool:
        """Whether suggestions are on at all; what is learnt is used by nobody otherwise."""
        return self.policy.mode != "off"

    def look(self, article: int, span: Span) -> Shown | None:
        """What to show of a sentence (article by number), and what not; None while suggestions are off."""
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

        It says nothing of the sentence under the cursor: whoever could tell a blind one by it would not be blind.
        """
        if not self.is_on:
            return ""
        if self._learner.is_beginning:
            return "they begin once what was decided before has been learnt"
        return self.policy.why_silent(self._learner.record)

    def payload(self, shown: Shown | None, given: Labels, *, is_painted: bool = True) -> dict[str, Any]:
        """What belongs into the payload of the decision that gives these labels (none for a skip).

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
        """What the model has to say once a sentence was given these labels; None for nothing.

        Nothing is shown where it is kept back. Else the annotator answers again, and that decision is written with
        `second.payload(labels)`, also where it is the same as the first.
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
        """Have everything learnt anew: decisions went away."""
        self._learner.mark_stale()

    def changed_elsewhere(self, api: Advises) -> None:
        """Go by the rules and occasions as they are now; learn anew if decisions came or went at another desk."""
        self.policy, self._occasion = api.policy(), api.occasions()
        self._learner.changed_elsewhere()

    def has_as_before(self, shown: Shown, article: int, rules: Policy) -> bool:
        """Whether what was shown of a sentence of an article (number) by these rules may stay: they are in force."""
        return rules == self.policy and self._occasion(article, shown.occasion.id) == shown.occasion

    def work(self, seconds: float = SLICE) -> bool:
        """Learn for at most so long, in seconds of the processor; whether there is more to learn."""
        return self.is_on and self._learner.work(seconds)
