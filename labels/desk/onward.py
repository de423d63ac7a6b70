"""Going on after a decision, as the annotator prefers it: where to, and whether to be told of haste."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from labels.desk.document import Document
from labels.journal.event import Event
from labels.statistics.reading_watch import ReadingWatch, words_in

#: To the next sentence, or to the next one without a decision.
Advance = Literal["sentence", "undecided"]


class Onward:
    """What comes after a decision in the open article."""

    def __init__(self, advance: Advance = "sentence", nudge: bool = False) -> None:
        """Go on to the next sentence or the next undecided one; `nudge` says when decisions outrun reading."""
        self._advance = advance
        self._reading = ReadingWatch() if nudge else None

    def row_after(self, page: Document, run: range) -> int:
        """The row to go on to; the number of rows if that is not in this article."""
        after = run[-1] + 1
        if self._advance == "sentence":
            return after
        row = page.undecided(after)
        return len(page) if row is None else row

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
