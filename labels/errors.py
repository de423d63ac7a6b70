"""The errors that Copydesk expects, as small exception types with a message of one line.

Every message names the file (and line, if there is one) and the remedy. The command line prints the message and exits
with `exit_code`. These errors are never shown with a traceback.
"""

from __future__ import annotations

from pathlib import Path


class CopydeskError(Exception):
    """Something failed for a known reason. Exit code 1."""

    exit_code = 1


class UsageError(CopydeskError):
    """An argument or request is wrong. Exit code 2."""

    exit_code = 2


class NotOpenError(UsageError):
    """What was settled is not open to the annotator who asks."""


class CodebookError(UsageError):
    """A codebook file is not valid, or a change of codebook would lose something."""


class ReadingError(CopydeskError):
    """A file, folder or stream could not be read as an article."""


class ProjectError(CopydeskError):
    """A project file could not be opened, or is not what it should be."""


class NotAProjectError(ProjectError):
    """A file is not a project, or nothing was ever written into it; `what` says so in words."""

    def __init__(self, path: Path, what: str, remedy: str = "Name another file with --project.") -> None:
        super().__init__(f"{path}: {what}. {remedy}")
        self.what = what


class DamagedError(ProjectError):
    """A project file is damaged; `said` is what SQLite says about it."""

    def __init__(self, path: Path, said: str) -> None:
        super().__init__(
            f"{path}: the file is damaged ({said}). Work on a copy and run: copydesk check --project {path}"
        )
        self.said = said


class MisplacedError(ProjectError):
    """The project file was renamed, deleted, replaced or made shorter while it was open; nothing more is written."""


class BusyError(ProjectError):
    """Another process kept the project locked for too long; nothing was written."""


class MovedError(ProjectError):
    """Somebody else split or joined the sentence meanwhile; nothing was written."""


class MissingExtraError(CopydeskError):
    """A feature needs an optional package that is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        """Name the `feature` wanted and the `extra` of this package that brings it."""
        super().__init__(f"{feature} needs an extra. Install it with: pip install 'copydesk[{extra}]'")


class WritingError(CopydeskError):
    """A file could not be written. What was there before is unchanged."""
