"""Which article is open, where the cursor is, and every way to move."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from labels.desk.page import Page
from labels.desk.step import NOTHING, Step
from labels.desk.stopwatch import Stopwatch, Ticks
from labels.desk.tally import Tally
from labels.errors import ProjectError
from labels.project import Project
from labels.values.place import Place

_RECUT = "Sentences of this article were split or joined elsewhere."

#: No file has this data version.
_NEVER = -1


class Navigator:
    """Opens articles, moves the cursor, and keeps the place. Changes no annotation.

    The other parts of the desk share it: it knows the open article, the cursor and the selection.
    """

    def __init__(self, project: Project, ticks: Ticks = time.monotonic) -> None:
        """Open `project` where its annotator last was, or at the first article with something to do."""
        self.project = project
        self.document: Page | None = None
        self.cursor = 0
        self.anchor: int | None = None
        self._growing = False
        self.top = 0
        self._name = project.annotator
        self.order = project.work_order()
        self.watch = Stopwatch(ticks)
        self._version = project.data_version()
        self.tally = Tally(project)
        self._recut_untold = False
        self._place_pending = False
        self._resume()

    # -- where we are ------------------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The open article. Raises LookupError on an empty project."""
        if self.document is None:
            raise LookupError("the project holds no article")
        return self.document

    @property
    def run(self) -> range:
        """The rows that a decision applies to: the selection, or the sentence under the cursor."""
        if self.anchor is None:
            return range(self.cursor, self.cursor + 1)
        return range(min(self.anchor, self.cursor), max(self.anchor, self.cursor) + 1)

    @property
    def selecting(self) -> bool:
        """Whether several sentences are selected."""
        return self.anchor is not None

    @property
    def place(self) -> Place:
        """Where the annotator is. It stays valid after a restart and in another window size."""
        start = self.page.cuts[self.cursor].start if self.page.cuts else 0
        return Place(self.page.article.n, start, self.top)

    # -- moving ------------------------------------------------------------------------------------------

    def go_to(self, row: int) -> Step:
        """Put the cursor on a row (the nearest there is), counted before what others may have changed meanwhile."""
        start = self.page.cuts[self._clamped(row)].start
        return self._moved(lambda: self.set_cursor(self.page.row_at(start), keep_anchor=self._growing))

    def move(self, by: int) -> Step:
        """Move the cursor by a number of sentences, not beyond the article; a selection started on purpose grows."""
        return self._moved(lambda: self.set_cursor(self.cursor + by, keep_anchor=self._growing))

    def extend(self, by: int) -> Step:
        """Move the cursor and take the sentences in between into the selection."""
        if self.anchor is None:
            self.anchor = self.cursor
        return self._moved(lambda: self.set_cursor(self.cursor + by, keep_anchor=True))

    def toggle_selection(self) -> Step:
        """Start a selection that grows with every move of the cursor, or drop it."""
        if self.selecting:
            return self.drop_selection()
        self.anchor = self.cursor
        self._growing = True
        return NOTHING

    def drop_selection(self) -> Step:
        """Drop the selection; the cursor stays."""
        self.anchor = None
        self._growing = False
        return NOTHING

    def first(self) -> Step:
        """Go to the first sentence of the article."""
        return self.go_to(0)

    def last(self) -> Step:
        """Go to the last sentence of the article."""
        return self.go_to(len(self.page) - 1)

    def next_article(self) -> Step:
        """Open the article after this one."""
        return self._turn(1, "This is the last article.")

    def previous_article(self) -> Step:
        """Open the article before this one."""
        return self._turn(-1, "This is the first article.")

    def open_article(self, n: int, row: int | None = None) -> Step:
        """Open article number `n` where it was left, or at `row`. Raises KeyError if there is none."""
        self.open(n, row)
        self.keep_place()
        return Step(opened=True)

    # -- staying in step with the file -------------------------------------------------------------------

    def scrolled_to(self, top: int) -> None:
        """Note the first character in view (a code point of the text)."""
        if top != self.top:
            self.top = top
            self.keep_place()

    def settle(self) -> None:
        """Write the place if another process kept it from being written."""
        if self._place_pending:
            self.keep_place()

    def refresh(self) -> Step:
        """Read what other processes changed since the last step."""
        version = self.project.data_version()
        if version == self._version:
            return NOTHING
        self._version = version
        self.project.reread_codebook()
        self._keep_order()
        self.tally.count()
        if self.document is None:
            self._resume()
            return Step(opened=self.document is not None, reloaded=True)
        recut, self._recut_untold = self.reread() or self._recut_untold, False
        return Step(reloaded=True, recut=recut, notice=_RECUT if recut else "")

    def _keep_order(self) -> None:
        """Go on in the same order of work where a merge has given the annotator another name on screen."""
        if self.project.annotator != self._name:
            self._name = self.project.annotator
            self.order = self.project.work_order()

    def reread(self) -> bool:
        """Read the open article again, staying where we are in the text; whether its sentences are others now."""
        here = self.page.cuts[self.cursor].start
        anchor = None if self.anchor is None else self.page.cuts[self.anchor].start
        recut = self.page.read_boundaries()
        self.page.read_annotations(self.project.annotator)
        if recut:
            self.cursor = self.page.row_at(here)
            self.anchor = None if anchor is None else self.page.row_at(anchor)
        return recut

    def forget_refresh(self, step: Step) -> None:
        """Make the next step report what `step` could not report, because something after it failed."""
        if step.reloaded:
            self._version = _NEVER
        self._recut_untold |= step.recut

    def refresh_after_failing(self, step: Step) -> Step:
        """Read everything again, because a sentence is gone; also reports what `step` had to report."""
        self.forget_refresh(replace(step, reloaded=True))
        return self.refresh()

    def _resume(self) -> None:
        place = self.project.reader.latest_place(self.project.annotator)
        own = self.order.own()
        if place is not None and (not own or place.article in own):
            self.open(place.article)
            return
        # If nothing is assigned to the annotator, the first article of all is opened.
        n = self.order.sent_back() or self.order.undecided(0) or self.order.neighbour(0, 1)
        n = n or next(iter(self.order.beyond(0)), None)
        if n is not None:
            self.open(n)

    def open(self, n: int, row: int | None = None) -> None:
        """Open article number `n`, where it was left or at `row`, without keeping the place."""
        self.settle()  # the place in the article that is left
        reader, annotator = self.project.reader, self.project.annotator
        document = Page(reader, n, annotator)
        place = reader.place_in(annotator, n)
        self.document = document
        self.drop_selection()
        self.top = 0
        if row is not None:
            self.cursor = self._clamped(row)
        elif place is not None and document.is_to_do(document.row_at(place.cursor)):
            self.cursor, self.top = document.row_at(place.cursor), place.top
        else:
            left = document.undecided(0)
            self.cursor = (document.next_to_do(0) or 0) if left is None else left
        self.watch.restart()

    def _clamped(self, row: int) -> int:
        return max(0, min(row, len(self.page) - 1))

    def set_cursor(self, row: int, *, keep_anchor: bool = False) -> None:
        """Put the cursor on a row, the nearest there is; the selection is dropped unless the anchor is kept."""
        row = self._clamped(row)
        if not keep_anchor:
            self.drop_selection()
        if row != self.cursor:
            self.cursor = row
            self.watch.restart()

    def _moved(self, change: Callable[[], None]) -> Step:
        step = self.refresh()
        before, anchor = self.cursor, self.anchor
        change()
        if self.cursor != before:
            self.keep_place()
        elif self.anchor == anchor and not step.notice:
            return replace(step, notice=self._end_in_words())
        return step

    def _end_in_words(self) -> str:
        """Why the cursor stayed where it was; empty if it is at no end of the article."""
        if len(self.page) == 1:
            return "This article has one sentence."
        if self.cursor == 0:
            return "This is the first sentence of the article."
        return "This is the last sentence of the article." if self.cursor == len(self.page) - 1 else ""

    def _turn(self, direction: int, at_the_end: str) -> Step:
        n = self.order.neighbour(self.page.article.n, direction)
        return self.open_article(n) if n is not None else Step(notice=at_the_end)

    def keep_place(self) -> None:
        """Store where the annotator is. If that is not possible now, `settle` tries again."""
        try:
            self.project.journal.save_place(self.place)
            self._place_pending = False
        except ProjectError:
            # Another process is writing, or the disk is full. The cursor moves anyway. `settle` tries again, and a
            # decision writes the place as well and reports the error.
            self._place_pending = True
