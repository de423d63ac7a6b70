"""`copydesk annotate QUERY`: annotate every sentence that a query selects in the same way, as one action."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

import click
from click.exceptions import Exit

from labels.annotation_api import Wanted
from labels.errors import UsageError
from labels.project import Project
from labels.values.wait import Wait
from tui.cli.options import annotator_option, existing, project_option, wait_option
from tui.cli.output import say
from tui.cli.progress import ProgressLine
from tui.cli.queries import parsed, pointed_out
from tui.printable import printable


@click.command(short_help="Label, skip or flag all that a query selects.")
@click.argument("query", nargs=-1, required=True)
@click.option("--label", "-l", metavar="NAME", help="Label them, in place of what was decided.")
@click.option("--skip", is_flag=True, help="Decide that they get no label.")
@click.option("--clear", is_flag=True, help="Take the decisions away.")
@click.option("--flag/--unflag", default=None, help="Flag them, or take the flag off.")
@click.option("--dry-run", is_flag=True, help="Only say what would change, and show the first few; write nothing.")
@project_option
@annotator_option
@wait_option
def annotate(
    query: tuple[str, ...], dry_run: bool, project: Path, annotator: str | None, wait: Wait, **wanted: Unpack[Wanted]
) -> None:
    """Annotate all sentences that QUERY selects, as you see them: the same as in the list of sentences.

    It is one action: one undo at the desk takes it back. Sentences that are annotated so already are left alone.

    \b
    copydesk annotate near:quote is:undecided --label quote --dry-run
    copydesk annotate 'is:undecided /^Photo:/' --skip
    copydesk annotate 'label:claim seconds:<1' --flag
    """
    from labels.bulk import annotated_in_words

    given = (wanted["label"] is not None, wanted["skip"], wanted["clear"], wanted["flag"] is not None)
    if given.count(True) != 1:
        raise UsageError("Give one of --label NAME, --skip, --clear, --flag and --unflag.")
    parsed(query)
    existing(project).close()  # no project is made for it
    with (
        Project.open(project, annotator, write=not dry_run, wait=wait) as opened,
        pointed_out(),
        ProgressLine("Written") as meter,
    ):
        if annotator is not None and opened.journal.sitting.person is None:
            say(printable(f"New here: {annotator}."))
        try:
            found = opened.annotate(" ".join(query), dry_run=dry_run, progress=meter.progress, **wanted)
        except KeyboardInterrupt:
            meter.hide()
            say("Cancelled. Nothing was written.")
            raise Exit(1) from None
        meter.hide()
        for line in annotated_in_words(found, opened.codebook):
            say(line)
