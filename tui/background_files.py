"""Imports and exports in threads of their own, while the desk goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from textual.app import App
from textual.worker import Worker

from labels.errors import CopydeskError
from labels.project import Project
from labels.words import counted
from tui.command_hint import EXPORT, IMPORT, for_the_desk
from tui.recent_projects import own_files


class BackgroundFiles:
    """Imports into the project of a program, and exports from it. One import and one export run at a time."""

    def __init__(self, app: App[None], tell: Callable[[str], None], imported: Callable[[str, bool], None]) -> None:
        """Work in threads of `app`, and `tell` what was written.

        `imported` is called after an import, with what happened in words, and whether there are new articles.
        """
        self._app = app
        self._tell = tell
        self._imported = imported

    def add(self, project: Project, paths: Sequence[Path | str]) -> Worker[None]:
        """Add the articles of files and folders."""
        return self._app.run_worker(partial(self._add, project, paths), group="import", exclusive=True, thread=True)

    def _add(self, project: Project, paths: Sequence[Path | str]) -> None:
        from labels.importing.pipeline import ImportOptions, import_articles

        app = self._app
        try:
            # A connection belongs to its thread.
            with Project(project.path, project.annotator) as here:
                report = import_articles(here, paths, ImportOptions(passed_over=own_files()))
        except CopydeskError as error:
            app.notify(for_the_desk(str(error), IMPORT), severity="error", timeout=10, markup=False)
            return
        for line in report.refusals_in_words():
            app.notify(for_the_desk(line, IMPORT), severity="warning", timeout=10, markup=False)
        if left := ". ".join(report.left_alone.in_words()):
            app.notify(left, timeout=15, markup=False)
        app.call_from_thread(self._imported, report.in_words(), report.new > 0)

    def write(self, project: Project, path: Path) -> Worker[None]:
        """Write the decisions in the format of the file's ending, and say how many there were."""
        return self._app.run_worker(partial(self._write, project, path), group="export", exclusive=True, thread=True)

    def _write(self, project: Project, path: Path) -> None:
        from labels.exporting.export import export_file

        app = self._app
        try:
            with Project(project.path, project.annotator, write=False) as here:
                count = export_file(here.own_view, path).rows
        except CopydeskError as error:
            app.notify(for_the_desk(str(error), EXPORT), severity="error", timeout=10, markup=False)
            return
        app.call_from_thread(self._tell, f"{path}: {counted(count, 'record')}")
