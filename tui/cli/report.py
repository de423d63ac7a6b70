"""`copydesk report`: a methods paragraph and tables for a paper, and the list of who changed what."""

from __future__ import annotations

from pathlib import Path

import click

from labels.project import Project
from tui.cli.options import annotator_option, project_option
from tui.cli.output import give, say
from tui.cli.progress import ProgressLine


@click.command(short_help="Write the methods and tables of a study.")
@click.option("--anonymous", is_flag=True, help="Call people A1, A2 and so on.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder: report.md, and a CSV file for each table. Default: Markdown to stdout.",
)
@project_option
@annotator_option
def report(anonymous: bool, output: Path | None, project: Path, annotator: str | None) -> None:
    """Write what a paper says of its data: units, annotators, samples, agreement with intervals, how disagreements were
    settled, the codebook; and who changed what, when and why.

    Below each table stands the command that shows the same figures. Once a project has a lead, only leads write it.

    \b
    copydesk report > report.md
    copydesk report --anonymous -o report/
    """
    from labels.report.report import report as report_of
    from labels.review.navigator import check_may_review

    with Project.open(project, annotator, write=False) as opened, ProgressLine("Read") as meter:
        check_may_review(opened)
        found = report_of(opened, anonymous=anonymous, progress=meter.progress)
        meter.hide()
    if output is None:
        give(found.markdown().removesuffix("\n"))
        return
    found.write(output)
    say(f"{output}: written, report.md and {len(found.tables)} tables")
