"""`copydesk tour`: learn Copydesk in the real desk."""

from __future__ import annotations

import sys

import click

from labels.errors import UsageError


@click.command(short_help="Learn Copydesk in a few minutes, at the real desk.")
def tour() -> None:
    """A hands-on lesson on sample articles, in a project that is thrown away afterwards.

    \b
    copydesk tour
    """
    from tui.tour.run import run_tour

    if not sys.stdin.isatty():
        raise UsageError("The tour needs a terminal to read keys from.")
    run_tour()
