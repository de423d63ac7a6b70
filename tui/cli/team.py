"""`copydesk team`: who has what, and who is who."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from labels.errors import UsageError
from labels.project import Project
from labels.values.wait import Wait
from labels.words import counted
from tui.cli.options import annotator_option, existing, new_option, project_option, wait_option
from tui.cli.output import give, give_json, say
from tui.printable import printable

if TYPE_CHECKING:
    from labels.statistics.team import Member, Team

#: Stands for `--lead` without a name.
_MYSELF = "\0"


@click.command(short_help="Show who has which work; name leads.")
@click.option("--lead", metavar="[NAME]", is_flag=False, flag_value=_MYSELF, help="Make NAME, or yourself, a lead.")
@new_option
@click.option("--same", nargs=2, metavar="A B", help="Say that A and B are one person, who has two keys.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@project_option
@annotator_option
@wait_option
def team(
    lead: str | None,
    new: bool,
    same: tuple[str, str] | None,
    as_json: bool,
    project: Path,
    annotator: str | None,
    wait: Wait,
) -> None:
    """Show who has which articles, how much is done, how much others have too, the pace, and who was seen when.

    Once there is a lead, only leads change the codebook, deal out work and settle decisions. The first lead
    takes the codebook over as it is. Where two files registered one person, --same says so.

    \b
    copydesk team
    copydesk team --lead maria
    copydesk team --same ben 'ben (2)'
    """
    if lead is not None and same:
        raise UsageError("Give --lead or --same, not both.")
    if new and lead in (None, _MYSELF):
        raise UsageError("--new goes with --lead NAME.")
    existing(project).close()  # no project is made for it
    if lead is None and not same:
        with existing(project) as opened:
            found = opened.team.figures()
        if as_json:
            give_json(asdict(found))
        else:
            _print(found)
        return
    with Project.open(project, annotator, wait=wait) as opened:
        if same:
            say(f"{same[0]} and {same[1]} are one person now, shown as {opened.team.same(*same)}.")
        else:
            known = set(opened.team.figures().members)
            name = opened.team.make_lead(None if lead == _MYSELF else lead, new=new)
            say(printable(f"{name} is a lead. Leads: {', '.join(opened.team.leads())}."))
            if lead != _MYSELF and name not in known:
                say(printable(f"{name} is new here. Known before: {', '.join(sorted(known)) or 'nobody'}."))


def _print(found: Team) -> None:
    from tui.cli.table import table

    if found.members:
        single = any(member.units for member in found.members.values())
        heads = ["annotator", "role", "articles", *["single"] * single, "sentences", "done", "shared", "elsewhere"]
        rows = [_row(member, single=single) for member in found.members.values()]
        give(table([*heads, "an hour", "of late", "last seen"], rows))
    else:
        give("Nobody is registered yet. Start with: copydesk")
    if back := {name: each.returned for name, each in found.members.items() if each.returned}:
        from tui.cli.status_tables import sent_back_in_words

        give(sent_back_in_words(back))
    articles, sentences = counted(found.articles, "article"), counted(found.sentences, "sentence")
    if not found.is_shared_out:
        give(printable(f"{articles}, {sentences}: nothing is assigned, everybody works on everything."))
        return
    give(f"{articles}, {sentences}: {found.shared:,} with several people, {found.free:,} with nobody.")
    if found.free:
        free = counted(found.free_sentences, "sentence")
        give(f"Deal out what nobody has ({free}) with: copydesk assign {_names(found)}")


def _names(found: Team) -> str:
    import shlex

    return printable(" ".join(shlex.quote(name) for name, each in found.members.items() if each.articles))


def _row(member: Member, *, single: bool) -> list[str]:
    has = member.articles + member.units > 0
    return [
        member.name,
        member.role,
        f"{member.articles:,}" if has else "–",
        *[f"{member.units:,}" if has else "–"] * single,
        f"{member.sentences:,}" if has else "–",
        f"{member.decided / member.sentences:.0%}" if member.sentences else "–",
        f"{member.shared:,}" if has else "–",
        f"{member.elsewhere:,}",
        "–" if member.per_hour is None else f"{member.per_hour:,.0f}",
        "–" if member.recent_per_hour is None else f"{member.recent_per_hour:,.0f}",
        "–" if member.last_seen is None else member.last_seen[:16].replace("T", " "),
    ]
