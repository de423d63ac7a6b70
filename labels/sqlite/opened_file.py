"""Whether the path of an open project still names the file that was opened.

A cloud service that synchronises a folder renames, replaces and deletes files while programs have them open. SQLite
continues to write into the file that it opened, which may now have another name or none.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from labels.errors import MisplacedError


class FileIdentity(NamedTuple):
    """What identifies a file under any name: device and inode."""

    device: int
    inode: int


def identity_of(path: Path) -> FileIdentity | None:
    """The identity of the file that a path names; None if there is none."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return FileIdentity(status.st_dev, status.st_ino)


class OpenedFile:
    """A project file as it was when it was opened. Only its name is looked up: opening it would drop SQLite's locks."""

    def __init__(self, path: Path) -> None:
        """Note the file that `path` names now, and the log beside it."""
        self._path = path.absolute()
        self._shown = path
        #: Where the file is if the path is a link; the log is beside it.
        self._place = path.resolve()
        self._log = Path(f"{self._place}-wal")
        self._log_identity = identity_of(self._log)
        self.identity = identity_of(self._path)
        self._size = os.stat(self._path).st_size

    def check(self) -> None:
        """Raise MisplacedError unless the path still names the file, and the file has not become shorter."""
        try:
            status = os.stat(self._path)
        except OSError as error:
            raise MisplacedError(
                f"{self._shown}: the project file is not here any more (renamed, moved or deleted). Nothing more is"
                f" accepted. The last decisions are in {self._log.name}: give the project its name back, or rename that"
                " file like the project, and open it again."
            ) from error
        if (status.st_dev, status.st_ino) != self.identity:
            raise self.replaced()
        if status.st_size < self._size:
            raise self._shorter()
        self._size = status.st_size

    def replaced(self) -> MisplacedError:
        """The error that another file has the name now.

        The log is put aside, because otherwise it would be read as the log of that file.
        """
        is_in_place = self._path != self._place and identity_of(self._place) == self.identity  # a link leads elsewhere
        aside = None if is_in_place else self._put_log_aside()
        if is_in_place:
            where = f"They are in {self._place}, to which {self._path.name} was a link: open that."
        elif aside is None:
            where = "They had all been moved into the file that was here before."
        else:
            project = aside.name.removesuffix("-wal")
            where = (
                f"They are in {aside.name}: put the file that was here before beside it as {project}, and open that."
            )
        return MisplacedError(
            f"{self._shown}: another file has taken the place of the project that was open. Nothing more is accepted."
            f" The last decisions are not lost. {where}"
        )

    def _shorter(self) -> MisplacedError:
        """The error that the file was cut. The log is put aside: SQLite would write it into the file and remove it."""
        aside = self._put_log_aside()
        begins = f"{self._shown}: another program has made the project file shorter. Nothing more is accepted."
        if aside is None:
            return MisplacedError(f"{begins} Its log is gone too: put the project from a backup in its place.")
        project = aside.name.removesuffix("-wal")
        return MisplacedError(
            f"{begins} The last decisions are in {aside.name}: put the project from a backup beside it as {project},"
            " and open that."
        )

    def _put_log_aside(self) -> Path | None:
        """Give the log a name that belongs to no project. Its new path; None if there is no log any more."""
        if self._log_identity is None:
            return None
        for number in range(1, 100):
            project = f"{self._place}.old{'' if number == 1 else number}"
            aside = Path(f"{project}-wal")
            if identity_of(aside) == self._log_identity:  # another program removed it first
                return aside
            if aside.exists():
                continue
            if identity_of(self._log) != self._log_identity:
                return None
            os.rename(self._log, aside)
            with suppress(OSError):  # the index of the log, which SQLite makes again
                os.rename(f"{self._place}-shm", f"{project}-shm")
            return aside
        return None
