"""Moving in a review: from sentence to sentence, from conflict to conflict, from article to article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from labels.desk.step import Step
from labels.review.navigator import ReviewNavigator


class Moving:
    """Puts the cursor where the lead asks for it, after what other processes changed was read."""

    def __init__(self, at: ReviewNavigator, refresh: Callable[[], Step]) -> None:
        """Move by `at`; `refresh` reads what other processes changed."""
        self._at = at
        self._refresh = refresh

    def move(self, by: int) -> Step:
        """Move the cursor by a number of sentences, not beyond the article."""
        return self.go_to(self._at.cursor + by)

    def go_to(self, row: int) -> Step:
        """Put the cursor on a row, the nearest there is."""
        step = self._refresh()
        self._at.set_cursor(row)
        return step

    def first(self) -> Step:
        """Go to the first sentence of the article."""
        return self.go_to(0)

    def last(self) -> Step:
        """Go to the last sentence of the article."""
        return self.go_to(len(self._at.page) - 1)

    def next_open(self) -> Step:
        """Go to the next conflict, in this article or a later one."""
        return self._at.go_on(self._refresh())

    def previous_open(self) -> Step:
        """Go to the conflict before this one in the article."""
        step = self._refresh()
        before = [row for row in self._at.open_rows() if row < self._at.cursor]
        if not before:
            return replace(step, notice="No conflict before this sentence in the article.")
        self._at.set_cursor(before[-1])
        return step

    def later(self) -> Step:
        """Put the sentence off until nothing else is left, and go on."""
        self._at.put_off()
        return self._at.go_on(self._refresh())

    def next_article(self) -> Step:
        """Open the next article with a conflict."""
        return self._at.go_beyond(self._refresh(), (self._at.page.article.n, 1 << 60))

    def previous_article(self) -> Step:
        """Open the article before this one."""
        step = self._refresh()
        n = self._at.project.work_order().neighbour(self._at.page.article.n, -1)
        if n is None:
            return replace(step, notice="This is the first article.")
        self._at.open(n)
        return replace(step, opened=True)
