"""`copydesk duplicates`: articles that share most of their words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from labels.project import Project
from labels.words import counted
from tui.cli.options import existing, project_option
from tui.cli.output import give, give_json, say
from tui.cli.progress import Progress
from tui.cli.table import table

if TYPE_CHECKING:
    from labels.duplicates.finding import NearDuplicate


@click.command(short_help="List articles that are much like others.")
@project_option
@click.option("--json", "as_json", is_flag=True, help="Print groups and links as JSON.")
def duplicates(project: Path, as_json: bool) -> None:
    """List the articles that share at least four in ten of their runs of three words with an earlier one.

    Nothing is dropped because of it. `copydesk export --split` keeps near-duplicates in the same part.

    \b
    copydesk duplicates
    copydesk duplicates --json
    """
    from labels.duplicates.clusters import Clusters
    from labels.duplicates.finding import bring_up_to_date, near_duplicates

    with Progress("Comparing articles") as progress:
        bring_up_to_date(project, progress.reached)
    with existing(project) as opened:
        links = near_duplicates(opened)
        groups = Clusters((each.article, each.other) for each in links).groups()
        if as_json:
            give_json(_as_json(opened, links, groups))
        elif links:
            give(_as_table(opened, links))
    of = sum(map(len, groups))
    say(f"{counted(of, 'near-duplicate')} in {counted(len(groups), 'group')}")


def _as_json(project: Project, links: Sequence[NearDuplicate], groups: Sequence[Sequence[int]]) -> dict[str, Any]:
    ids = {row.n: row.id for row in project.articles()} if links else {}
    told = [{"article": ids[each.article], "other": ids[each.other], "similarity": each.similarity} for each in links]
    return {"groups": [[ids[n] for n in group] for group in groups], "links": told}


def _as_table(project: Project, links: Sequence[NearDuplicate]) -> str:
    from labels.duplicates.report import nearest, percent

    return table(
        ["like", "article", "from", "earlier article", "from"],
        [
            [percent(near.similarity), *_name(project, near.article), *_name(project, near.other)]
            for near in nearest(links)
        ],
    )


def _name(project: Project, n: int) -> tuple[str, str]:
    from labels.duplicates.report import row_of

    row = row_of(project, n)
    return row.title or row.id, row.source or ""
