"""`copydesk duplicates`: articles that share most of their words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from labels.project import Project
from labels.words import counted
from tui.cli.options import existing, project_option
from tui.cli.output import give_pieces, say
from tui.cli.progress import ProgressLine
from tui.cli.table import table_lines


@click.command(short_help="List articles that are much like others.")
@project_option
@click.option("--json", "as_json", is_flag=True, help="Print groups and links as JSON.")
def duplicates(project: Path, as_json: bool) -> None:
    """List the articles that share at least four in ten of their runs of three words with an earlier one.

    Articles that were not compared when they were imported are compared now. Nothing is dropped because of it.
    `copydesk export --split` keeps near-duplicates in the same part.

    \b
    copydesk duplicates
    copydesk duplicates --json
    """
    from labels.duplicates.catch_up import bring_up_to_date
    from labels.duplicates.clusters import Clusters
    from labels.duplicates.finding import near_duplicates

    with ProgressLine("Comparing articles") as meter:
        bring_up_to_date(project, meter.progress)
    with existing(project) as opened:
        groups = Clusters((each.article_number, each.other_number) for each in near_duplicates(opened)).groups()
        if as_json:
            give_pieces(_as_json(opened, groups))
        elif groups:
            give_pieces(f"{line}\n" for line in _as_table(opened))
    of = sum(map(len, groups))
    say(f"{counted(of, 'near-duplicate')} in {counted(len(groups), 'group')}")


def _as_json(project: Project, groups: Sequence[Sequence[int]]) -> Iterator[str]:
    """One line of JSON, written as it is read: there can be many links."""
    from labels.duplicates.finding import near_duplicates

    ids: dict[int, str] = {row.n: row.id for row in project.articles()} if groups else {}
    told = (
        {"article": ids[each.article_number], "other": ids[each.other_number], "similarity": each.similarity}
        for each in near_duplicates(project)
    )
    yield '{"groups": ['
    yield from _listed([ids[n] for n in group] for group in groups)
    yield '], "links": ['
    yield from _listed(told)
    yield "]}\n"


def _listed(values: Iterable[Any]) -> Iterator[str]:
    for number, value in enumerate(values):
        yield f"{', ' if number else ''}{json.dumps(value, ensure_ascii=False)}"


def _as_table(project: Project) -> Iterator[str]:
    from labels.duplicates.finding import near_duplicates
    from labels.duplicates.report import nearest, percent

    found = nearest(near_duplicates(project))

    def rows() -> Iterator[list[str]]:
        for near in found:
            yield [percent(near.similarity), *_name(project, near.article_number), *_name(project, near.other_number)]

    return table_lines(["like", "article", "from", "earlier article", "from"], rows)


def _name(project: Project, n: int) -> tuple[str, str]:
    from labels.duplicates.report import row_of

    row = row_of(project, n)
    return row.title or row.id, row.source or ""
