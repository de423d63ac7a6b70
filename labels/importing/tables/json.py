"""JSON with keys of any name: a list of objects, an object around such a list, or one object."""

from __future__ import annotations

from collections.abc import Iterator

from labels.importing.files.source import Source
from labels.importing.found import Found
from labels.importing.objects.json_head import first_keys
from labels.importing.objects.json_rows import json_rows
from labels.importing.tables.table import read_table


class Json:
    """Reads a file of any size, one record at a time."""

    name = "json"
    suffixes = (".json",)

    def recognises(self, head: bytes) -> bool:
        """By its first signs."""
        return bool(first_keys(head))

    def read(self, source: Source) -> Iterator[Found]:
        """The articles. Raises ReadingError naming the line of what cannot be read."""
        return read_table(source, lambda: json_rows(source), self.name)
