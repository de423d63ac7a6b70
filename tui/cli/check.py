"""`copydesk check`: is the file sound, and do the projections follow from the journal?"""

from __future__ import annotations

import json
from pathlib import Path

import click

from labels.words import counted
from tui.cli.options import project_option


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
    from labels.store.checking import check as problems_of
    from tui.printable import printable

    problems = problems_of(project)
    if as_json:
        click.echo(
            json.dumps({"project": str(project), "sound": not problems, "problems": problems}, ensure_ascii=False)
        )
    else:
        for problem in problems:
            click.echo(printable(problem), err=True)
        click.echo(f"{project}: {'sound' if not problems else counted(len(problems), 'problem')}", err=True)
    if problems:
        context.exit(1)
