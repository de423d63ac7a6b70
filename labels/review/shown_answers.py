"""Which answers are on the screen. A key for one of them counts only if it was typed while they were shown."""

from __future__ import annotations

from labels.desk.painted import Painted
from labels.review.navigator import ReviewNavigator
from labels.review.settling import Span
from labels.values.review import Vote

#: A sentence (the number of its article, its span), and what people said of it.
View = tuple[int, Span, tuple[Vote, ...]]


class ShownAnswers:
    """The answers to the sentence under the cursor, as the screen shows them.

    The screen says when it painted what, and when each key was typed. A script does neither, so its calls always count.
    """

    def __init__(self, at: ReviewNavigator) -> None:
        self._at = at
        self._painted = Painted()

    @property
    def view(self) -> View:
        """What the screen shows of the sentence under the cursor."""
        return self._at.page.article.n, self._at.page.span(self._at.cursor), tuple(self._at.unit.votes)

    @property
    def await_paint(self) -> bool:
        """Whether the last key was typed before these answers were on the screen."""
        return self._painted.any_key and not self._painted.shows(self.view)

    def painted(self, view: View, at: float) -> None:
        """The screen shows `view` since `at` (a monotonic clock, in seconds)."""
        self._painted.painted(view, at)

    def typed(self, at: float) -> None:
        """A key was typed at this time, by the same clock."""
        self._painted.typed(at)
