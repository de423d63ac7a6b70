"""The desk: one labelling sitting, made of a navigator, a work queue, annotating, boundary edits and undo."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from labels.browsing.work_order import WorkOrder
from labels.desk.annotating import Annotating
from labels.desk.boundary_edits import BoundaryEdits
from labels.desk.describe import Way, article_sent_back_in_words
from labels.desk.finish import FINISHED, Finish
from labels.desk.focused_work import MATCHES_DONE
from labels.desk.navigator import Navigator
from labels.desk.options import USUAL, DeskOptions
from labels.desk.page import Page
from labels.desk.step import NOTHING, Call, Step
from labels.desk.stopwatch import Stopwatch, Ticks
from labels.desk.suggesting import STALE, Suggesting
from labels.desk.undo import UndoRedo
from labels.desk.work_queue import WorkQueue
from labels.errors import UsageError
from labels.journal.history import Entry
from labels.journal.undo import Reversal
from labels.project import Project
from labels.values.annotation import Annotation
from labels.values.place import Place
from labels.values.returned import Returned

if TYPE_CHECKING:
    from labels.desk.focus import Focus


NOT_SEEN = "A second look came up: this key was typed before, and wrote nothing."

#: Verbs that decide; at the finish of an article they write nothing.
_DECIDE = frozenset({"label", "toggle", "skip", "clear", "repeat", "add_example"})
#: Verbs that leave the finish of an article for the next one.
_GO_ON = frozenset({"confirm", "next_undecided"})
#: Verbs that stay at the finish of an article: they are about its last sentence, which is in view.
_STAY = frozenset({"flag", "flag_because", "note"})


class Desk:
    """One annotator labelling one project. Every verb writes first and then says what changed.

    `listeners` hear of each verb after it was carried out, or has failed.
    """

    def __init__(self, project: Project, ticks: Ticks = time.monotonic, *, options: DeskOptions = USUAL) -> None:
        """Open `project`; `ticks` is a monotonic clock in seconds."""
        self.project = project
        self.options = options
        self._latest = NOTHING
        self.listeners: list[Callable[[Call], None]] = []
        self._at = Navigator(project, ticks)
        self.tally = self._at.tally
        self._queue = WorkQueue(self._at, options)
        self.suggesting = Suggesting(self._at)
        self._annotating = Annotating(self._at, self._queue, self.suggesting, options.goal)
        self._boundaries = BoundaryEdits(self._at)
        self._undo = UndoRedo(self._at, self._queue)

    # -- where we are ------------------------------------------------------------------------------------

    @property
    def document(self) -> Page | None:
        """The open article; None in an empty project."""
        return self._at.document

    @property
    def page(self) -> Page:
        """The open article. Raises LookupError on an empty project."""
        return self._at.page

    @property
    def cursor(self) -> int:
        """The row under the cursor."""
        return self._at.cursor

    @property
    def anchor(self) -> int | None:
        """The row where the selection began; None where nothing is selected."""
        return self._at.anchor

    @property
    def run(self) -> range:
        """The rows that a decision applies to: the selection, or the sentence under the cursor."""
        return self._at.run

    @property
    def selecting(self) -> bool:
        """Whether several sentences are selected."""
        return self._at.selecting

    @property
    def top(self) -> int:
        """The first character in view, a code point of the text."""
        return self._at.top

    @property
    def place(self) -> Place:
        """Where the annotator is, in terms that survive a restart and another window size."""
        return self._at.place

    @property
    def order(self) -> WorkOrder:
        """The order in which articles are gone through."""
        return self._queue.order

    @property
    def focus(self) -> Focus | None:
        """The query whose matches are gone through, if there is one."""
        return self._queue.focused.focus

    def is_in_focus(self, row: int) -> bool:
        """Whether a row matched the focus when its article was opened; True without one."""
        return self._queue.focused.has(row)

    @property
    def finish(self) -> Finish | None:
        """The sums of the open article, while the desk stops at its finish."""
        return self._queue.finish

    def greeting(self) -> str:
        """What somebody has to know who sits down here; empty for nothing."""
        return self._queue.greeting()

    @property
    def watch(self) -> Stopwatch:
        """Measures the seconds that a sentence takes."""
        return self._at.watch

    def where_in_words(self) -> str:
        """Which article is open, such as "Article 4 of 12: Bridge closed"."""
        article, articles = self.page.article, self.tally.articles
        title = article.title or article.source or article.id
        return f"Article {self.order.position(article.n):,} of {articles:,}: {title}" if articles > 1 else title

    def mark(self, row: int) -> Annotation:
        """What the annotator says of a row of the open article."""
        return self.page.mark(row)

    def returned(self, row: int) -> Returned | None:
        """What a lead sent back of a row of the open article, until it is decided again; None for most rows."""
        return self.page.returned(row)

    def article_sent_back(self) -> str:
        """That the open article was sent back as a whole and waits, and why; empty for most articles."""
        return article_sent_back_in_words(self.page.sent_back)

    def sent_back(self) -> int:
        """How many sentences were sent back to the annotator and wait to be decided again."""
        return len(self.project.reader.sent_back_to(self.project.annotator))

    def history(self) -> list[Entry]:
        """Everything said of the text of the sentence under the cursor that you may read, oldest first."""
        span = self.page.span(self.cursor)
        return self.project.events.history_of(self.page.article.n, span, self.project.viewer)

    # -- moving ---------------------------------------------------------------------------------------

    def go_to(self, row: int) -> Step:
        """Put the cursor on a row (the nearest there is), counted before what others may have changed meanwhile."""
        return self._do(self._at.go_to, row)

    def move(self, by: int) -> Step:
        """Move the cursor by a number of sentences, not beyond the article; a selection started on purpose grows."""
        return self._do(self._at.move, by)

    def extend(self, by: int) -> Step:
        """Move the cursor and take the sentences in between into the selection."""
        return self._do(self._at.extend, by)

    def toggle_selection(self) -> Step:
        """Start a selection that grows with every move of the cursor, or drop it."""
        return self._do(self._at.toggle_selection)

    def drop_selection(self) -> Step:
        """Drop the selection; the cursor stays."""
        return self._do(self._at.drop_selection)

    def first(self) -> Step:
        """Go to the first sentence of the article."""
        return self._do(self._at.first)

    def last(self) -> Step:
        """Go to the last sentence of the article."""
        return self._do(self._at.last)

    def next_article(self) -> Step:
        """Open the article after this one; with a focus, the next one that has a match."""
        return self._do(self._queue.next_article)

    def previous_article(self) -> Step:
        """Open the article before this one; with a focus, the one before that has a match."""
        return self._do(self._queue.previous_article)

    def open_article(self, n: int, row: int | None = None) -> Step:
        """Open article number `n` where it was left, or at `row`. Raises KeyError if there is none."""
        return self._do(self._at.open_article, n, row)

    def change_order(self, name: str, seed: int = 0) -> Step:
        """Go through the articles in another order from now on. Raises UsageError if there is no such order."""
        return self._do(self._queue.change_order, name, seed)

    # -- what is left to do ---------------------------------------------------------------------------

    def next_undecided(self) -> Step:
        """Go to the next sentence without a decision: in this article, in later ones, then from the start.

        With a focus, to the next match.
        """
        return self._do(self._queue.next_undecided)

    def previous_undecided(self) -> Step:
        """Go to the nearest sentence without a decision before this one; with a focus, to the match before."""
        return self._do(self._queue.previous_undecided)

    def focus_on(self, text: str) -> Step:
        """Go from match to match of a query from now on, beginning here. Raises QueryError.

        Matches without a decision come first, unless decided ones are to be visited as well.
        """
        return self._do(self._queue.focused.focus_on, text)

    def unfocus(self) -> Step:
        """Go from sentence to sentence again, from where the focus began."""
        return self._do(self._queue.focused.unfocus)

    # -- annotating -----------------------------------------------------------------------------------

    def label(self, id: str) -> Step:
        """Give the sentence (or every selected one) this label alone, and go on."""
        return self._do(self._annotating.label, id)

    def toggle(self, id: str) -> Step:
        """Add this label to the sentence or take it away, and stay.

        A label that is no longer in the codebook must not stay with it.
        """
        return self._do(self._annotating.toggle, id)

    def skip(self) -> Step:
        """Decide to give no label, and go on."""
        return self._do(self._annotating.skip)

    def clear(self) -> Step:
        """Take the decision away, and stay."""
        return self._do(self._annotating.clear)

    def confirm(self) -> Step:
        """Confirm what is there, and go on.

        Carried decisions become the annotator's own, if their labels can still be given; what was sent back is decided
        again as it was.
        """
        return self._do(self._annotating.confirm)

    def repeat(self) -> Step:
        """Repeat the last decision, and go on; a label that was merged into another since is given as that one."""
        return self._do(self._annotating.repeat)

    def flag(self, reason: str = "") -> Step:
        """Flag the sentence, or take the flag off; a selected run gets one state for all. Stays."""
        return self._do(self._annotating.flag, reason)

    def flag_because(self, reason: str) -> Step:
        """Flag the sentence, or every selected one, and say why; a flag that is there gets the reason. Stays."""
        return self._do(self._annotating.flag_because, reason)

    def note(self, text: str) -> Step:
        """Write a note on the sentence under the cursor; an empty one takes it away. Stays."""
        return self._do(self._annotating.note, text)

    def add_example(self, id: str, *, counter: bool = False) -> Step:
        """Put the sentence under the cursor into the codebook as an example of a label, or as a counter-example."""
        return self._do(self._annotating.add_example, id, counter=counter)

    def split(self, at: int) -> Step:
        """Split the sentence under the cursor; its second half begins at `at`, a code point of the text.

        The cursor stays on the first half. A place where nothing can be split is refused with a notice.
        """
        return self._do(self._boundaries.split, at)

    def join(self) -> Step:
        """Join the sentence under the cursor, which stays there, with the next one of its paragraph."""
        return self._do(self._boundaries.join)

    # -- undo and redo --------------------------------------------------------------------------------

    def undo(self) -> Step:
        """Take back the annotator's last action, and go to where it was done."""
        return self._do(self._undo.undo)

    def redo(self) -> Step:
        """Bring back what was undone last, and go to where it was done; from a decision, on to the next sentence."""
        return self._do(self._undo.redo)

    def undo_action(self, action: bytes) -> Step:
        """Take back one particular action of the annotator's, as the history shows them."""
        return self._do(self._undo.undo_action, action)

    def revisit(self, way: Way, reversal: Reversal | None, action: bytes | None = None) -> Step:
        """Read what was just undone or redone: show its article, with the cursor on its first sentence.

        After a decision that was redone, the cursor goes on as after the decision itself. None says that there was
        nothing to undo or redo, or that `action` could not be undone.
        """
        return self._do(self._undo.revisit, way, reversal, action)

    def can_undo(self, entry: Entry) -> bool:
        """Whether an entry of the history is of an action that this annotator can take back."""
        return self._undo.can_undo(entry)

    def long_way(self, way: Way, action: bytes | None = None) -> int:
        """How many sentences the next undo or redo (or the undoing of `action`) is about, if very many; else 0.

        That is better done by `labels.desk.long_actions.reverse` in a thread, and told to `revisit` then.
        """
        return self._undo.long_way(way, action)

    # -- staying in step with the file ----------------------------------------------------------------

    def scrolled_to(self, top: int) -> None:
        """Take note of the first character in view (a code point of the text)."""
        self._at.scrolled_to(top)

    def settle(self) -> None:
        """Write the place if another process kept it from being written."""
        self._at.settle()

    def refresh(self) -> Step:
        """Read what other processes changed since the last step."""
        return self._at.refresh()

    def forget_refresh(self, step: Step) -> None:
        """Have the next step report what `step` could not report, because something after it failed."""
        self._at.forget_refresh(step)

    def refresh_after_failing(self, step: Step) -> Step:
        """Read everything again, because a sentence is gone; also reports what `step` had to report."""
        return self._at.refresh_after_failing(step)

    def toggle_suggestions(self) -> Step:
        """Turn suggestions off, or on again as they were."""
        return self._do(self._toggle_suggestions)

    def _toggle_suggestions(self) -> Step:
        try:
            return Step([self.cursor], notice=self.suggesting.toggle())
        except UsageError as error:
            return Step(notice=str(error))

    def _before_second_look(self, call: Call) -> Step | None:
        """What a key that decides does while a second look is not on the screen yet: nothing, and it says so."""
        if call.verb not in _DECIDE | {"confirm"} or not self.suggesting.awaits_paint:
            return None
        return Step(replaced=self._latest.replaced, before=self._latest.before, notice=NOT_SEEN)

    def _at_finish(self, call: Call) -> Step | None:
        """What a verb does at the finish of an article, where that is something else than usual; None: the usual."""
        if self._queue.focused.is_done:
            if call.verb in _DECIDE:
                return Step(replaced=self._latest.replaced, before=self._latest.before, notice=MATCHES_DONE)
            self._queue.focused.is_done = call.verb in _STAY
        if self.finish is None or call.verb in _STAY:
            return None
        if call.verb in _DECIDE:  # what the key before it replaced must stay on screen
            return Step(replaced=self._latest.replaced, before=self._latest.before, notice=FINISHED)
        if call.verb in _GO_ON:
            return self._queue.leave_finish()
        self._queue.finish = None
        # After the last sentence a move looks back at it; after a correction further up it goes on from there.
        return NOTHING if call.verb == "move" and self.cursor == len(self.page) - 1 else None

    # -- listening ---------------------------------------------------------------------------------------

    def _do(self, verb: Callable[..., Step], *given: Any, **more: Any) -> Step:
        """Carry out a verb of one of the parts, and let the listeners know."""
        call = Call(verb.__name__, given, self.cursor, len(self.run))
        article = self.document
        try:
            step = self._at_finish(call) or self._before_second_look(call) or verb(*given, **more)
            if call.verb in STALE:
                self.suggesting.mark_stale()
            if step.reloaded or call.verb == "change_order":
                self.suggesting.changed_elsewhere()
            if call.verb in _STAY:
                self._queue.sum_up_again()
            if step.opened and self.document is not article:
                step = replace(step, notice=f"{step.notice} {self.where_in_words()}".strip())
            call.step = self._latest = step
            return step
        finally:
            for listener in self.listeners:
                listener(call)
