"""Opening a project to put something into it: a new file stays only if something was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from labels.project import Project
from labels.values.wait import Wait


@contextmanager
def opened_to_fill(
    path: Path, annotator: str | None, wait: Wait | None = None, *, begin: bool = True
) -> Iterator[Project]:
    """The project at `path`, made if there is none; it goes again if it is still empty at the end.

    Without `begin`, a new one has no codebook yet.
    """
    is_new = not path.exists()
    with Project.open(path, annotator, begin=begin, wait=wait) as opened:
        try:
            yield opened
        finally:
            if is_new:
                opened.file.remove_unused()
