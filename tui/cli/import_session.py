"""Importing, the same for every command: its options, its progress, and its report."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labels.errors import ProjectError, UsageError
from labels.project import Project
from tui.cli.column_options import columns_from
from tui.cli.filling import opened_to_fill
from tui.cli.output import say
from tui.cli.progress import ProgressLine
from tui.recent_projects import own_files

if TYPE_CHECKING:
    from labels.importing.report import ImportReport
    from labels.importing.survey import Survey
    from labels.segmentation import Abbreviations
    from labels.values.import_options import ImportOptions
    from labels.values.wait import Wait


def opened_for(
    paths: Sequence[str | Path], project: Path, annotator: str | None, wait: Wait | None = None
) -> AbstractContextManager[Project]:
    """The project that `paths` are to be imported into; a new one begins with the codebook of an archive in them.

    A new one stays only if something was put into it.
    """
    return opened_to_fill(project, annotator, wait, begin=not _hold_archives(paths))


def _hold_archives(paths: Sequence[str | Path]) -> bool:
    if not paths:
        return False
    from labels.importing.archives import archives_in  # loads every reader

    return bool(archives_in(paths))


def import_options_from(reading: dict[str, Any]) -> ImportOptions:
    """The values of `import_options` as `labels` takes them."""
    from labels.values.import_options import ImportOptions

    return ImportOptions(
        format=reading["format_"],
        encoding=next((each for each in reversed(reading["encoding"]) if "=" not in each), None),
        encodings=tuple(_pattern_and_encoding(each) for each in reading["encoding"] if "=" in each),
        language=reading["language"],
        layout=reading["layout"],
        given=reading["sentences"] == "given",
        abbreviations=_abbreviations(reading["abbreviations"]),
        columns=columns_from(reading),
        skip_bad_rows=reading["skip_bad_rows"],
        make_codebook=reading["make_codebook"],
        suggested_by=_model(reading["as_suggestions"]),
        compare=reading["compare"],
        passed_over=own_files(),
    )


def _model(name: str | None) -> str | None:
    if name is not None and not name.strip():
        raise UsageError("--as-suggestions needs the name of what made the labels, such as --as-suggestions bert-2026")
    return name


def _pattern_and_encoding(given: str) -> tuple[str, str]:
    pattern, _, encoding = given.rpartition("=")
    return pattern, encoding


def run_import(project: Project, paths: Sequence[str | Path], reading: dict[str, Any]) -> ImportReport:
    """Import `paths` with the values of `import_options`, showing how far it is.

    What was made of the files is told before anything is written.
    """
    from labels.importing.pipeline import ImportProgress, import_articles
    from labels.importing.report import ImportReport
    from labels.values.progress import Progress

    report, has_begun = ImportReport(), False
    with ProgressLine("Looking through articles") as looking, ProgressLine("Importing articles") as meter:

        def taken_in(done: int, total: int | None) -> None:
            nonlocal has_begun
            has_begun = True
            looking.hide()
            meter.reached(done)

        def seen(survey: Survey) -> None:
            looking.hide()
            for remark in survey.remarks.values():
                say(remark.in_words())
                report.told.append(remark)

        try:
            return import_articles(
                project,
                paths,
                import_options_from(reading),
                stdin=sys.stdin.buffer,
                progress=ImportProgress(looking.progress, Progress(taken_in), seen),
                report=report,
            )
        except ProjectError:  # a full disk, say: what was kept so far stays
            meter.hide()
            if has_begun and report.new:
                say(f"{report.in_words()}; then it stopped. Import again to go on from there.")
            raise


def tell(report: ImportReport) -> None:
    """Say what was added and what was refused, on stderr."""
    for line in report.remarks_in_words():
        say(line)
    for line in report.refusals_in_words():
        say(f"copydesk: {line}")
    say(report.in_words())


def _abbreviations(path: Path | None) -> Abbreviations | None:
    """English abbreviations and those in a file, one a line; what follows a # is a comment. Raises ReadingError."""
    if path is None:
        return None
    from labels.files.decoding import decode
    from labels.segmentation import english_abbreviations

    text, _ = decode(path.read_bytes(), str(path))
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return english_abbreviations().extended([line for line in lines if line])
