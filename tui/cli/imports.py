"""`copydesk import`: articles into the project."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from labels.project import Project
from tui.cli.options import annotator_option, import_options, project_option
from tui.cli.output import give_json, say
from tui.cli.progress import Progress

if TYPE_CHECKING:
    from labels.importing.intake import ImportReport


@click.command("import", short_help="Add articles to the project.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="PATH...")
@project_option
@annotator_option
@import_options
@click.option("--json", "as_json", is_flag=True, help="Print what was added, known and refused as JSON.")
@click.pass_context
def import_(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    project: Path,
    annotator: str | None,
    as_json: bool,
    **reading: Any,
) -> None:
    """Add the articles in files and folders; - reads standard input.

    A text that is in the project already is left as it is. What cannot be read is named and does not stop
    the rest; the exit code is 1 then.

    \b
    copydesk import articles/
    copydesk import story.txt --language de
    copydesk import sentences.txt --sentences given
    pbpaste | copydesk import -
    """
    with Project.open(project, annotator) as opened:
        report = run_import(opened, paths, reading)
    if as_json:
        refused = [{"where": each.where, "reason": each.reason} for each in report.refused]
        counts = {"new": report.new, "known": report.known, "sentences": report.sentences}
        give_json({**counts, "refused": refused})
    tell(report)
    if report.refused:
        context.exit(1)


def run_import(project: Project, paths: Sequence[str], reading: dict[str, Any]) -> ImportReport:
    """Import `paths` with the values of `import_options`, showing how far it is."""
    from labels.importing.intake import ImportOptions, import_articles

    options = ImportOptions(
        format=reading["format_"],
        encoding=reading["encoding"],
        language=reading["language"],
        layout=reading["layout"],
        given=reading["sentences"] == "given",
        abbreviations=_abbreviations(reading["abbreviations"]),
    )
    with Progress("Importing articles") as progress:
        return import_articles(
            project,
            paths,
            options,
            stdin=sys.stdin.buffer,
            told=lambda report: progress.reached(report.new + report.known),
        )


def tell(report: ImportReport) -> None:
    """Say what was added and what was refused, on stderr."""
    for line in report.refusals_in_words():
        say(f"copydesk: {line}")
    say(report.in_words())


def _abbreviations(path: Path | None) -> Any:
    if path is None:
        return None
    from labels.importing.decoding import decode
    from labels.segmentation import english_abbreviations

    text, _ = decode(path.read_bytes(), str(path))
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return english_abbreviations().extended([line for line in lines if line])
