"""`copydesk review`: settle what annotators said differently."""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from labels.errors import UsageError
from labels.project import Project
from labels.values.viewer import THE_FILE
from tui.cli.options import annotator_option, existing, project_option
from tui.cli.progress import ProgressLine
from tui.cli.queries import parsed, pointed_out

if TYPE_CHECKING:
    from labels.review.queue import ReviewQueue


@click.command(short_help="Settle what annotators said differently.")
@click.argument("query", nargs=-1)
@click.option(
    "--order",
    type=click.Choice(["reading", "uncertain"]),
    default="reading",
    help="In the order of the text (default), or the least certain conflicts first.",
)
@project_option
@annotator_option
def review(query: tuple[str, ...], order: str, project: Path, annotator: str | None) -> None:
    """Go from conflict to conflict and settle each; of all sentences, or of those that QUERY selects.

    First you are asked whether to settle the sentences on which everybody agrees. Then a number chooses an
    answer, Enter the most likely one, and a label’s letter another label. Letters stand for the names of the
    annotators. What you settle is gold: a layer of its own. Once there is a lead, only leads review.

    \b
    copydesk review
    copydesk review 'label:claim source:gazette'
    copydesk review --order uncertain
    """
    from labels.review.desk import ReviewDesk
    from labels.review.navigator import check_may_review
    from tui.app import CopydeskApp
    from tui.settings import read_settings

    if not sys.stdin.isatty():
        raise UsageError(
            "A review needs a terminal to read keys from. To settle by rule: copydesk gold --rule unanimous"
        )
    if not sys.stderr.isatty():
        raise UsageError("A review is drawn on stderr, which must be a terminal: remove 2> from the command.")
    settings = read_settings()
    parsed(query)
    existing(project).close()  # no project is made for it
    with Project.open(project, annotator) as opened, pointed_out():
        check_may_review(opened)
        if not opened.reader.totals()[0]:
            raise UsageError(f"{opened.path}: holds no article yet. Add some with: copydesk import PATH")
        queue = _queue(opened, " ".join(query), order)
        app = CopydeskApp(opened, settings, lambda: ReviewDesk(opened, queue))
        app.run()
    if app.return_code:
        raise SystemExit(app.return_code)


def _queue(project: Project, query: str, order: str) -> ReviewQueue:
    """What is reviewed, and in which order."""
    from labels.review.likely import Likelihood
    from labels.review.queue import LeastCertain, ReadingOrder

    within = _matches(project, query) if query.strip() else None
    if order == "reading":
        return ReadingOrder(project.gold, within)
    with ProgressLine("Conflicts found") as meter:
        likelihood = Likelihood(project.codebook, project.gold.agreement_with_gold())
        return LeastCertain(project.gold, likelihood, within, meter.progress)


def _matches(project: Project, query: str) -> dict[int, frozenset[int]]:
    """Where the sentences that a query selects begin, by article; anybody’s decisions count."""
    from labels.query import Search, parse_query

    found: dict[int, set[int]] = defaultdict(set)
    for hit in project.searcher.hits(Search(parse_query(query), reader=THE_FILE)):
        found[hit.article].add(hit.start)
    if not found:
        raise UsageError(f"{project.path}: nothing matches {query}")
    return {n: frozenset(starts) for n, starts in found.items()}
