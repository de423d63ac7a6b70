"""`copydesk rescue`: save what is whole in a damaged project into a new one."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from tui.cli.options import project_option
from tui.cli.output import give_json, say


@click.command(short_help="Save what is whole in a damaged project.")
@click.argument("out", type=click.Path(path_type=Path))
@project_option
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_context
def rescue(context: click.Context, out: Path, project: Path, as_json: bool) -> None:
    """Save what is whole in a damaged project into the new project OUT.

    Reads the file page by page: every event that its kind allows, every text that its hash confirms, suggestions,
    places, preferences. What is read of them is made anew. The damaged file stays as it is, and no file is ever
    overwritten. The exit code is 1 if something was lost.

    \b
    copydesk rescue saved.db --project damaged.db
    """
    from labels.projections.rescue import rescue as rescued

    found = rescued(project, out)
    if as_json:
        give_json({"project": str(project), "out": str(out), **asdict(found), "lost": found.lost})
    else:
        say(
            f"{out}: saved {found.events:,} of {found.of_events:,} events and {found.articles:,} of"
            f" {found.of_articles:,} articles. {'The rest is lost.' if found.lost else 'Nothing is lost.'}"
        )
    if found.newer:
        say(
            f"copydesk: {project}: says that a newer Copydesk made it. What only that one knows was not saved; if"
            " the file is sound, update with: pip install --upgrade copydesk"
        )
    if found.lost:
        context.exit(1)
