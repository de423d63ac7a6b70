"""`copydesk card`: what there is to know about the data, for whoever trains on it."""

from __future__ import annotations

from pathlib import Path

import click

from labels.project import Project
from tui.cli.options import about_option, project_option
from tui.cli.output import give, say


@click.command(short_help="Describe the data in a README.")
@project_option
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="The file to write. Default: stdout."
)
@click.option("--gold", is_flag=True, help="Describe what was settled, as export --gold writes it.")
@about_option
def card(project: Path, output: Path | None, gold: bool, about: tuple[str, ...]) -> None:
    """Write a dataset card in Markdown: labels with definitions and counts, annotators, sentences, known limits.

    Once the project has a lead, all other annotators describe their own decisions. COPYDESK_ANNOTATOR says who
    you are.

    \b
    copydesk card -o README.md
    copydesk card --about license=CC-BY-4.0 -o README.md
    copydesk card --gold -o README.md
    """
    from labels.exporting.records import select
    from labels.exporting.selection import Selection
    from labels.files.atomic import replacing
    from labels.formats.dataset import read_about
    from labels.formats.description.card import card_text

    known = read_about(about)
    with Project.open(project, write=False) as opened:
        selection = Selection(states=("settled",)) if gold else None
        text = card_text(select(opened.own_view, selection, about=known))
    if output is None or str(output) == "-":
        give(text.removesuffix("\n"))
        return
    with replacing(output) as file:
        file.write(text)
    say(f"{output}: written")
