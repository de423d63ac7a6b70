"""JSON Lines with keys of any name: one article a line, or one sentence a line."""

from __future__ import annotations

from collections.abc import Iterator

from labels.importing.files.source import Source
from labels.importing.found import Found
from labels.importing.objects.json_head import first_keys
from labels.importing.objects.json_rows import LINES, json_rows
from labels.importing.tables.table import read_table


class JsonLines:
    """Reads one object a line, in constant memory."""

    name = "jsonl"
    suffixes = LINES

    def recognises(self, head: bytes) -> bool:
        """By an object that ends on its line, or goes on beyond the first bytes."""
        first = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0].rstrip()
        return bool(first_keys(head)) and first.startswith(b"{") and (first.endswith(b"}") or b"\n" not in head)

    def read(self, source: Source) -> Iterator[Found]:
        """The articles. Raises ReadingError naming the line of what cannot be read."""
        return read_table(source, lambda: json_rows(source), self.name)
