"""`copydesk export`: the decisions as training data."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import cast

import click

from labels.mark import Status
from labels.project import Project
from labels.words import counted
from tui.cli.options import project_option
from tui.cli.output import say
from tui.cli.progress import Progress
from tui.cli.queries import parsed, pointed_out, query_option
from tui.cli.splitting import asked_split, split_options

_STATUSES: dict[str, tuple[Status, ...]] = {
    "decided": ("labelled", "skipped"),
    "labelled": ("labelled",),
    "skipped": ("skipped",),
    "undecided": ("undecided",),
    "all": ("labelled", "skipped", "undecided"),
}


@click.command(short_help="Write the decisions as JSON Lines.")
@project_option
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="The file to write. Default: stdout."
)
@click.option("--annotator", "-a", "annotators", multiple=True, help="Only this annotator; can be given several times.")
@click.option(
    "--status",
    type=click.Choice(list(_STATUSES)),
    default="decided",
    show_default=True,
    help="Which sentences to write.",
)
@query_option
@click.option(
    "--with-context",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Add the N sentences before and after, as `previous` and `next`.",
)
@split_options
def export(
    project: Path,
    output: Path | None,
    annotators: tuple[str, ...],
    status: str,
    query: str | None,
    with_context: int,
    split: str | None,
    split_by: str,
    seed: str,
) -> None:
    """Write one JSON record for each decision: the sentence, its label, and where it comes from.

    The same project gives the same bytes every time. A file appears or is replaced only when it is complete.
    A query is asked for each annotator: label:claim selects each one's own claims, unless it says by:NAME.

    \b
    copydesk export -o data.jsonl
    copydesk export --status labelled --with-context 2 | head
    copydesk export --query 'label:claim -is:flagged after:2026-11-01'
    copydesk export --split 80/10/10 -o data.jsonl
    """
    from labels.exporting.dataset import Dataset
    from labels.exporting.jsonl import JsonLines, lines
    from labels.exporting.records import Selection

    splitting = asked_split(split, split_by, seed)
    wanted = None if query is None else parsed([query])
    selection = Selection(annotators, _STATUSES[status], with_context, wanted)
    if splitting:
        splitting.prepare(project)
    with Project.open(project, write=False) as opened, pointed_out():
        parts = splitting.parts(opened, selection).of if splitting else None
        dataset = Dataset(opened, selection, parts)
        if output is None or str(output) == "-":
            _to_stdout(lines(dataset))
        else:
            with Progress("Exporting") as progress:
                count = JsonLines().write(dataset, output, progress.reached)
            say(f"{output}: {counted(count, 'record')}")
    if splitting:
        splitting.written(project)


def _to_stdout(lines: Iterator[str]) -> None:
    stream = sys.stdout.buffer
    # A reader that has had enough must not leave a question to the project open.
    with closing(cast("Generator[str]", lines)):
        for line in lines:
            stream.write(line.encode("utf-8") + b"\n")
    stream.flush()
