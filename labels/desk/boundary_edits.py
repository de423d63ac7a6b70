"""Editing boundaries at the desk: splitting a sentence, and joining it with the next."""

from __future__ import annotations

from dataclasses import replace

from labels.boundaries import halves
from labels.desk.navigator import Navigator
from labels.desk.step import Step
from labels.errors import MovedError, ProjectError
from labels.journal.event import Act

_MOVED = "Somebody else changed this sentence at the same moment. Nothing was changed; look again."


class BoundaryEdits:
    """Changes where sentences begin and end. Everyone's annotations are carried."""

    def __init__(self, at: Navigator) -> None:
        self._at = at

    def split(self, at: int) -> Step:
        """Split the sentence under the cursor; its second half begins at `at`, a code point of the text.

        The cursor stays on the first half. A place where nothing can be split is refused with a notice.
        """
        refreshed = self._at.refresh()
        span = self._at.page.span(self._at.cursor)
        try:
            into = halves(self._at.page.text, span, at)
        except ValueError:
            return replace(refreshed, notice="The sentence cannot be split there.")
        return self._recut(refreshed, Act("split", self._at.page.article.n, *span, {"into": into}), "Split in two")

    def join(self) -> Step:
        """Join the sentence under the cursor with the next one of its paragraph. The cursor stays."""
        refreshed = self._at.refresh()
        cuts, row = self._at.page.cuts, self._at.cursor
        if row + 1 == len(cuts) or cuts[row + 1].paragraph != cuts[row].paragraph:
            notice = "This is the last sentence of its paragraph; sentences are joined within one."
            return replace(refreshed, notice=notice)
        (start, middle), (after, end) = self._at.page.span(row), self._at.page.span(row + 1)
        of = [[start, middle], [after, end]]
        return self._recut(refreshed, Act("join", self._at.page.article.n, start, end, {"of": of}), "Joined")

    def _recut(self, refreshed: Step, act: Act, done: str) -> Step:
        """Write `act`, and read what the article is made of now."""
        self._at.drop_selection()
        decided = any(self._at.page.annotation(row).decided for row in self._rows_of(act))
        try:
            self._at.project.journal.record([act], self._at.place)
        except MovedError:
            return replace(self._at.refresh_after_failing(refreshed), notice=_MOVED)
        except ProjectError:
            self._at.forget_refresh(refreshed)
            raise
        self._at.reread()
        self._at.tally.count()
        self._at.watch.restart()
        now = self._at.page.annotation(self._at.cursor)
        if now.carried:
            done += "; the label is carried until you confirm it"
        elif decided and not now.decided:
            done += "; what was decided of its parts differs, so it is undecided. Undo brings all back"
        return Step(recut=True, notice=f"{done}.")

    def _rows_of(self, act: Act) -> range:
        """The rows that an act of this kind is about."""
        return range(self._at.cursor, self._at.cursor + (2 if act.kind == "join" else 1))
