"""A source that is there and cannot be read, so that whoever goes through the sources hears why."""

from __future__ import annotations

import io

from labels.errors import ReadingError
from labels.importing.files.source import Source


class RefusedSource(Source):
    """A file that is known to be unreadable: asking for its bytes says why."""

    def __init__(self, source: Source, error: ReadingError) -> None:
        """`error` is what reading `source` raises."""
        super().__init__(source.path, asked=source.asked)
        self._error = error

    def opened_raw(self) -> io.BufferedReader:
        raise self._error
