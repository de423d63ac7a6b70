"""What an importer is: one file format that articles can be read from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from labels.importing.files.source import Source
from labels.importing.found import Found


class Importer(Protocol):
    """Reads one format. An importer keeps no state, and imports what it needs only when it reads.

    A file is read to its end before anything of it is taken in, so that a damaged one brings nothing and unknown
    labels are told before anything is written; what was read is kept on the disk meanwhile. One whose format holds
    articles without decisions says `articles_only = True`, and is taken in as soon as it is read. `extra` may name
    the extra of Copydesk that it needs.
    """

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


def holds_articles_only(importer: Importer) -> bool:
    """Whether an importer's files need no look at their labels before they are taken in."""
    return bool(getattr(importer, "articles_only", False))
