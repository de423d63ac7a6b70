"""`copydesk send-back`: give sentences back to the annotator who decided them, with a reason."""

from __future__ import annotations

from pathlib import Path

import click

from labels.errors import UsageError
from labels.project import Project
from labels.values.wait import Wait
from tui.cli.options import annotator_option, existing, project_option, wait_option
from tui.cli.output import say
from tui.cli.queries import parsed, pointed_out


@click.command(short_help="Give sentences back to who decided them, with a reason.")
@click.argument("name", metavar="ANNOTATOR")
@click.argument("query", nargs=-1, required=True)
@click.option("--why", metavar="TEXT", help="What ANNOTATOR reads beside each sentence.")
@click.option("--articles", "whole", is_flag=True, help="Send back the whole articles of these sentences.")
@click.option("--take-back", is_flag=True, help="Ask for them no longer.")
@click.option("--dry-run", is_flag=True, help="Only say how many, and show the first few; write nothing.")
@project_option
@annotator_option
@wait_option
def send_back(
    name: str,
    query: tuple[str, ...],
    why: str | None,
    whole: bool,
    take_back: bool,
    dry_run: bool,
    project: Path,
    annotator: str | None,
    wait: Wait,
) -> None:
    """Send back what QUERY selects of the sentences that ANNOTATOR decided, as ANNOTATOR sees the project.

    It is one action. Each sentence waits, with the reason, until ANNOTATOR decides it again or confirms it:
    is:returned finds what waits. With --articles the articles of these sentences go back as a whole: with all that
    ANNOTATOR decided of them, and before the rest of the work. Only leads do this once there is one.

    \b
    copydesk send-back ana 'label:claim near:quote' --why 'who says so?' --dry-run
    copydesk send-back ana 'label:claim near:quote' --why 'who says so?'
    copydesk send-back ana 'article:bridge is:decided' --articles --why 'read the new rule first'
    copydesk send-back ana is:returned --take-back
    """
    from labels.returning_api import sending_in_words

    if take_back == (why is not None):
        raise UsageError("Say why with --why TEXT, or give --take-back.")
    if take_back and whole:
        raise UsageError("What was sent back as a whole is taken back as a whole: leave out --articles.")
    parsed(query)
    existing(project).close()  # no project is made for it
    with Project.open(project, annotator, write=not dry_run, wait=wait) as opened, pointed_out():
        words = " ".join(query)
        if take_back:
            done = opened.returning.take_back(name, words, dry_run=dry_run)
        else:
            done = opened.returning.send_back(name, words, why or "", whole=whole, dry_run=dry_run)
    for line in sending_in_words(done):
        say(line)
