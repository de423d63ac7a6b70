"""Watching files and folders: what is new or changed since the last look, once it has stopped changing."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path

from labels.errors import ReadingError
from labels.formats.archive.files import is_archive_folder
from labels.importing.sources import files_meant

State = tuple[int, int]


class Watch:
    """Checks paths again and again. Every check lists the folders, but reads no files."""

    def __init__(self, paths: Sequence[Path | str], passed_over: Collection[Path] = ()) -> None:
        """Nothing counts as seen yet: the first look finds everything that is there, except what is `passed_over`."""
        self._paths = paths
        self._passed_over = passed_over
        self._seen: dict[Path, State] = {}
        self._growing: dict[Path, State] = {}

    def look(self, *, settled: bool = True) -> list[Path]:
        """The files that are new or changed since they were last returned, in the order of the folders.

        A file that changed since the last check may still be written to. It waits for the next check, unless it need
        not be `settled`. A path that does not exist is skipped, because it may appear later.
        """
        found: list[Path] = []
        growing: dict[Path, State] = {}
        for path in self._files():
            state = _state(path)
            if state is None or self._seen.get(path) == state:
                continue
            if settled and self._growing.get(path) != state:
                growing[path] = state
                continue
            self._seen[path] = state
            found.append(path)
        self._growing = growing
        return found

    def _files(self) -> list[Path]:
        files: dict[Path, None] = {}
        for path in self._paths:
            try:
                files |= dict.fromkeys(files_meant(path, self._passed_over))
            except ReadingError:
                continue
        return list(files)


def _state(path: Path) -> State | None:
    """What changes when a file does, or one in the archive of a project: when it was written last, and its size.

    None if it is gone or neither.
    """
    try:
        files = [each for each in path.rglob("*") if each.is_file()] if is_archive_folder(path) else [path]
        states = [os.stat(each) for each in files]
    except OSError:
        return None
    if files == [path] and not os.path.isfile(path):
        return None
    return max(each.st_mtime_ns for each in states), sum(each.st_size for each in states)
