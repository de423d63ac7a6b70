"""Going on after a decision, as the annotator prefers it: where to, and whether to be told of haste."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from labels.desk.page import Document
from labels.journal.event import Event
from labels.statistics.reading_watch import ReadingWatch, words_in

#: To the next one without a decision, so that no key typed in rhythm meets one; or to the next sentence.
Advance = Literal["undecided", "sentence"]


class Onward:
    """What comes after a decision in the open article."""

    def __init__(self, advance: Advance = "undecided", nudge: bool = False) -> None:
        """Go on to the next undecided sentence or the next one; `nudge` says when decisions outrun reading."""
        self._advance = advance
        self._reading = ReadingWatch() if nudge else None

    @property
    def to_undecided(self) -> bool:
        """Whether what is decided is passed over."""
        return self._advance == "undecided"

    def row_after(self, page: Document, run: range) -> int | None:
        """The row after a run to go on to; None if there is none in this article.

        Ask before the decision on the run is shown. What was carried over a mended boundary is gone through half by
        half: it waits to be confirmed.
        """
        after = run[-1] + 1
        if after == len(page):
            return None
        mended = page.mark(run[-1]).carried and page.mark(after).carried
        return after if mended or not self.to_undecided else page.undecided(after)

    def row_left(self, page: Document, run: range) -> int:
        """The row to go back to where `row_after` has none: the first one left, else the end of the run."""
        row = page.undecided(0)
        while row is not None and row in run:
            row = page.undecided(row + 1)
        return run[-1] if row is None else row

    def nudge(self, page: Document, row: int, events: Sequence[Event]) -> str:
        """What to say if this decision and those before it came faster than one can read, or nothing.

        Runs are left out: they were read beforehand.
        """
        seconds = events[0].payload.get("seconds")
        if self._reading is None or len(events) > 1 or seconds is None:
            return ""
        if not self._reading.decided(words_in(page.sentence(row)), seconds):
            return ""
        return f"About {self._reading.words_a_minute:,.0f} words a minute: faster than a text can be read."
