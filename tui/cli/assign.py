"""`copydesk assign`: deal out articles, and put them back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from labels.errors import UsageError
from labels.project import Project
from labels.values.wait import Wait
from labels.words import counted
from tui.cli.options import annotator_option, existing, project_option, wait_option
from tui.cli.output import give, say
from tui.cli.queries import parsed, pointed_out, query_option
from tui.printable import printable

if TYPE_CHECKING:
    from labels.team_work import SharedOut


@click.command(short_help="Deal out articles to annotators.")
@click.argument("people", nargs=-1, metavar="ANNOTATOR...")
@query_option
@click.option("--overlap", type=click.IntRange(min=1), metavar="N", help="Give a share of the articles to N people.")
@click.option("--share", metavar="SHARE", help="How much of the work overlaps, such as 20%. Default: all of it.")
@click.option("--seed", type=int, help="The seed of the draw. Default: that of last time, else 0.")
@click.option(
    "--everyone", is_flag=True, help="Give every article to each of them; to the whole team if none is named."
)
@click.option("--return", "returned", multiple=True, metavar="NAME", help="Put back what NAME has not begun.")
@click.option("--dry-run", is_flag=True, help="Only say who would get how much; write nothing.")
@project_option
@annotator_option
@wait_option
def assign(
    people: tuple[str, ...],
    query: str | None,
    overlap: int | None,
    share: str | None,
    seed: int | None,
    everyone: bool,
    returned: tuple[str, ...],
    dry_run: bool,
    project: Path,
    annotator: str | None,
    wait: Wait,
) -> None:
    """Give every article that nobody has to one of the annotators, balanced by sentences.

    What somebody has stays theirs: run it again after an import, and only what is new is dealt out. Which articles
    overlap is drawn by a hash of each, so that later ones move none. Whoever runs this first becomes a lead. At
    the desk everybody then goes through their own articles only.

    \b
    copydesk assign ana ben cleo
    copydesk assign ana ben cleo --overlap 2 --share 20%
    copydesk assign ana ben --query 'near:claim' --dry-run
    copydesk assign --return ben
    """
    from labels.team.drawing import read_share

    drawing = overlap is not None or share is not None or seed is not None
    if returned and (people or everyone or drawing):
        raise UsageError("--return puts work back. Deal it out again in a second step.")
    if everyone and drawing:
        raise UsageError("--everyone gives all articles to all of them. Leave out --overlap, --share and --seed.")
    if not (people or everyone or returned):
        raise UsageError("Name the annotators who are to get the work, such as: copydesk assign ana ben")
    part = 1.0 if share is None else read_share(share)
    if query is not None:
        parsed([query])
    existing(project).close()  # no project is made for it
    with Project.open(project, annotator, write=not dry_run, wait=wait) as opened, pointed_out():
        known = opened.team.figures().members
        if returned:
            done = opened.team.take_back(*returned, query=query or "", dry_run=dry_run)
        else:
            several = overlap or (1 if share is None else 2)
            done = opened.team.assign(
                *people, query=query or "", overlap=several, share=part, everyone=everyone, seed=seed, dry_run=dry_run
            )
    _print(done, "put back" if returned else "dealt out")
    if new := [name for name in people if name not in known]:
        say(printable(f"New here: {', '.join(new)}. Known before: {', '.join(known) or 'nobody'}."))
    if dry_run:
        say("Nothing was written.")


def _print(done: SharedOut, word: str) -> None:
    from tui.cli.table import table

    if done.people:
        rows = [[name, f"{each.articles:,}", f"{each.sentences:,}"] for name, each in done.people.items()]
        give(table(["annotator", "articles", "sentences"], rows))
    if done.lead is not None:
        say(f"{done.lead} is a lead now: only leads deal out work and change the codebook.")
    several = f", {done.several:,} of them with several people" if done.several else ""
    say(f"{counted(done.articles, 'article')} {word}{several}; {done.free:,} with nobody")
