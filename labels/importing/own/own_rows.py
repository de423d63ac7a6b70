"""Which rows are Copydesk's own: training records, or articles with their sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from labels.importing.files.source import Source
from labels.importing.found import Found
from labels.importing.objects.rows import Rows
from labels.importing.own.copydesk_articles import are_articles, articles_from_rows
from labels.importing.own.copydesk_records import are_records, articles_from_records

#: Reads rows, which are asked for more than once, of the format with the given name.
Reader = Callable[[Source, Rows, str], Iterator[Found]]


def own_reader(first: Mapping[str, Any]) -> Reader | None:
    """What reads rows of which the first has these keys; None for those that Copydesk did not write."""
    if are_records(first):
        return articles_from_records
    return articles_from_rows if are_articles(first) else None
