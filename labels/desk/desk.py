"""The desk: one labelling sitting, made of a navigator, a work queue, annotating, boundary edits and undo."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from labels.browsing.work_order import WorkOrder
from labels.delegation import delegated
from labels.desk.annotating import Annotating
from labels.desk.boundary_edits import BoundaryEdits
from labels.desk.describe import article_sent_back_in_words
from labels.desk.finish import Finish
from labels.desk.focused_work import FocusedWork
from labels.desk.navigator import Navigator
from labels.desk.options import USUAL, DeskOptions
from labels.desk.page import Page
from labels.desk.stopwatch import Stopwatch, Ticks
from labels.desk.suggesting import Suggesting
from labels.desk.undo import UndoRedo
from labels.desk.verbs import FROM_REVIEW, Verbs, carried_out
from labels.desk.work_queue import WorkQueue
from labels.journal.history import Entry
from labels.project import Project
from labels.values.annotation import Annotation
from labels.values.place import Place
from labels.values.returned import Returned

if TYPE_CHECKING:
    from labels.desk.focus import Focus


class Desk:
    """One annotator labelling one project. Every verb writes first and then says what changed.

    Its parts say what each verb does; `verbs` carries it out. `listeners` are called after each verb, whether it
    succeeded or failed.
    """

    def __init__(self, project: Project, ticks: Ticks = time.monotonic, *, options: DeskOptions = USUAL) -> None:
        """Open `project`; `ticks` is a monotonic clock in seconds."""
        self.project = project
        self.options = options
        self._at = Navigator(project, ticks)
        self.tally = self._at.tally
        self._queue = WorkQueue(self._at, options)
        self.suggesting = Suggesting(self._at)
        self._annotating = Annotating(self._at, self._queue, self.suggesting, options.goal)
        self._boundaries = BoundaryEdits(self._at)
        self._undo = UndoRedo(self._at, self._queue)
        self._focused = self._queue.focused
        self.verbs = Verbs(self._at, self._queue, self.suggesting)
        self.listeners = self.verbs.listeners

    def leave_for_review(self) -> None:
        """A review is opened: keys that are typed on after its end decide nothing here until the annotator moves."""
        self.verbs.pause.begin(FROM_REVIEW)

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
        """Where the annotator is. It stays valid after a restart and in another window size."""
        return self._at.place

    @property
    def order(self) -> WorkOrder:
        """The order in which articles are gone through."""
        return self._queue.order

    @property
    def focus(self) -> Focus | None:
        """The query whose matches are gone through, if there is one."""
        return self._focused.focus

    def is_in_focus(self, row: int) -> bool:
        """Whether a row matched the focus when its article was opened; True without one."""
        return self._focused.has(row)

    @property
    def finish(self) -> Finish | None:
        """The sums of the open article, while the desk stops at its finish."""
        return self._queue.finish

    greeting = delegated("_queue", WorkQueue.greeting)

    @property
    def watch(self) -> Stopwatch:
        """Measures the seconds that a sentence takes."""
        return self._at.watch

    where_in_words = delegated("_queue", WorkQueue.where_in_words)

    def annotation(self, row: int) -> Annotation:
        """What the annotator says of a row of the open article."""
        return self.page.annotation(row)

    def returned(self, row: int) -> Returned | None:
        """What a lead sent back of a row of the open article, until it is decided again; None for most rows."""
        return self.page.returned(row)

    def article_sent_back(self) -> str:
        """The notice that the open article was sent back as a whole, and why; empty if it does not wait."""
        return article_sent_back_in_words(self.page.sent_back)

    def sent_back(self) -> int:
        """How many sentences were sent back to the annotator and wait to be decided again."""
        return len(self.project.reader.sent_back_to(self.project.annotator))

    def history(self) -> list[Entry]:
        """Everything said of the text of the sentence under the cursor that you may read, oldest first."""
        span = self.page.span(self.cursor)
        return self.project.events.history_of(self.page.article.n, span, self.project.viewer)

    # -- moving ---------------------------------------------------------------------------------------

    go_to = carried_out("_at", Navigator.go_to)
    move = carried_out("_at", Navigator.move)
    extend = carried_out("_at", Navigator.extend)
    toggle_selection = carried_out("_at", Navigator.toggle_selection)
    drop_selection = carried_out("_at", Navigator.drop_selection)
    first = carried_out("_at", Navigator.first)
    last = carried_out("_at", Navigator.last)
    next_article = carried_out("_queue", WorkQueue.next_article)
    previous_article = carried_out("_queue", WorkQueue.previous_article)
    open_article = carried_out("_at", Navigator.open_article)
    change_order = carried_out("_queue", WorkQueue.change_order)

    # -- what is left to do ---------------------------------------------------------------------------

    next_undecided = carried_out("_queue", WorkQueue.next_undecided)
    previous_undecided = carried_out("_queue", WorkQueue.previous_undecided)
    focus_on = carried_out("_focused", FocusedWork.focus_on)
    unfocus = carried_out("_focused", FocusedWork.unfocus)

    # -- annotating -----------------------------------------------------------------------------------

    label = carried_out("_annotating", Annotating.label)
    toggle = carried_out("_annotating", Annotating.toggle)
    skip = carried_out("_annotating", Annotating.skip)
    clear = carried_out("_annotating", Annotating.clear)
    confirm = carried_out("_annotating", Annotating.confirm)
    repeat = carried_out("_annotating", Annotating.repeat)
    flag = carried_out("_annotating", Annotating.flag)
    flag_because = carried_out("_annotating", Annotating.flag_because)
    note = carried_out("_annotating", Annotating.note)
    add_example = carried_out("_annotating", Annotating.add_example)
    split = carried_out("_boundaries", BoundaryEdits.split)
    join = carried_out("_boundaries", BoundaryEdits.join)

    # -- undo and redo --------------------------------------------------------------------------------

    undo = carried_out("_undo", UndoRedo.undo)
    redo = carried_out("_undo", UndoRedo.redo)
    undo_action = carried_out("_undo", UndoRedo.undo_action)
    revisit = carried_out("_undo", UndoRedo.revisit)
    can_undo = delegated("_undo", UndoRedo.can_undo)
    long_way = delegated("_undo", UndoRedo.long_way)

    # -- suggestions ------------------------------------------------------------------------------------

    toggle_suggestions = carried_out("suggesting", Suggesting.toggle_suggestions)

    # -- staying in step with the file ----------------------------------------------------------------

    scrolled_to = delegated("_at", Navigator.scrolled_to)
    settle = delegated("_at", Navigator.settle)
    refresh = delegated("_at", Navigator.refresh)
    forget_refresh = delegated("_at", Navigator.forget_refresh)
    refresh_after_failing = delegated("_at", Navigator.refresh_after_failing)
