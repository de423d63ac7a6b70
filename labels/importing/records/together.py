"""Rows of one article put together, however they lie in the file, without holding the file."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import TypeVar

from labels.importing.files.source import Source

Row = TypeVar("Row")


def together(
    source: Source, rows: Callable[[], Iterator[Row]], article: Callable[[Row], Hashable]
) -> Iterator[tuple[Hashable, list[Row]]]:
    """Each article with its rows, as soon as the last of them has come.

    `rows`, which reads `source`, is asked for twice: first to see where each article ends. In memory are the keys of
    the articles, and the rows of those that have begun and not ended.
    """
    with source.looking_ahead():
        last = {article(row): number for number, row in enumerate(rows())}
    begun: dict[Hashable, list[Row]] = {}
    for number, row in enumerate(rows()):
        key = article(row)
        begun.setdefault(key, []).append(row)
        if last.get(key) == number:
            yield key, begun.pop(key)
