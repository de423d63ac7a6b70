"""The program around the lesson on review."""

from __future__ import annotations

from pathlib import Path

from textual.screen import Screen
from textual.worker import Worker

from labels.project import Project
from labels.review.desk import ReviewDesk
from tui.app import CopydeskApp
from tui.keymap import make_keymap
from tui.screens.review.screen import ReviewScreen, review_screen
from tui.settings import Settings
from tui.tour.lesson import Lesson
from tui.tour.outcome import OutcomeScreen
from tui.tour.review.companion import ReviewTourCompanion
from tui.tour.review.course import COURSE
from tui.tour.review.outcome import gold_words, last_settled


class ReviewTourApp(CopydeskApp):
    """Copydesk at a review with a lesson, and the desk behind it."""

    def __init__(self, project: Project, settings: Settings | None = None) -> None:
        """Give the lesson on `project`, which the caller opened and closes."""
        super().__init__(project, settings, lambda: ReviewDesk(project))
        self.lesson = Lesson(COURSE)

    def make_review(self, review: ReviewDesk) -> Screen[None]:
        """The review with the lesson, which goes on where it was."""
        keymap = make_keymap(self.project.codebook, self.settings.keys)
        companion = ReviewTourCompanion(review, keymap, self.lesson, self.show_outcome)
        return review_screen(review, keymap, self, companion)

    def action_leave_out(self) -> None:
        """Go on to the next exercise without this one."""
        screen = self.screen
        if not isinstance(screen, ReviewScreen) or screen.companion is None:
            return
        if screen.asking:
            screen.give_up_question()
        already_over = self.lesson.over
        self.lesson.leave_out()
        screen.companion.show()
        if self.lesson.over and not already_over:
            self.show_outcome()

    def export_to(self, path: Path) -> Worker[None]:
        """Export beside the project of the tour, whatever folder was named: the tour leaves nothing behind."""
        return super().export_to(self.project.path.with_name(path.name or "data.jsonl"))

    def show_outcome(self) -> None:
        """Show a line of gold, and what it is for."""
        self.push_screen(OutcomeScreen(gold_words(last_settled(self.project))))
