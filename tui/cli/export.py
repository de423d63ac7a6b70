"""`copydesk export`: the decisions as training data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from labels.errors import UsageError
from labels.project import Project
from labels.values.annotation import Status
from labels.values.review import STATES, State
from tui.cli.data_output import description_asked, exporter_asked, write
from tui.cli.gathered_options import gathered
from tui.cli.options import about_option, project_option
from tui.cli.output import say
from tui.cli.queries import parsed, pointed_out, query_option
from tui.cli.split_options import SplitOptions, asked_split, split_options

if TYPE_CHECKING:
    from labels.exporting.selection import Selection
    from labels.formats.dataset import Unit
    from labels.query import Query

_STATUSES: dict[str, tuple[Status, ...]] = {
    "decided": ("labelled", "skipped"),
    "labelled": ("labelled",),
    "skipped": ("skipped",),
    "undecided": ("undecided",),
    "all": ("labelled", "skipped", "undecided"),
}


def _formats(context: click.Context, option: click.Parameter, begun: str) -> list[str]:
    """What the shell completes, including formats of plug-ins."""
    from labels.formats.writer_registry import writers

    return sorted(each.name for each in writers() if each.name.startswith(begun))


@dataclass(frozen=True, slots=True)
class Target:
    """Where the data go, and in which form."""

    output: Path | None
    format: str | None
    one_row_per: Unit


@dataclass(frozen=True, slots=True)
class Selected:
    """Which decisions are written: the options as they were given."""

    annotators: tuple[str, ...]
    status: str
    query: str | None
    with_context: int
    gold: bool
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """What is described, and where; and whether everything that is lost is told."""

    croissant: Path | None
    about: tuple[str, ...]
    verbose: bool


@click.command(short_help="Write the decisions as training data.")
@project_option
@click.option("--output", "-o", type=click.Path(path_type=Path), help="The file or folder to write. Default: stdout.")
@click.option(
    "--format",
    "format_",
    metavar="FORMAT",
    shell_complete=_formats,
    help="The format; copydesk formats lists them. Default: by the ending of the output, else jsonl.",
)
@click.option(
    "--one-row-per",
    type=click.Choice(["decision", "sentence", "article"]),
    default="decision",
    show_default=True,
    help="What a row is. Per sentence: those on which all annotators agree. Per article: in formats that can.",
)
@click.option(
    "--annotator",
    "-a",
    "annotators",
    multiple=True,
    help="Only this annotator, by the name on screen; can be given several times.",
)
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
@click.option(
    "--gold",
    is_flag=True,
    help="What was settled, one record a sentence, with who said what; instead of what each annotator said.",
)
@click.option(
    "--state",
    "states",
    type=click.Choice([*STATES, "all"]),
    multiple=True,
    help="With --gold: the sentences in this state; can be given several times. Default: settled.",
)
@split_options
@click.option(
    "--croissant",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Also describe the written file in Croissant metadata. A huggingface folder has them anyway.",
)
@about_option
@click.option("--verbose", "-v", is_flag=True, help="Name everything that the format cannot hold of these data.")
@gathered("target", Target, "output", "format_", "one_row_per")
@gathered("selected", Selected, "annotators", "status", "query", "with_context", "gold", "states")
@gathered("split", SplitOptions, "split", "split_by", "seed")
@gathered("described", Described, "croissant", "about", "verbose")
def export(project: Path, target: Target, selected: Selected, split: SplitOptions, described: Described) -> None:
    """Write a record for each decision: the sentence, its label, and where it comes from.

    The same project gives the same bytes every time. A file appears or is replaced only when it is complete.
    Work that the format cannot hold, such as notes, is reported; --verbose reports all that it cannot hold. The
    format archive holds the whole project. A query is asked for each annotator: label:claim selects each one's own
    claims, unless it says by:NAME.

    \b
    copydesk export -o data.jsonl
    copydesk export --status labelled --with-context 2 | head
    copydesk export --query 'label:claim -is:flagged after:2026-11-01'
    copydesk export --split 80/10/10 -o data.jsonl
    copydesk export --format prodigy -o tasks.jsonl
    copydesk export --format archive -o backup.zip
    copydesk export -o data.csv --croissant croissant.json
    copydesk export --gold -o gold.jsonl
    copydesk export --gold --state settled --state agreed -o train.jsonl
    """
    from labels.exporting.records import select
    from labels.formats.dataset import read_about
    from labels.formats.writer_registry import broken_writers

    output = None if target.output is None or str(target.output) == "-" else target.output
    for where, words in broken_writers():
        say(f"{where}: {words}")
    exporter = exporter_asked(target.format, output, target.one_row_per, gold=selected.gold)
    description = description_asked(described.croissant, bool(described.about), exporter, output, target.one_row_per)
    splitting = asked_split(split)
    known = read_about(described.about)
    selection = _selection(selected)
    if splitting:
        splitting.prepare(project)
    # Parts, data and their descriptions are from one moment.
    with Project.open(project, write=False) as opened, opened.file.one_moment(), pointed_out():
        parts = splitting.parts(opened, selection).of if splitting else None
        dataset = select(opened.view, selection, parts, target.one_row_per, known)
        write(dataset, exporter, output, description, verbose=described.verbose)
    if splitting:
        splitting.written(project)


def _selection(selected: Selected) -> Selection:
    """Which decisions are written, or what of gold. Raises UsageError for options that do not go together."""
    from labels.exporting.selection import Selection

    query = None if selected.query is None else parsed([selected.query])
    if not selected.gold:
        if selected.states:
            raise UsageError("--state chooses among what was settled. Add --gold, or use --status.")
        return Selection(selected.annotators, _STATUSES[selected.status], selected.with_context, query)
    if selected.annotators:
        raise UsageError("--gold is what was settled, and no annotator’s. Leave out --annotator.")
    statuses = _STATUSES["all" if selected.status == "decided" else selected.status]
    return Selection((), statuses, selected.with_context, query, _states(selected, query))


def _states(selected: Selected, query: Query | None) -> tuple[State, ...]:
    """The states of sentences that are wanted: all where another option asks for some that are not settled."""
    from labels.query.query import asks_for_states

    if selected.states and "all" not in selected.states:
        return tuple(state for state in STATES if state in selected.states)
    every = selected.states or selected.status in ("undecided", "all") or (query is not None and asks_for_states(query))
    return STATES if every else ("settled",)
