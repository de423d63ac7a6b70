"""Run the lesson on review: a project in a temporary folder, the lesson, and a word at the end."""

from __future__ import annotations

from pathlib import Path

from tui.keymap import make_keymap
from tui.settings import Settings
from tui.tour.review.outcome import NEXT
from tui.tour.review.sample import review_project
from tui.tour.run import farewell, in_passing_folder


def run_review_tour() -> None:
    """Give the user the lesson, then remove its project. Raises UsageError for bad settings."""
    in_passing_folder(_take)


def _take(folder: Path, settings: Settings) -> int:
    from tui.tour.review.app import ReviewTourApp

    with review_project(folder) as project:
        make_keymap(project.codebook, settings.keys)  # a clash is told before the screen changes
        app = ReviewTourApp(project, settings)
        app.run()
    if not app.return_code:
        farewell(app.lesson, "copydesk tour review", NEXT)
    return app.return_code or 0
