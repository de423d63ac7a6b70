"""The review desk: a lead goes from conflict to conflict and settles each. Every verb writes first, then says so."""

from __future__ import annotations

import time
from collections.abc import Callable

from labels.delegation import delegated
from labels.desk.step import Call, Step
from labels.desk.stopwatch import Stopwatch, Ticks
from labels.project import Project
from labels.review.beside import Beside
from labels.review.listening import heard
from labels.review.moving import Moving
from labels.review.navigator import ReviewNavigator, check_may_review
from labels.review.page import ReviewPage
from labels.review.queue import ReadingOrder, ReviewQueue
from labels.review.reasons import Reason, Reasons
from labels.review.rules import GoldPlan, settle
from labels.review.settler import Settler
from labels.review.shown_answers import ShownAnswers
from labels.review.unanimous import Unanimous
from labels.review.undo import ReviewUndo
from labels.review.why import Why
from labels.values.progress import UNWATCHED, Progress
from labels.values.review import ReviewUnit


class ReviewDesk:
    """One lead reviewing one project. Numbers of answers and letters of people are those of the open article.

    Its parts say what each verb does: a navigator, moving, a settler, reasons, acts other than settling, unanimous
    sentences, and undo. `listeners` are called after each verb, whether it succeeded or failed.
    """

    def __init__(self, project: Project, queue: ReviewQueue | None = None, ticks: Ticks = time.monotonic) -> None:
        """Begin at the first conflict of `queue`, in reading order by default.

        Raises UsageError for those who may not review.
        """
        check_may_review(project)
        self.listeners: list[Callable[[Call], None]] = []
        self.project = project
        self.queue = queue or ReadingOrder(project.gold)
        self._at = ReviewNavigator(project, self.queue, ticks)
        self._why = Why(self._at)
        self.shown = ShownAnswers(self._at)
        self._settler = Settler(self._at, self._why, self.shown)
        self._beside = Beside(self._at)
        self._moving = Moving(self._at, self.refresh)
        self._undo = ReviewUndo(self._at, self.refresh)
        self.articles, self.sentences = project.reader.totals()
        self._unanimous = Unanimous(self._at, self.refresh, self.sentences)

    # -- where we are ------------------------------------------------------------------------------------

    @property
    def page_or_none(self) -> ReviewPage | None:
        """The open article; None in an empty project."""
        return self._at.page_or_none

    @property
    def page(self) -> ReviewPage:
        """The open article. Raises LookupError on a project without articles."""
        return self._at.page

    @property
    def cursor(self) -> int:
        """The row under the cursor."""
        return self._at.cursor

    @property
    def watch(self) -> Stopwatch:
        """Measures the seconds that a settlement takes."""
        return self._at.watch

    @property
    def unit(self) -> ReviewUnit:
        """What is said of the sentence under the cursor."""
        return self._at.unit

    @property
    def reasons(self) -> Reasons:
        """The reasons of the project."""
        return self._why.all

    @property
    def reason(self) -> Reason | None:
        """The reason that the next settlement gets; None for none."""
        return self._why.chosen

    @property
    def settled_now(self) -> int:
        """How many sentences this sitting has settled."""
        return self._settler.count

    @property
    def shows_names(self) -> bool:
        """Whether the names of the annotators are shown in the open article."""
        return self._beside.shows_names

    who = delegated("_beside", Beside.who)
    name_of = delegated("_beside", Beside.name_of)
    third_people = delegated("_beside", Beside.third_people)
    not_third = delegated("_beside", Beside.not_third)
    letters_of_votes = delegated("_beside", Beside.letters_of_votes)
    not_theirs = delegated("_beside", Beside.not_theirs)
    take_opened = delegated("_at", ReviewNavigator.take_opened)
    open_rows = delegated("_at", ReviewNavigator.open_rows)

    @property
    def open_here(self) -> int:
        """How many sentences of the open article somebody has to look at."""
        return self._at.open_here

    # -- settling ----------------------------------------------------------------------------------------

    take = heard(delegated("_settler", Settler.take))
    likely = heard(delegated("_settler", Settler.likely))
    give = heard(delegated("_settler", Settler.give))
    skip = heard(delegated("_settler", Settler.skip))
    clear = heard(delegated("_settler", Settler.clear))
    answered_from_here = delegated("_settler", Settler.answered_from_here)

    @heard
    def take_all_of(self, letter: str) -> Step:
        """Settle all conflicts from here to the end of the article as the person with this letter answered them."""
        person = self.page.person_with(letter)
        return self._settler.take_all_of(letter, letter if person is None else self.who(person))

    # -- unanimous sentences -----------------------------------------------------------------------------

    @property
    def is_small(self) -> bool:
        """Whether the project is small enough to be searched at once."""
        return self._unanimous.is_small

    is_reviewed = delegated("_unanimous", Unanimous.is_reviewed)
    plan_unanimous = delegated("_unanimous", Unanimous.plan_unanimous)
    accepted = heard(delegated("_unanimous", Unanimous.accepted))

    def accept(self, planned: GoldPlan, progress: Progress = UNWATCHED) -> Step:
        """Settle what was planned, as one action. Raises Cancelled."""
        return self.accepted(settle(self.project.reader, self.project.journal, planned, progress))

    # -- beside settling ---------------------------------------------------------------------------------

    note = heard(delegated("_beside", Beside.note))
    choose_reason = heard(delegated("_why", Why.choose_reason))
    add_reason = heard(delegated("_why", Why.add_reason))
    add_example = heard(delegated("_beside", Beside.add_example))
    reveal = heard(delegated("_beside", Beside.reveal))
    send_back = heard(delegated("_beside", Beside.send_back))
    ask_third = heard(delegated("_beside", Beside.ask_third))

    # -- moving ------------------------------------------------------------------------------------------

    move = heard(delegated("_moving", Moving.move))
    go_to = heard(delegated("_moving", Moving.go_to))
    first = heard(delegated("_moving", Moving.first))
    last = heard(delegated("_moving", Moving.last))
    next_open = heard(delegated("_moving", Moving.next_open))
    previous_open = heard(delegated("_moving", Moving.previous_open))
    later = heard(delegated("_moving", Moving.later))
    next_article = heard(delegated("_moving", Moving.next_article))
    previous_article = heard(delegated("_moving", Moving.previous_article))

    # -- undo, redo, and staying in step with the file ------------------------------------------------------

    undo = heard(delegated("_undo", ReviewUndo.undo))
    redo = heard(delegated("_undo", ReviewUndo.redo))
    revisit = heard(delegated("_undo", ReviewUndo.revisit))
    long_way = delegated("_undo", ReviewUndo.long_way)

    def refresh(self) -> Step:
        """Read what other processes changed since the last step."""
        step = self._at.refresh()
        if step.reloaded:
            self._why.reread()
        return step
