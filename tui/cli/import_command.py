"""`copydesk import`: articles into the project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.exceptions import Exit

from tui.cli.import_session import import_options_from, opened_for, run_import, tell
from tui.cli.options import annotator_option, import_options, project_option, wait_option
from tui.cli.output import give_json

if TYPE_CHECKING:
    from labels.importing.report import ImportReport
    from labels.values.wait import Wait


@click.command("import", short_help="Add articles to the project.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="PATH...")
@project_option
@annotator_option
@wait_option
@import_options
@click.option("--dry-run", is_flag=True, help="Say what would be imported; write nothing.")
@click.option("--watch", is_flag=True, help="Go on importing what is new or changed, until Ctrl+C.")
@click.option("--json", "as_json", is_flag=True, help="Print what was added, known and refused as JSON.")
def import_(
    paths: tuple[str, ...],
    project: Path,
    annotator: str | None,
    wait: Wait,
    dry_run: bool,
    watch: bool,
    as_json: bool,
    **reading: Any,
) -> None:
    """Add the articles in files, folders and archives, and the decisions in them; - reads standard input.

    A text that is in the project already is left as it is. What cannot be read is named and does not stop the rest; the
    exit code is 1 then. Which formats are read, and how columns are found, is described in docs/importing.md.

    \b
    copydesk import articles/ https://example.org/story
    copydesk import story.txt --language de
    copydesk import sentences.txt --sentences given
    copydesk import corpus.jsonl --text body --title headline --dry-run
    copydesk import rows.csv.gz --group article_id --label role --make-codebook
    copydesk import predicted.jsonl --as-suggestions bert-2026
    copydesk import archive/ --no-compare
    pbpaste | copydesk import -
    """
    if dry_run:
        from tui.cli.dry_run import dry_run as look

        refused = look(paths, project, annotator, import_options_from(reading), as_json)
    elif watch:
        from tui.cli.watching import watch_and_import

        if "-" in paths or as_json:
            raise click.UsageError("--watch goes with files and folders, and not with - or --json.")
        with opened_for(paths, project, annotator, wait) as opened:
            refused = watch_and_import(opened, paths, reading)
    else:
        with opened_for(paths, project, annotator, wait) as opened:
            report = run_import(opened, paths, reading)
        if as_json:
            give_json(_as_json(report))
        tell(report)
        refused = bool(report.refused)
    if refused:
        raise Exit(1)


def _as_json(report: ImportReport) -> dict[str, Any]:
    refused = [{"where": each.where, "reason": each.reason} for each in report.refused]
    return {
        "new": report.new,
        "known": report.known,
        "sentences": report.sentences,
        "decisions": report.decisions,
        "labels_added": report.labels,
        "rows_left_out": report.skipped,
        "suggestions": report.suggestions,
        "decisions_elsewhere": report.elsewhere,
        "near_duplicates": len(report.near_duplicates) if report.compared else None,
        "left_alone": report.left_alone.by_kind,
        "refused": refused,
    }
