"""Mending boundaries at the desk: splitting a sentence, and joining it with the next."""

from __future__ import annotations

from dataclasses import replace

from labels.boundaries import halves
from labels.desk.search import Seeking
from labels.desk.step import Step
from labels.errors import MovedError, ProjectError
from labels.journal.event import Act

_MOVED = "Somebody else mended this sentence at the same moment. Nothing was changed; look again."


class Mending(Seeking):
    """The part of the desk that changes where sentences begin and end. Everyone's marks are carried."""

    def split(self, at: int) -> Step:
        """Split the sentence under the cursor; its second half begins at `at`, a code point of the text.

        The cursor stays on the first half. A place where nothing can be split is refused with a notice.
        """
        refreshed = self.refresh()
        span = self.page.span(self.cursor)
        try:
            into = halves(self.page.text, span, at)
        except ValueError:
            return replace(refreshed, notice="The sentence cannot be split there.")
        return self._recut(refreshed, Act("split", self.page.article.n, *span, {"into": into}), "Split in two")

    def join(self) -> Step:
        """Join the sentence under the cursor with the next one of its paragraph. The cursor is on the whole."""
        refreshed = self.refresh()
        cuts, row = self.page.cuts, self.cursor
        if row + 1 == len(cuts) or cuts[row + 1].paragraph != cuts[row].paragraph:
            notice = "This is the last sentence of its paragraph; sentences are joined within one."
            return replace(refreshed, notice=notice)
        (start, middle), (after, end) = self.page.span(row), self.page.span(row + 1)
        of = [[start, middle], [after, end]]
        return self._recut(refreshed, Act("join", self.page.article.n, start, end, {"of": of}), "Joined")

    def _recut(self, refreshed: Step, act: Act, done: str) -> Step:
        """Write `act`, and read what the article is made of now."""
        self.drop_selection()
        try:
            self.project.journal.record([act], self.place)
        except MovedError:
            return replace(self.refresh_after_failing(refreshed), notice=_MOVED)
        except ProjectError:
            self.forget_refresh(refreshed)
            raise
        self._reread()
        self.tally.count()
        self.watch.restart()
        carried = self.page.mark(self.cursor).carried
        return Step(recut=True, notice=f"{done}; the label is carried until you confirm it." if carried else f"{done}.")
