"""Run the tour: a project in a temporary folder, the lesson, and a word at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from labels.project import Project
from tui.keymap import make_keymap
from tui.settings import Settings, read_settings
from tui.tour.lesson import Lesson
from tui.tour.samples import samples


def run_tour() -> None:
    """Give the user the lesson, then remove its project. Raises UsageError for bad settings."""
    in_passing_folder(_take)


def in_passing_folder(take: Callable[[Path, Settings], int]) -> None:
    """Give a lesson in a folder that is removed afterwards; `take` returns the exit code.

    Raises UsageError for bad settings.
    """
    settings = read_settings()
    with TemporaryDirectory(prefix="copydesk-tour-", ignore_cleanup_errors=True) as folder:
        code = take(Path(folder), settings)
    if code:
        sys.exit(code)


def sample_project(folder: Path, annotator: str | None = None) -> Project:
    """A new project in `folder` with the articles of the tour."""
    project = Project.open(folder / "copydesk.db", annotator)
    for sample in samples():
        project.add(sample.article)
    return project


def _take(folder: Path, settings: Settings) -> int:
    from tui.tour.app import TourApp
    from tui.tour.outcome import NEXT

    project = sample_project(folder)
    make_keymap(project.codebook, settings.keys)  # a clash is told before the screen changes
    app = TourApp(project, settings)
    try:
        app.run()
    finally:
        app.project.close()
    if not app.return_code:
        farewell(app.lesson, "copydesk tour", NEXT)
    return app.return_code or 0


def farewell(lesson: Lesson, again: str, following: Sequence[tuple[str, str]]) -> None:
    """Say how far the lesson went, the command that gives it `again`, and the `following` ones with what they do."""
    left = f"You left the tour after {lesson.number} of {len(lesson.exercises)} steps. Again: {again}"
    width = max(len(command) for command, _ in following) + 2
    lines = ["That was the tour." if lesson.over else left, "Next:"]
    lines += [f"  {command:<{width}}{what}" for command, what in following]
    click.echo("\n".join(lines), err=True)
