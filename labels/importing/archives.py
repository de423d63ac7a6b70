"""Archives among the paths of an import: they are found, merged, and reported like everything else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from labels.errors import CopydeskError, ReadingError, UsageError
from labels.files.fetching import is_address
from labels.files.source import Source
from labels.formats.archive.files import ArchiveFiles, ArchivePlace, archives_at, is_archive_folder
from labels.formats.reader_registry import known_suffixes
from labels.importing.faults import unexpected
from labels.importing.report import ImportReport, Refused, Remark, refused
from labels.importing.sources import STDIN, files_meant
from labels.importing.survey import Survey
from labels.values.progress import Cancelled
from labels.words import counted

if TYPE_CHECKING:
    from labels.open_project import OpenProject


def archives_in(paths: Sequence[Path | str]) -> list[ArchivePlace]:
    """The archives of projects that the paths are or hold, each once; reading the paths passes over them."""
    found: dict[ArchivePlace, None] = {}
    files = known_suffixes()  # these are read in their own format
    for given in paths:
        if str(given) == STDIN or is_address(given):
            continue
        try:
            for path in files_meant(given):
                if Source(path).suffix not in files or is_archive_folder(path):
                    found |= dict.fromkeys(archives_at(path))
        except ReadingError:
            continue  # reading the path reports the error
    return list(found)


def take_in_archives(project: OpenProject, archives: Sequence[ArchivePlace], report: ImportReport) -> None:
    """Merge each archive into the project; one that cannot be is refused, and changes nothing."""
    from labels.formats.archive.reader import read_state
    from labels.merging import merge_archive

    for place in archives:
        try:
            is_empty = next(project.articles(), None) is None
            with ArchiveFiles(place) as files:
                articles, kept = int(files.manifest()["articles"]), read_state(files)
            merged = merge_archive(project, place)
            project.file.take_in_state(kept, same_articles=is_empty)
        except CopydeskError as error:
            report.refuse(refused(place.name, error))
            continue
        except Cancelled:
            raise
        except Exception as error:  # noqa: BLE001  # whatever is wrong with one archive, the others go on
            report.refuse(_fault(place, error))
            continue
        report.new += merged.articles
        report.known += max(0, articles - merged.articles)
        report.sentences += merged.sentences
        words = f"an archive of a whole project; {counted(merged.events, 'event')} new"
        if merged.codebooks > 1:
            words += f"; {merged.codebooks} codebooks to settle: copydesk codebook show"
        report.remark(Remark(place.name, words))


def refuse_suggesting(archives: Sequence[ArchivePlace]) -> None:
    """Say that the labels of an archive are decisions. Raises UsageError if there is any."""
    for place in archives:
        raise UsageError(
            f"{place.name}: is the archive of a whole project, whose labels are decisions."
            " Leave it out, or import it without --as-suggestions."
        )


def look_into_archives(archives: Sequence[ArchivePlace], seen: Survey) -> None:
    """Note what each archive says it holds."""
    for place in archives:
        try:
            with ArchiveFiles(place) as files:
                manifest = files.manifest()
        except ReadingError as error:
            seen.take(refused(place.name, error))
            continue
        except Exception as error:  # noqa: BLE001  # whatever is wrong with one archive, the others go on
            seen.take(_fault(place, error))
            continue
        seen.articles += int(manifest["articles"])
        events = counted(int(manifest["events"]), "event")
        words = f"an archive of a whole project, with {events}; labels and decisions are not counted"
        seen.take(Remark(place.name, words))


def _fault(place: ArchivePlace, error: Exception) -> Refused:
    return Refused(place.name, unexpected(place.name, "the archive could not be read", error))
