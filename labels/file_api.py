"""Whole files from a script: articles in, training data out, other projects, and packs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from labels.exporting.selection import Selection
    from labels.importing.report import ImportReport
    from labels.merging import MergeResult
    from labels.open_project import OpenProject
    from labels.packs import Pack
    from labels.project_view import ProjectView
    from labels.projections.check import Checked
    from labels.values.import_options import ImportOptions
    from labels.values.viewer import Viewer


class FileApi:
    """What goes into one open project, and what comes out of it."""

    def __init__(self, project: OpenProject, view: Callable[[Viewer], ProjectView]) -> None:
        """`view` is the project as an export gets it, with what a viewer may read."""
        self._project = project
        self._view = view

    def import_files(self, *paths: str | Path, options: ImportOptions | None = None) -> ImportReport:
        """Add the articles in files, folders and archives, and the decisions in them.

        Returns what happened to each. A file that cannot be read is refused in the report and does not stop the rest.
        Raises UsageError for impossible options, CodebookError for labels that the codebook lacks
        (`options.make_codebook` adds them).
        """
        from labels.importing.pipeline import import_articles

        return import_articles(self._project, paths, options)

    def export(
        self,
        path: str | Path,
        *,
        format: str | None = None,
        selection: Selection | None = None,
        parts: Mapping[str, str] | None = None,
    ) -> int:
        """Write the selected decisions to a file or folder, replaced only when it is complete; the number of rows.

        The format goes by its name or else by the ending of `path` (JSON Lines if it has none). `parts` names the part
        of each article id (see `labels.splits.parts`). Raises UsageError, WritingError.
        """
        from labels.exporting.export import export_file
        from labels.values.viewer import THE_FILE

        return export_file(self._view(THE_FILE), Path(path), format, selection, parts).rows

    def card(self, selection: Selection | None = None) -> str:
        """The dataset card of the selected decisions, as Markdown."""
        from labels.exporting.records import select
        from labels.formats.description.card import card_text

        return card_text(select(self._view(self._project.viewer), selection))

    def merge(self, *paths: str | Path, dry_run: bool = False) -> MergeResult:
        """Take over from project files and archives what is new in them (see `labels.merging`)."""
        from labels.merging import merge_files

        return merge_files(self._project, [Path(path) for path in paths], dry_run=dry_run)

    def pack(self, annotator: str, path: str | Path, *, dry_run: bool = False) -> Pack:
        """Write a pack to a new file: a project for one annotator to work in and send back (see `labels.packs`).

        Raises UsageError, WritingError.
        """
        from labels.packs import pack

        return pack(self._project, annotator, Path(path), dry_run=dry_run)

    def pack_everyone(self, folder: str | Path, *, dry_run: bool = False) -> list[Pack]:
        """Write a pack into a folder for each annotator to whom something is assigned.

        Raises UsageError, WritingError.
        """
        from labels.packs import pack_everyone

        return pack_everyone(self._project, Path(folder), dry_run=dry_run)

    def check(self) -> Checked:
        """Compare everything that is read with the journal. Nothing is changed."""
        from labels.projections.check import check

        return check(self._project.path)
