"""Stores what comes through a pipe, so that it can be read several times."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from typing import Any, BinaryIO, cast

#: Kept in memory up to this many bytes, beyond it in a temporary file without a name.
_IN_MEMORY = 1 << 25


def spooled(stream: BinaryIO) -> BinaryIO:
    """Everything that is left in `stream`, as a file that stands at its start. Raises OSError."""
    spool = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # closed by whoever asked for it
    try:
        shutil.copyfileobj(stream, spool, 1 << 20)
    except BaseException:
        spool.close()
        raise
    spool.seek(0)
    return cast(BinaryIO, spool)


def view(file: BinaryIO) -> io.BufferedReader:
    """`file` from its start, as a stream of its own; closing it leaves `file` open."""
    return io.BufferedReader(_View(file), 1 << 16)


class _View(io.RawIOBase):
    """Several of them can share one file: each knows where it is."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if whence == os.SEEK_CUR:
            offset, whence = self._at + offset, os.SEEK_SET
        self._at = self._file.seek(offset, whence)
        return self._at

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._at)
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)
