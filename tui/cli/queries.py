"""Queries on the command line: read from words or an option, and shown with a caret where they are wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from tui.printable import printable

if TYPE_CHECKING:
    from labels.query.query import Query

query_option = click.option(
    "--query", "-q", metavar="QUERY", help="Only sentences that QUERY selects, such as 'label:claim near:quote'."
)


def parsed(words: Sequence[str]) -> Query:
    """The query that these words of the command line make together. Raises QueryError."""
    from labels.query import parse_query

    with pointed_out():
        return parse_query(" ".join(words))


@contextmanager
def pointed_out() -> Iterator[None]:
    """Show the query with a caret before a QueryError goes on to be told."""
    from labels.query.errors import QueryError

    try:
        yield
    except QueryError as error:
        for line in error.pointer.splitlines():
            click.echo(f"  {printable(line)}", err=True)
        raise
