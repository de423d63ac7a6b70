"""Opening a project to put something into it, or for a dry run. A new file stays only if something was put into it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from labels.project import Project
from labels.values.wait import Wait
from tui.cli.options import existing


@contextmanager
def opened_to_fill(
    path: Path, annotator: str | None, wait: Wait | None = None, *, begin: bool = True
) -> Iterator[Project]:
    """The project at `path`, made if there is none. It is removed again if it is still empty at the end.

    Without `begin`, a new one has no codebook yet.
    """
    is_new = not path.exists()
    with Project.open(path, annotator, begin=begin, wait=wait) as opened:
        try:
            yield opened
        finally:
            if is_new:
                opened.file.remove_unused()


@contextmanager
def opened_to_try(
    path: Path, annotator: str | None, wait: Wait | None = None, *, begin: bool = True
) -> Iterator[Project]:
    """The project at `path` for a dry run.

    If there is none, a temporary new one, which is removed again. A project of an older Copydesk is not converted.
    Raises ProjectError.
    """
    if path.is_file() and path.stat().st_size:
        existing(path).close()
        with Project.open(path, annotator, wait=wait) as opened:
            yield opened
        return
    with TemporaryDirectory() as folder, Project.open(Path(folder) / path.name, annotator, begin=begin) as opened:
        yield opened
