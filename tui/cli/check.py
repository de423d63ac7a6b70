"""`copydesk check`: is the file sound, and do the projections follow from the journal?"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from labels.words import counted
from tui.cli.options import project_option
from tui.cli.output import give, give_json, say
from tui.cli.progress import ProgressLine


@click.command(short_help="Check that a project file is sound.")
@project_option
@click.option("--digest", is_flag=True, help="Print the digest alone: equal for equal projects.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_context
def check(context: click.Context, project: Path, digest: bool, as_json: bool) -> None:
    """Check the integrity of a project file.

    Looks at SQLite's own structures, at the tables and indexes, at every text, event and word of the full-text
    index, and replays the journal to compare it with the decisions on file. Changes nothing. The exit code is 1
    if something is wrong.

    \b
    copydesk check
    copydesk check --project news.db --json
    copydesk check --digest
    """
    if digest:
        give(_digest(project))
        return
    from labels.projections.check import check as checked

    with ProgressLine("Checking article") as meter:
        found = checked(project, meter.progress)
    problems = found.problems
    if as_json:
        give_json({"project": str(project), "sound": not problems, **asdict(found)})
    else:
        if found.waiting:
            verb = "waits" if found.waiting == 1 else "wait"
            words = "sentence boundaries differ here, or articles are missing (copydesk log)"
            say(f"{counted(found.waiting, 'decision')} {verb}: {words}.")
        if found.unknown:
            unknown = counted(found.unknown, "event")
            say(f"{unknown} of kinds that only a newer Copydesk knows; they are kept and have no effect.")
        for problem in problems:
            say(problem)
        say(f"{project}: {'sound' if not problems else counted(len(problems), 'problem')}")
        if problems:
            say(f"Save what is whole into a new project: copydesk rescue NEW.db --project {project}")
    if problems:
        context.exit(1)


def _digest(project: Path) -> str:
    from labels.journal.journal_reader import JournalReader

    with JournalReader.opened(project) as events:
        return events.digest()
