"""What `copydesk export` writes: training records or whole articles, with their annotators, decisions and notes."""

from __future__ import annotations

from collections.abc import Iterator

from labels.importing.files.source import Source
from labels.importing.found import Found
from labels.importing.objects.json_head import first_keys
from labels.importing.objects.json_rows import LINES, json_rows
from labels.importing.own.copydesk_records import articles_from_records
from labels.importing.own.own_rows import own_reader


class CopydeskJsonl:
    """Reads the records of docs/export.md, by decision, sentence or article; they are known by their keys."""

    name = "copydesk"
    suffixes = (*LINES, ".json")

    def recognises(self, head: bytes) -> bool:
        """By the keys of the first record."""
        return own_reader(first_keys(head)) is not None

    def read(self, source: Source) -> Iterator[Found]:
        """The articles with their decisions. Raises ReadingError naming the line of what is no record."""
        with source.looking_ahead():
            _, first = next(json_rows(source), (0, {}))
        read = own_reader(first) or articles_from_records
        yield from read(source, lambda: json_rows(source), self.name)
