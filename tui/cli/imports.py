"""`copydesk import`: articles into the project."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from labels.errors import ProjectError
from labels.project import Project
from tui.cli.column_options import columns_from
from tui.cli.options import annotator_option, import_options, project_option
from tui.cli.output import give_json, say
from tui.cli.progress import Progress

if TYPE_CHECKING:
    from labels.importing.options import ImportOptions
    from labels.importing.report import ImportReport


@click.command("import", short_help="Add articles to the project.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="PATH...")
@project_option
@annotator_option
@import_options
@click.option("--dry-run", is_flag=True, help="Say what would come, and write nothing.")
@click.option("--watch", is_flag=True, help="Go on importing what is new or changed, until Ctrl+C.")
@click.option("--json", "as_json", is_flag=True, help="Print what was added, known and refused as JSON.")
@click.pass_context
def import_(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    project: Path,
    annotator: str | None,
    dry_run: bool,
    watch: bool,
    as_json: bool,
    **reading: Any,
) -> None:
    """Add the articles in files, folders and archives, and the decisions in them; - reads standard input.

    A text that is in the project already is left as it is. What cannot be read is named and does not stop
    the rest; the exit code is 1 then. Which formats are read, and how columns are found, is told in
    docs/importing.md.

    \b
    copydesk import articles/ https://example.org/story
    copydesk import story.txt --language de
    copydesk import sentences.txt --sentences given
    copydesk import corpus.jsonl --text body --title headline --dry-run
    copydesk import rows.csv.gz --group article_id --label role --make-scheme
    pbpaste | copydesk import -
    """
    if dry_run:
        from tui.cli.dry_run import dry_run as look

        refused = look(paths, project, annotator, import_options_from(reading), as_json)
    elif watch:
        from tui.cli.watching import watch_and_import

        if "-" in paths or as_json:
            raise click.UsageError("--watch goes with files and folders, and not with - or --json.")
        with opened_for(paths, project, annotator) as opened:
            refused = watch_and_import(opened, paths, reading)
    else:
        with opened_for(paths, project, annotator) as opened:
            report = run_import(opened, paths, reading)
        if as_json:
            give_json(_as_json(report))
        tell(report)
        refused = bool(report.refused)
    if refused:
        context.exit(1)


def opened_for(paths: Sequence[str | Path], project: Path, annotator: str | None) -> Project:
    """The project that `paths` are to be imported into; a new one begins with the codebook of an archive in them."""
    from labels.importing.own.archives import archives_in

    return Project.open(project, annotator, begin=not archives_in(paths))


def import_options_from(reading: dict[str, Any]) -> ImportOptions:
    """The values of `import_options` as `labels` takes them."""
    from labels.importing.options import ImportOptions

    return ImportOptions(
        format=reading["format_"],
        encoding=reading["encoding"],
        language=reading["language"],
        layout=reading["layout"],
        given=reading["sentences"] == "given",
        abbreviations=_abbreviations(reading["abbreviations"]),
        columns=columns_from(reading),
        skip_bad_rows=reading["skip_bad_rows"],
        make_scheme=reading["make_scheme"],
    )


def run_import(project: Project, paths: Sequence[str | Path], reading: dict[str, Any]) -> ImportReport:
    """Import `paths` with the values of `import_options`, showing how far it is."""
    from labels.importing.intake import import_articles

    reached: ImportReport | None = None
    with Progress("Looking through articles") as looking, Progress("Importing articles") as progress:

        def told(report: ImportReport) -> None:
            nonlocal reached
            reached = report
            looking.hide()
            progress.reached(report.new + report.known)

        try:
            return import_articles(
                project,
                paths,
                import_options_from(reading),
                stdin=sys.stdin.buffer,
                told=told,
                looked=lambda seen: looking.reached(seen.articles),
            )
        except ProjectError:  # a full disk, say: what was kept so far stays
            progress.hide()
            if reached is not None and reached.new:
                say(f"{reached.in_words()}; then it broke off. Import again to go on from there.")
            raise


def tell(report: ImportReport) -> None:
    """Say what was added and what was refused, on stderr."""
    for line in report.remarks_in_words():
        say(line)
    for line in report.refusals_in_words():
        say(f"copydesk: {line}")
    say(report.in_words())


def _as_json(report: ImportReport) -> dict[str, Any]:
    refused = [{"where": each.where, "reason": each.reason} for each in report.refused]
    return {
        "new": report.new,
        "known": report.known,
        "sentences": report.sentences,
        "decisions": report.decisions,
        "labels_added": report.labels,
        "rows_left_out": report.skipped,
        "suggestions_left_out": report.suggestions_left_out,
        "near_duplicates": len(report.near_duplicates),
        "refused": refused,
    }


def _abbreviations(path: Path | None) -> Any:
    if path is None:
        return None
    from labels.importing.files.decoding import decode
    from labels.segmentation import english_abbreviations

    text, _ = decode(path.read_bytes(), str(path))
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return english_abbreviations().extended([line for line in lines if line])
