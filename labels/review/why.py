"""The reasons of a review: the list of the project, and the one that the next settlement gets."""

from __future__ import annotations

from labels.desk.step import Step
from labels.errors import UsageError
from labels.review.navigator import ReviewNavigator
from labels.review.reasons import SETTING, Reason, Reasons


class Why:
    """Chooses a reason, and adds to the list."""

    def __init__(self, at: ReviewNavigator) -> None:
        self._at = at
        #: The reason of the next settlement; None for none.
        self.chosen: Reason | None = None
        self.all = self._read()

    @property
    def words(self) -> str:
        """The words of the reason that is chosen; empty for none."""
        return self.chosen.words if self.chosen is not None else ""

    def used(self) -> None:
        """Note that the reason was used by a settlement. The next settlement has none."""
        self.chosen = None

    def reread(self) -> None:
        """Read the list again: another lead may have added to it."""
        self.all = self._read()

    def choose_reason(self, key: str) -> Step:
        """Give the next settlement the reason with this capital letter; the same letter again takes it back."""
        reason = self.all.with_key(key)
        if reason is None:
            return Step(notice=f"No reason has the letter {key} yet.")
        self.chosen = None if self.chosen == reason else reason
        return Step([self._at.cursor], notice=f"Reason: {reason.words}" if self.chosen else "No reason.")

    def add_reason(self, words: str) -> Step:
        """Put a reason into the list of the project, and give it to the next settlement."""
        try:
            reason, acts = self.all.adding(words)
            if acts:
                self._at.project.journal.record(acts)
        except UsageError as error:
            return Step(notice=str(error))
        self.reread()
        self.chosen = self.all.with_key(reason.key) or reason
        return Step([self._at.cursor], notice=f"Reason {reason.key}: {reason.words}")

    def _read(self) -> Reasons:
        return Reasons(self._at.gold.settings(SETTING))
