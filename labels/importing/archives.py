"""Archives among the paths of an import: set apart, taken in, and told of like everything else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from labels.errors import ReadingError, UsageError
from labels.importing.found import Refused, Remark
from labels.importing.report import ImportReport
from labels.importing.source import one_line
from labels.importing.survey import Survey
from labels.project import Project
from labels.words import counted

Path_ = Path | str


def set_apart(paths: Sequence[Path_]) -> tuple[list[Path_], list[Path_]]:
    """The paths that are archives of a project, and the others."""
    from labels.importing.archive import archive_at

    archives, others = list[Path_](), list[Path_]()
    for path in paths:
        files = archive_at(path)
        (others if files is None else archives).append(path)
        if files is not None:
            files.close()
    return archives, others


def take_in_archives(project: Project, paths: Sequence[Path_], report: ImportReport) -> None:
    """Unite the project with each archive; one that cannot be is refused, and changes nothing."""
    from labels.importing.archive import archive_at, take_in_archive

    for path in paths:
        files, where = archive_at(path), one_line(str(path))
        if files is None:
            report.refuse(Refused(where, "changed while it was read. Import again."))
            continue
        try:
            done = take_in_archive(project, files)
        except (ReadingError, UsageError) as error:
            report.refuse(Refused(where, str(error).removeprefix(f"{path}: ").removeprefix(f"{path}/")))
            continue
        finally:
            files.close()
        report.new += done.new
        report.known += done.known
        report.sentences += done.sentences
        report.remark(Remark(where, f"an archive of a whole project; {counted(done.events, 'event')} new"))


def look_into_archives(paths: Sequence[Path_], seen: Survey) -> None:
    """Note what each archive says it holds."""
    from labels.importing.archive import archive_at

    for path in paths:
        files, where = archive_at(path), one_line(str(path))
        if files is None:
            continue
        try:
            manifest = files.manifest()
        except ReadingError as error:
            seen.take(Refused(where, str(error).removeprefix(f"{path}: ")))
            continue
        finally:
            files.close()
        seen.articles += int(manifest["articles"])
        events = counted(int(manifest["events"]), "event")
        seen.take(Remark(where, f"an archive of a whole project, with {events}; labels and decisions are not counted"))
