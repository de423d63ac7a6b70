"""`copydesk assign`: deal out articles and single sentences, list who has what, and put it back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from labels.errors import UsageError
from labels.project import Project
from labels.values.wait import Wait
from labels.words import counted
from tui.cli.options import annotator_option, existing, new_option, project_option, wait_option
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
@click.option("--sentences", is_flag=True, help="Give one person only the sentences that --query selects.")
@click.option("--why", metavar="REASON", help="With --sentences: the reason, kept with them. Default: tie-break.")
@click.option("--return", "returned", multiple=True, metavar="NAME", help="Put back what NAME has not begun.")
@click.option("--list", "listed", is_flag=True, help="List what each of them has; everybody if none is named.")
@new_option
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
    sentences: bool,
    why: str | None,
    returned: tuple[str, ...],
    listed: bool,
    new: bool,
    dry_run: bool,
    project: Path,
    annotator: str | None,
    wait: Wait,
) -> None:
    """Give every article that nobody has to one of the annotators, balanced by sentences.

    What somebody has stays theirs: run it again after an import, and only what is new is dealt out. Which articles
    overlap is drawn by a hash of each, so that later ones move none. Whoever runs this first becomes a lead. At
    the desk everybody then goes through their own articles only. Single sentences, such as those that two people
    disagree on, go to somebody who has said nothing of them.

    \b
    copydesk assign ana ben cleo
    copydesk assign ana ben cleo --overlap 2 --share 20%
    copydesk assign ana ben --query 'near:claim' --dry-run
    copydesk assign cleo --sentences --query 'by:ana label:claim -by:cleo'
    copydesk assign --return ben
    copydesk assign --list ana
    """
    from labels.team.drawing import read_share

    drawing = overlap is not None or share is not None or seed is not None
    _check(people, drawing, everyone=everyone, returned=returned, listed=listed)
    if (why is not None and not sentences) or (
        sentences and (query is None or len(people) != 1 or everyone or drawing)
    ):
        raise UsageError("--sentences gives what --query selects to one person; only --why goes with it.")
    part = 1.0 if share is None else read_share(share)
    if query is not None:
        parsed([query])
    existing(project).close()  # no project is made for it
    if listed:
        _list(project, people, annotator)
        return
    with Project.open(project, annotator, write=not dry_run, wait=wait) as opened, pointed_out():
        team = opened.team
        known = team.figures().members
        if returned:
            done = team.take_back(*returned, query=query or "", dry_run=dry_run)
        elif sentences:
            from labels.projections.tie_breaks import TIE_BREAK

            reason = TIE_BREAK if why is None else why
            done = team.assign_units(team.units(query or ""), people[0], reason, new=new, dry_run=dry_run)
        else:
            several = overlap or (1 if share is None else 2)
            done = team.assign(
                *people,
                query=query or "",
                overlap=several,
                share=part,
                everyone=everyone,
                seed=seed,
                new=new,
                dry_run=dry_run,
            )
    _print(done, "put back" if returned else "dealt out")
    if newcomers := [name for name in people if name not in known]:
        say(printable(f"New here: {', '.join(newcomers)}. Known before: {', '.join(known) or 'nobody'}."))
    if dry_run:
        say("Nothing was written.")


def _check(people: tuple[str, ...], drawing: bool, *, everyone: bool, returned: tuple[str, ...], listed: bool) -> None:
    """Raise UsageError for options that do not go together."""
    if returned and (people or everyone or drawing or listed):
        raise UsageError("--return puts work back. Deal it out again in a second step.")
    if listed and (everyone or drawing):
        raise UsageError("--list only shows who has what. Leave out what deals it out.")
    if everyone and drawing:
        raise UsageError("--everyone gives all articles to all of them. Leave out --overlap, --share and --seed.")
    if not (people or everyone or returned or listed):
        raise UsageError("Name the annotators who are to get the work, such as: copydesk assign ana ben")


def _list(project: Path, people: tuple[str, ...], annotator: str | None) -> None:
    """Print what somebody has, or everybody (you alone, once there is a lead and you are none).

    Whole articles, and single sentences by their places.
    """
    from tui.cli.table import table

    with Project.open(project, annotator, write=False) as opened:
        keys = {member.key: name for name, member in opened.team.figures().members.items()}
        for name in people:
            opened.team.check_known(name)
            opened.reader.check_readable(name)
        held = [each for each in opened.team.held() if not people or keys.get(each.key) in people]
        whose = people or (() if opened.viewer.sees_others else (opened.viewer.name,))
    if not held:
        give("Nothing is assigned" + (f" to {' or '.join(whose)}." if whose else " to anybody."))
        return
    held.sort(key=lambda each: list(keys).index(each.key))
    rows = [
        [
            keys[each.key],
            str(each.n),
            "all" if each.span is None else f"{each.span[0]}-{each.span[1]}",
            f"{each.decided:,} of {each.sentences:,}",
            each.why,
            each.title[:50],
        ]
        for each in held
    ]
    give(table(["annotator", "article", "what", "done", "why", "title"], rows))


def _print(done: SharedOut, word: str) -> None:
    from tui.cli.table import table

    units = sum(each.units for each in done.people.values())
    if done.people:
        heads = ["annotator", "articles", "sentences", *["single sentences"] * bool(units)]
        rows = [
            [name, f"{each.articles:,}", f"{each.sentences:,}", *[f"{each.units:,}"] * bool(units)]
            for name, each in done.people.items()
        ]
        give(table(heads, rows))
    if done.lead is not None:
        say(f"{done.lead} is a lead now: only leads deal out work and change the codebook.")
    several = f", {done.several:,} of them with several people" if done.several else ""
    single = f", {counted(units, 'single sentence')}" if units else ""
    say(f"{counted(done.articles, 'article')}{single} {word}{several}; {done.free:,} with nobody")
