"""Small projects to test with: a clock that obeys, a codebook with a group, articles with odd characters."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from labels.codebook import Codebook, Label
from labels.project import Project
from tests.done_once import write_empty_project


class Clock:
    """A clock that goes on by `step` each time it is read: forwards, not at all, or back."""

    def __init__(self, step: float = 1.0) -> None:
        self.now = datetime(2024, 3, 1, 9, 15, tzinfo=UTC)  # nowhere on earth is it near midnight
        self.step = step

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=self.step)
        return self.now


#: Several labels may be chosen; "fact" and "opinion" exclude each other.
SCHEME = Codebook(
    labels=(
        Label("claim", "claim", "c"),
        Label("quote", "quote", "q"),
        Label("fact", "fact", "f", group="stance"),
        Label("opinion", "opinion", "o", group="stance"),
    ),
    choose="many",
)

#: Three articles of 4, 1 and 3 sentences, with characters outside the basic plane and a line separator.
TEXTS = (
    "The bridge is closed. “It will stay closed,” he said.\n\nNobody knows why. 😀 The mayor left.",
    "A short one.",
    "Él llegó tarde.\u2028Nobody saw him. The end came quickly.",
)


def use_codebook(project: Project, codebook: Codebook) -> None:
    """Go over to `codebook`."""
    project.change_codebook(project.plan_codebook(codebook))


def make_project(
    path: Path, annotator: str = "ana", clock: Clock | None = None, texts: tuple[str, ...] = TEXTS
) -> Project:
    """A project with the codebook and the articles above, open for `annotator`."""
    write_empty_project(path)
    project = Project(path, annotator, clock=clock or Clock())
    use_codebook(project, SCHEME)
    for text in texts:
        project.add(text)
    return project


@cache
def _prepared(annotator: str, texts: tuple[str, ...]) -> tuple[bytes, datetime]:
    """The file that `make_project` makes, and what a clock that began with it shows then."""
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        make_project(path, annotator, clock, texts).close()
        return path.read_bytes(), clock.now


def open_prepared(path: Path, clock: Clock, annotator: str = "ana", texts: tuple[str, ...] = TEXTS) -> Project:
    """The project of `make_project` as its annotator opens it the next time: a copy of a file made once for a run.

    `clock`, a new one, goes on from where the making ended. Two such files hold the same events.
    """
    content, now = _prepared(annotator, texts)
    path.write_bytes(content)
    clock.now = now - timedelta(seconds=clock.step)  # which opening adds, as it did when the file was made
    return Project(path, annotator, clock=clock)
