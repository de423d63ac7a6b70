"""`copydesk check`: is the file sound, and do the projections follow from the journal?"""

from __future__ import annotations

from pathlib import Path

import click

from labels.words import counted
from tui.cli.options import project_option
from tui.cli.output import give_json, say


@click.command(short_help="Check that a project file is sound.")
@project_option
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_context
def check(context: click.Context, project: Path, as_json: bool) -> None:
    """Check the integrity of a project file.

    Looks at SQLite's own structures, at every article and span, and replays the journal to see that the
    decisions on file are those that it amounts to. Changes nothing. Leaves with 1 if something is wrong.

    \b
    copydesk check
    copydesk check --project news.db --json
    """
    from labels.projections.check import check as problems_of

    problems = problems_of(project)
    if as_json:
        give_json({"project": str(project), "sound": not problems, "problems": problems})
    else:
        for problem in problems:
            say(problem)
        say(f"{project}: {'sound' if not problems else counted(len(problems), 'problem')}")
    if problems:
        context.exit(1)
