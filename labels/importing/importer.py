"""What an importer is: one file format that articles can be read from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from labels.importing.found import Found
from labels.importing.source import Source


class Importer(Protocol):
    """Reads one format. An importer keeps no state, and imports what it needs only when it reads."""

    @property
    def name(self) -> str:
        """What `--format` calls it."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The file name endings it is found by, in small letters with their dot."""

    def recognises(self, head: bytes) -> bool:
        """Whether the first bytes look like this format; asked where the file's name does not settle it."""

    def read(self, source: Source) -> Iterator[Found]:
        """The articles in `source`. Raises ReadingError when there are none to be had."""
