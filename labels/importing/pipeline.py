"""Importing articles into a project: survey, read, segment and write. It can be run again at any time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from labels.duplicates.report import in_words
from labels.errors import CopydeskError, ReadingError
from labels.files.source import Source
from labels.formats.reader import ImportedArticle, Reader, holds_articles_only
from labels.importing.archives import archives_in, look_into_archives, refuse_suggesting, take_in_archives
from labels.importing.batch import Batch, cut_found
from labels.importing.codebook import fit_codebook
from labels.importing.faults import ENDS_ALL, unexpected
from labels.importing.left_alone import LeftAlone
from labels.importing.reading import read_articles
from labels.importing.report import ImportReport, Refused, Remark, Skipped, refused
from labels.importing.spool import Item, Spool
from labels.importing.survey import Survey
from labels.values.import_options import ImportOptions
from labels.values.progress import UNWATCHED, Cancelled, Progress

if TYPE_CHECKING:
    from labels.open_project import OpenProject

__all__ = ["ImportOptions", "ImportProgress", "ImportReport", "import_articles", "look_into"]


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is: how many articles it has looked through, then how many it has taken in.

    `seen` is called with what the files hold before any of it is written. If it is cancelled while `importing`, it ends
    early, and what was written stays.
    """

    looking: Progress = UNWATCHED
    importing: Progress = UNWATCHED
    seen: Callable[[Survey], None] = lambda survey: None


def import_articles(
    project: OpenProject,
    paths: Sequence[Path | str],
    options: ImportOptions | None = None,
    *,
    stdin: BinaryIO | None = None,
    progress: ImportProgress | None = None,
    report: ImportReport | None = None,
) -> ImportReport:
    """Add the articles of files, folders and streams (`-`) to a project, and the decisions in them.

    Formats that may carry decisions are looked through first: a damaged file is refused before any of it is written,
    and so is everything if the codebook lacks labels. Then all articles are written, and `report` says what happened to
    each. What cannot be read is refused and does not stop the rest. After an interruption it can be run again, because
    articles that were written are then known. An archive of a whole project is merged into this one, before all else.

    Raises UsageError for options that cannot be, CodebookError for labels that the codebook lacks, ProjectError if the
    project cannot be written, Cancelled if it is cancelled before any article is taken in.
    """
    options = options or ImportOptions()
    once: dict[str, Source] = {}
    report = report or ImportReport()
    report.compared = options.compare
    progress = progress or ImportProgress()
    archives = archives_in(paths)
    if options.suggested_by is not None:
        refuse_suggesting(archives)
    take_in_archives(project, archives, report)
    project.begin()
    with Spool(project.path.parent) as kept:
        seen = Survey()
        for item in _items(paths, options, stdin, once, kept, want=_may_hold_decisions):
            seen.take(item)
            progress.looking.report(seen.articles, None)
            if progress.looking.cancelled():
                raise Cancelled
        for remark in seen.remarks.values():
            report.remark(remark)
        progress.seen(seen)
        if seen.labels:
            report.labels += fit_codebook(project, seen, make=options.make_codebook)
        batch = Batch(project, report, options)
        for item in _items(paths, options, stdin, once, kept, left=report.left_alone):
            _take(item, batch, report)
            progress.importing.report(report.new + report.known, None)
            if progress.importing.cancelled():
                break
        batch.keep()
    if report.near_duplicates:
        report.alike = in_words(project, report.near_duplicates)
    progress.importing.report(report.new + report.known, None)
    return report


def _may_hold_decisions(reader: Reader) -> bool:
    return not holds_articles_only(reader)


def _take(item: Item, batch: Batch, report: ImportReport) -> None:
    match item:
        case Refused():
            report.refuse(item)
        case Skipped():
            report.skip(item)
        case Remark():
            report.remark(item)
        case ImportedArticle():
            batch.take(item)


def look_into(
    paths: Sequence[Path | str], options: ImportOptions | None = None, *, stdin: BinaryIO | None = None
) -> Survey:
    """What an import would bring, without a project. Raises UsageError for options that cannot be."""
    options = options or ImportOptions()
    seen = Survey()
    archives = archives_in(paths)
    if options.suggested_by is not None:
        refuse_suggesting(archives)
    look_into_archives(archives, seen)
    for item in _items(paths, options, stdin, {}, left=seen.left_alone):
        if isinstance(item, ImportedArticle) and item.sentences is None:
            item = _with_sentences(item, options)
        seen.take(item)
    return seen


def _with_sentences(found: ImportedArticle, options: ImportOptions) -> ImportedArticle | Refused:
    """The article with its sentences, or the refusal that it would meet when it is taken in."""
    try:
        return replace(found, sentences=cut_found(found, options).sentences)
    except ReadingError as error:
        return refused(found.where, error)
    except (*ENDS_ALL, CopydeskError):
        raise
    except Exception as error:  # noqa: BLE001  # whatever is wrong with one article, the others go on
        return Refused(found.where, unexpected(found.where, "an article of it could not be taken in", error))


def _items(
    paths: Sequence[Path | str],
    options: ImportOptions,
    stdin: BinaryIO | None,
    once: dict[str, Source],
    kept: Spool | None = None,
    want: Callable[[Reader], bool] = lambda reader: True,
    left: LeftAlone | None = None,
) -> Iterator[Item]:
    return read_articles(paths, options, stdin=stdin, once=once, want=want, kept=kept, left=left)
