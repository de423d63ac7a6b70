"""`copydesk feedback`: where an annotator differed from what was settled, and why; opened and closed by leads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from labels.errors import UsageError
from labels.project import Project
from labels.values.wait import Wait
from tui.cli.options import annotator_option, existing, project_option, wait_option
from tui.cli.output import give, give_json, say
from tui.printable import printable

if TYPE_CHECKING:
    from labels.values.feedback import Feedback, FeedbackOrder

#: So many differences are told unless --limit says otherwise.
_USUAL = 20


@click.command(short_help="Show where an annotator differed from what was settled.")
@click.argument("people", nargs=-1, metavar="[ANNOTATOR]...")
@click.option("--open", "opens", is_flag=True, help="Let the annotators see what was settled until now.")
@click.option("--open-all", is_flag=True, help="The same for everybody who decided something that was settled.")
@click.option("--close", "closes", is_flag=True, help="Let the annotators see it no longer.")
@click.option(
    "--order",
    type=click.Choice(["confused", "newest"]),
    default="confused",
    show_default=True,
    help="First what differs most often, or what was settled last.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    help=f"Show at most so many differences. Default: {_USUAL}; all with --json.",
)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@project_option
@annotator_option
@wait_option
def feedback(
    people: tuple[str, ...],
    opens: bool,
    open_all: bool,
    closes: bool,
    order: FeedbackOrder,
    limit: int | None,
    as_json: bool,
    project: Path,
    annotator: str | None,
    wait: Wait,
) -> None:
    """Show where ANNOTATOR differed from what was settled: both answers, the reason, a lead's note, the codebook.

    Annotators see their own, once a lead has opened it; what is settled later stays closed until it is opened
    again. Leads see everybody's, and without a name a line for each.

    \b
    copydesk feedback --open ana ben
    copydesk feedback ana
    copydesk feedback ana --order newest --limit 5
    copydesk feedback --close ana
    """
    _check(people, opens, open_all, closes)
    existing(project).close()  # no project is made for it
    writes = opens or open_all or closes
    with Project.open(project, annotator, write=writes, wait=wait) as opened:
        if writes:
            _change(opened, people, open_all=open_all, closes=closes)
        elif not people and opened.viewer.sees_others:
            _give_everybody(opened.feedback.everybody(), as_json=as_json)
        else:
            found = opened.feedback.of(people[0] if people else None)
            if as_json:
                from labels.feedback_wording import feedback_data

                give_json(feedback_data(found, opened.codebook, opened.reader, order, limit))
            else:
                _print(opened, found, order, _USUAL if limit is None else limit)


def _check(people: tuple[str, ...], opens: bool, open_all: bool, closes: bool) -> None:
    """Raise UsageError for options that do not go together."""
    if (opens, open_all, closes).count(True) > 1:
        raise UsageError("Give one of --open, --open-all and --close.")
    if (opens or closes) and not people:
        raise UsageError(f"Name whose feedback it is, such as: copydesk feedback --{'open' if opens else 'close'} ana")
    if open_all and people:
        raise UsageError("--open-all is for everybody. Leave out the names, or give --open.")
    if not (opens or closes) and len(people) > 1:
        raise UsageError("The feedback of one annotator is shown at a time. Name one.")


def _change(project: Project, people: tuple[str, ...], *, open_all: bool, closes: bool) -> None:
    from labels.feedback_wording import summary_in_words

    if closes:
        closed = project.feedback.close(*people)
        say(f"Feedback is closed to {', '.join(closed)}." if closed else "It was open to none of them.")
        return
    opened = project.feedback.open_all() if open_all else project.feedback.open(*people)
    if not opened:
        say("Nobody but leads decided anything that was settled.")
    for name in opened:
        say(f"Feedback is open to {name}. {summary_in_words(project.feedback.of(name))}")


def _give_everybody(every: list[Feedback], *, as_json: bool) -> None:
    """A line for each annotator, for leads."""
    from tui.cli.table import table

    if as_json:
        give_json(
            [
                {
                    "annotator": each.annotator,
                    "opened": each.opened,
                    "settled": len(each.answers),
                    "like": each.like,
                    "settled_since_opened": each.later,
                }
                for each in every
            ]
        )
    elif every:
        give(table(["annotator", "settled", "as decided", "differ", "open as of", "not open"], list(map(_row, every))))
    else:
        give("Nothing is settled yet of what anybody decided.")


def _row(each: Feedback) -> list[str]:
    count = len(each.answers)
    return [
        each.annotator,
        f"{count:,}",
        f"{each.like / count:.0%}" if count else "–",
        f"{count - each.like:,}",
        each.opened[:16].replace("T", " ") if each.opened else "–",
        f"{each.later or 0:,}",
    ]


def _print(project: Project, found: Feedback, order: FeedbackOrder, limit: int) -> None:
    from tui.cli.feedback_text import feedback_text

    for line in feedback_text(found, project.codebook, project.reader, order, limit):
        give(printable(line))
