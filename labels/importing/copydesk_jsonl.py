"""What `copydesk export` writes: training records, with their annotators, decisions, times, notes and flags."""

from __future__ import annotations

from collections.abc import Iterator

from labels.importing.copydesk_records import are_records, articles_from_records
from labels.importing.found import Found
from labels.importing.json_head import first_keys
from labels.importing.json_rows import LINES, json_rows
from labels.importing.source import Source


class CopydeskJsonl:
    """Reads the training record of docs/export.md; the keys every record has are what it is known by."""

    name = "copydesk"
    suffixes = (*LINES, ".json")

    def recognises(self, head: bytes) -> bool:
        """By the keys of the first record."""
        return are_records(first_keys(head))

    def read(self, source: Source) -> Iterator[Found]:
        """The articles with their decisions. Raises ReadingError naming the line of what is no record."""
        return articles_from_records(source, lambda: json_rows(source), self.name)
