"""`copydesk codebook diff`: what changed between two versions of the codebook, and which decisions that touches."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from labels.project import Project
from labels.words import counted
from tui.cli.options import annotator_option, project_option
from tui.cli.output import give, give_json, say

if TYPE_CHECKING:
    from labels.statistics.codebook_difference import CodebookDifference, Touched


@click.command("diff")
@click.argument("old", type=click.IntRange(min=1), required=False)
@click.argument("new", type=click.IntRange(min=1), required=False)
@project_option
@annotator_option
@click.option("--json", "as_json", is_flag=True, help="Print as JSON, with the decisions of each annotator.")
def diff(old: int | None, new: int | None, project: Path, annotator: str | None, as_json: bool) -> None:
    """Tell what changed from version OLD of the codebook to version NEW, and how many decisions each change touches.

    Without NEW it is the version in force, without OLD the one before NEW. Each row has the query that lists its
    decisions: those that were made before the change, and all that have a new or a retired label. “Contradicted” are
    those that the codebook in force contradicts. Annotators who are not leads read their own decisions.

    \b
    copydesk codebook diff
    copydesk codebook diff 1 3
    copydesk codebook diff --json
    """
    from labels.statistics.codebook_difference import codebook_difference

    with Project.open(project, annotator, write=False) as opened:
        found = codebook_difference(opened.reader, opened.searcher, old, new)
    if as_json:
        give_json(asdict(found))
        return
    say(f"From version {found.old} of the codebook to version {found.new}:")
    for line in found.words or ["Nothing changed."]:
        say(f"  {line}")
    _give(found)


def _give(found: CodebookDifference) -> None:
    from tui.cli.table import table

    if found.touched:
        give(table(["label", "change", "decisions", "contradicted", "query"], [_row(each) for each in found.touched]))
    if total := sum(found.contradicted.values()):
        whose = " of each annotator" if len(found.contradicted) > 1 else ""
        said = counted(total, "decision is", "decisions are")
        say(f"{said} contradicted in all. List them{whose}: copydesk list is:contradicted")
    if len(found.contradicted) > 1:
        say("The decisions are those of all annotators; put by:NAME before a query to list those of one.")


def _row(touched: Touched) -> list[str]:
    decisions, contradicted = sum(touched.decisions.values()), sum(touched.contradicted.values())
    return [touched.label or "(all)", touched.what, f"{decisions:,}", f"{contradicted:,}", touched.query]
