"""Run the tour: a project in a temporary folder, the lesson, and a word at the end."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from labels.project import Project
from tui.keymap import make_keymap
from tui.settings import Settings, read_settings
from tui.tour.samples import samples


def run_tour() -> None:
    """Take the user through the lesson, then take its project away. Raises UsageError for bad settings."""
    settings = read_settings()
    with TemporaryDirectory(prefix="copydesk-tour-", ignore_cleanup_errors=True) as folder:
        code = _take(Path(folder), settings)
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

    project = sample_project(folder)
    make_keymap(project.codebook, settings.keys)  # a clash is told before the screen changes
    app = TourApp(project, settings)
    try:
        app.run()
    finally:
        app.project.close()
    if not app.return_code:
        _farewell(app.lesson.over, app.lesson.number, len(app.lesson.exercises))
    return app.return_code or 0


def _farewell(over: bool, done: int, of: int) -> None:
    from tui.tour.outcome import NEXT

    first = "That was the tour." if over else f"You left the tour after {done} of {of} steps. Again: copydesk tour"
    lines = [first, "Next:", *(f"  {command:<31}{what}" for command, what in NEXT)]
    click.echo("\n".join(lines), err=True)
