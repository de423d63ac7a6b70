"""Suggestions at the desk: what is suggested for the sentence under the cursor, and whether it is on the screen yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from labels.desk.navigator import Navigator
from labels.desk.painted import Painted
from labels.desk.step import Step
from labels.errors import UsageError
from labels.journal.event import Event
from labels.journal.kinds.kind import label_in_words

if TYPE_CHECKING:
    from labels.suggest.advisor import Advisor
    from labels.suggest.shown import Mode, Shown

Labels = tuple[str, ...]

#: A sentence: the number of its article, and its span.
_Place = tuple[int, tuple[int, int]]

#: Verbs after which the model learns everything again.
STALE = frozenset({"undo", "redo", "undo_action", "revisit", "split", "join", "clear"})


class Suggesting:
    """Asks the advisor of the sitting.

    While suggestions are off, the code of the models is not loaded. The suggestion for a sentence does not change while
    the cursor is there, even if the model learns meanwhile. It counts for a key only if the screen showed it before the
    key was typed.
    """

    def __init__(self, at: Navigator) -> None:
        self._at = at
        self.mode: Mode = at.project.suggestion_mode
        self._last: Mode = "suggest" if self.mode == "off" else self.mode
        self._advisor: Advisor | None = None
        self._looked_at: _Place | None = None
        self._shown: Shown | None = None
        self._second: Shown | None = None
        self._painted = Painted()

    # -- what is shown -----------------------------------------------------------------------------------

    @property
    def in_view(self) -> tuple[Labels, ...]:
        """The sets of labels to show for the sentence under the cursor, the most probable first; none for nothing."""
        shown = self._look()
        if self._second is not None:
            return self._second.labels
        return () if shown is None else shown.in_view

    @property
    def preselected(self) -> Labels | None:
        """What Enter gives: it is in view, and on the screen. None for nothing.

        Ask only after the changes of others were read, because a sentence that was decided, split or joined has none.
        """
        shown = self._look()
        return shown.preselected if shown is not None and self._is_painted and self._second is None else None

    @property
    def is_preselected(self) -> bool:
        """Whether what is in view is one answer that Enter gives, and not a few that are only marked."""
        shown = self._look()
        return self._second is None and shown is not None and shown.preselected is not None

    @property
    def second_look(self) -> bool:
        """Whether the model disagrees with the decision that was just made, and a second answer is asked for."""
        self._look()
        return self._second is not None

    @property
    def score(self) -> float:
        """How probable the first of what is in view is, 0 to 1."""
        shown = self._second or self._look()
        return 0.0 if shown is None else shown.score

    @property
    def awaits_paint(self) -> bool:
        """Whether a second look is asked for that is not on the screen yet.

        Keys that were typed before are not meant for it.
        """
        return self.second_look and not self._is_painted

    @property
    def view(self) -> object:
        """A value that stands for what is in view now. It differs for another sentence or another suggestion."""
        shown = self._look()
        return self._looked_at, self._second or shown

    def painted(self, at: float, view: object) -> None:
        """The screen shows this `view`, since `at` (a monotonic clock, in seconds)."""
        if view == self.view:
            self._painted.painted(view, at)

    def covered(self) -> None:
        """Note that the suggestion is hidden, or that keys are for something else.

        It does not count until it is painted again.
        """
        self._painted.forget()

    def typed(self, at: float) -> None:
        """Note that a key was typed at this time, by the same clock. It does not act on what was painted later."""
        self._painted.typed(at)

    @property
    def _is_painted(self) -> bool:
        return self._painted.shows(self.view)

    # -- deciding ----------------------------------------------------------------------------------------

    def payload(self, given: Labels) -> dict[str, Any]:
        """What the payload of a decision says about suggestions.

        The decision gives the sentence under the cursor these labels (none for a skip).
        """
        shown = self._look()
        if self._second is not None:
            return self._second.payload(given)
        if shown is None or self._advisor is None:
            return self._why()
        return self._advisor.payload(shown, given, is_painted=self._is_painted)

    def _why(self) -> dict[str, Any]:
        """Why the annotator sees this sentence, if its article was drawn with a probability."""
        order = self._at.order
        probability = order.probability(self._at.page.article.n)
        return {} if probability is None else {"shown": {"order": order.in_words(), "probability": probability}}

    def asks_again(self, given: Labels) -> bool:
        """Whether the model disagrees so strongly with a first answer that the annotator is asked again.

        Call this before `heard`.
        """
        self._look()  # the sentence already has its first answer, so no suggestion is in view
        shown = self._shown
        if self._second is not None or shown is None or self._advisor is None:
            return False
        second = self._advisor.second_look(shown, given)
        if second is None or second.is_kept_back:
            return False
        self._second = second
        return True

    def answered(self) -> None:
        """The second answer was given."""
        self._forget()

    def heard(self, events: Sequence[Event], *, replaces: bool) -> None:
        """Learn from decisions that were just written. `replaces` says that some of them replaced others."""
        if self._advisor is not None:
            for event in events:
                self._advisor.heard(event, replaces=replaces)

    def mark_stale(self) -> None:
        """Learn everything again, because decisions were taken back."""
        if self._advisor is not None:
            self._advisor.mark_stale()
        self._forget()

    def changed_elsewhere(self) -> None:
        """Read the mode, the labels, rounds, the order and new decisions from the file again.

        The suggestion in view does not change, unless one of these turns it off. So it does not show what others do.
        """
        self.mode = self._at.project.suggestion_mode
        advisor, shown = self._advisor, self._second or self._shown
        if advisor is None:
            self._forget()
            return
        rules = advisor.policy
        advisor.changed_elsewhere(self._at.project.suggestions)
        if shown is None or self._looked_at is None or not advisor.has_as_before(shown, self._looked_at[0], rules):
            self._forget()

    def work(self) -> bool:
        """Learn for a few milliseconds. Returns whether there is more to learn. Call this after the paint."""
        return self._advisor is not None and self._advisor.work()

    # -- on and off --------------------------------------------------------------------------------------

    def toggle_suggestions(self) -> Step:
        """Turn suggestions off, or on again with the same mode."""
        api = self._at.project.suggestions
        if self.mode != "off":
            self._last = self.mode
        try:
            api.set_mode(self._last if self.mode == "off" else "off")
        except UsageError as error:
            return Step(notice=str(error))
        self.changed_elsewhere()
        notice = (
            "Suggestions are off." if self.mode == "off" else f"Suggestions: {self.mode}. {self.why_silent()}".strip()
        )
        return Step([self._at.cursor], notice=notice)

    def why_silent(self) -> str:
        """Why nothing is suggested for the sentence under the cursor, in a sentence; empty if something is."""
        shown = self._look()
        return "" if shown is None or not shown.why_silent else f"Nothing yet: {shown.why_silent}."

    def not_yet(self) -> str:
        """Why nothing can be suggested for any sentence yet, in a sentence; empty once something can be."""
        self._look()
        why = "" if self._advisor is None else self._advisor.not_yet()
        return f"No suggestions yet: {why}." if why else ""

    def in_words(self) -> str:
        """The suggestion for the sentence under the cursor in words; empty if there is none."""
        in_view = self.in_view
        if not in_view:
            return ""
        from labels.suggest.wording import confidence_in_words

        codebook = self._at.project.codebook
        first, *others = (" + ".join(label_in_words(id, codebook) for id in labels) for labels in in_view)
        if self._second is not None:
            return f"Second look: {first}, {confidence_in_words(self.score)}. Answer again; Enter keeps your answer."
        if self.is_preselected:
            return f"Suggested: {first}, {confidence_in_words(self.score)}. Enter gives it."
        return f"Perhaps {' or '.join([first, *others])}."

    def _look(self) -> Shown | None:
        """The suggestion for the sentence under the cursor; none if it is decided, or if several are selected.

        In a second look the sentence has its first answer.
        """
        if self.mode == "off" or self._at.document is None or not len(self._at.page):
            return None
        page, row = self._at.page, self._at.cursor
        place = page.article.n, page.span(row)
        if place != self._looked_at:
            self._forget()
            self._looked_at = place
            if not page.annotation(row).decided:
                self._advisor = self._advisor or self._at.project.suggestions.advisor()
                self._shown = self._advisor.look(*place)
        if self._at.selecting or (page.annotation(row).decided and self._second is None):
            return None
        return self._shown

    def _forget(self) -> None:
        self._looked_at = None
        self._shown = self._second = None
        self._painted.forget()
