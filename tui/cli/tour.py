"""`copydesk tour`: learn Copydesk in the real desk."""

from __future__ import annotations

import sys

import click

from labels.errors import UsageError


@click.command(short_help="Learn Copydesk in a few minutes, at the real desk.")
@click.argument("lesson", type=click.Choice(["review"]), required=False, metavar="[LESSON]")
def tour(lesson: str | None) -> None:
    """A hands-on lesson on sample articles, in a project that is thrown away afterwards.

    LESSON is what to learn: labelling, if none is named; or review, which is settling as the lead what two annotators
    said differently.

    \b
    copydesk tour
    copydesk tour review
    """
    if not sys.stdin.isatty():
        raise UsageError("The tour needs a terminal to read keys from.")
    if lesson == "review":
        from tui.tour.review.run import run_review_tour

        run_review_tour()
    else:
        from tui.tour.run import run_tour

        run_tour()
