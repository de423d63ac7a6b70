"""The archive of a whole project as a name for `--format`. Archives themselves are set apart before files are read."""

from __future__ import annotations

from collections.abc import Iterator

from labels.errors import ReadingError
from labels.importing.files.source import Source
from labels.importing.found import Found


class WholeProject:
    """Reads the archive of a whole project, known by its content."""

    name = "archive"
    suffixes = ()
    endings = (".zip",)

    def recognises(self, head: bytes) -> bool:
        """Never: what comes here was looked at before, and is none."""
        return False

    def read(self, source: Source) -> Iterator[Found]:
        """Raises ReadingError, since this is no archive."""
        raise ReadingError(
            f"{source.name}: no archive of a project. Name the ZIP file or folder that was exported, or another format."
        )
