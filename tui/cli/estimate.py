"""`copydesk estimate QUERY`: how common labels are in all articles, by those that were drawn at random and labelled."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from labels.errors import ReadingError, UsageError
from labels.project import Project
from tui.cli.gathered_options import gathered
from tui.cli.options import annotator_option, project_option
from tui.cli.output import give
from tui.cli.progress import ProgressLine
from tui.cli.queries import parsed, pointed_out

if TYPE_CHECKING:
    from labels.statistics.estimates.question import ModelAsked, Question


@dataclass(frozen=True, slots=True)
class Asked:
    """What is estimated, and from what: the options as they were given."""

    query: tuple[str, ...]
    of: str
    by: str | None
    labels: str
    samples: tuple[str, ...]
    shuffled: int | None


@dataclass(frozen=True, slots=True)
class Model:
    """The run that helps, and from what it learnt."""

    name: str | None
    held_out: bool
    learnt_from: Path | None


@click.command(short_help="Estimate how common labels are, with intervals.")
@click.argument("query", nargs=-1, required=True)
@project_option
@annotator_option
@click.option("--of", default="", metavar="QUERY", help="The share among these sentences only, such as is:labelled.")
@click.option("--by", metavar="KEY", help="By source, language, author, month, year, or a key of the metadata.")
@click.option("--against", metavar="GROUP", help="With --by: compare with this group. Default: the largest.")
@click.option(
    "--labels",
    default="agreed",
    show_default=True,
    metavar="WHOSE",
    help="An annotator’s labels, gold, what all agree on (agreed), or the mean over all (average).",
)
@click.option(
    "--sample", "samples", multiple=True, metavar="NAME", help="From this sample; can be given several times."
)
@click.option("--shuffled", type=int, metavar="SEED", help="From the beginning of the order shuffled with this seed.")
@click.option("--model", metavar="RUN", help="Let the suggestions of this run (its model or hash) help.")
@click.option("--held-out", is_flag=True, help="Declare that the model learnt from none of these articles.")
@click.option(
    "--learnt-from",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="What the model learnt from: a file with ids of articles or sentences, such as an export.",
)
@click.option("--json", "form", flag_value="json", help="Print everything as JSON.")
@click.option("--csv", "form", flag_value="csv", help="Print the figures as CSV.")
@click.option("--markdown", "form", flag_value="markdown", help="Print the figures as tables in Markdown.")
@gathered("asked", Asked, "query", "of", "by", "labels", "samples", "shuffled")
@gathered("model", Model, "model", "held_out", "learnt_from")
def estimate(
    asked: Asked, model: Model, project: Path, annotator: str | None, against: str | None, form: str | None
) -> None:
    """Estimate the share of sentences that QUERY selects by their labels, with an interval of 95%.

    The articles must have been drawn at random: a sample (copydesk sample), or the beginning of a shuffled order of
    work. Labels come from people; those of a model that did not learn from these articles make intervals narrower.

    \b
    copydesk estimate label:claim --by source
    copydesk estimate label:claim --of is:labelled --by month
    copydesk estimate 'label:claim or label:opinion' --labels ana --sample pilot
    copydesk estimate label:claim --model baseline --csv
    """
    from tui.cli.estimate_tables import written

    if against is not None and asked.by is None:
        raise UsageError("--against names a group. Add --by.")
    parsed(asked.query)
    question = _question(asked, model)
    with Project.open(project, annotator, write=False) as opened, pointed_out():
        with ProgressLine("Reading articles") as meter:
            found = opened.estimate(question, progress=meter.progress)
        give(written(found, found.differences(against), form or "text"))


def _question(asked: Asked, model: Model) -> Question:
    from labels.statistics.estimates.question import Question

    return Question(
        " ".join(asked.query), asked.of, asked.by, asked.labels, asked.samples, asked.shuffled, _model(model)
    )


def _model(model: Model) -> ModelAsked | None:
    from labels.statistics.estimates.question import ModelAsked

    if model.name is None:
        if model.held_out or model.learnt_from is not None:
            raise UsageError("--held-out and --learnt-from are about a model. Add --model.")
        return None
    if model.held_out and model.learnt_from is not None:
        raise UsageError("Give --held-out or --learnt-from: the file tells what is held out.")
    path = model.learnt_from
    return ModelAsked(
        model.name, model.held_out, None if path is None else _read(path), "" if path is None else str(path)
    )


def _read(path: Path) -> frozenset[str]:
    from labels.statistics.estimates.learnt_from import articles_named

    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            found = articles_named(lines)
    except OSError as error:
        raise ReadingError(f"{path}: could not be read ({error.strerror}). Name another file.") from error
    if not found:
        raise UsageError(
            f"{path}: has no id of an article (20 hexadecimal digits). Name an export, or a list of ids, of what the"
            " model learnt from."
        )
    return found
