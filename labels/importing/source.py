"""One file or stream to read articles from: its bytes, its text, and a name that can be shown and stored."""

from __future__ import annotations

import os
import re
import stat
import sys
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

from labels.errors import ReadingError
from labels.importing.decoding import decode

HEAD_BYTES = 4096

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Source:
    """A file, or standard input when `path` is None. Nothing is opened before it is asked for."""

    def __init__(self, path: Path | None, *, encoding: str | None = None, stdin: BinaryIO | None = None) -> None:
        """`encoding` overrules the guess; `stdin` stands in for the process's own."""
        self.path = path
        self.encoding = encoding
        self._stdin = stdin

    @cached_property
    def name(self) -> str:
        """The path as given, with `/` between folders, or "stdin": one line, no lone surrogates."""
        if self.path is None:
            return "stdin"
        return _CONTROLS.sub("\ufffd", os.fsencode(self.path.as_posix()).decode("utf-8", "replace"))

    @property
    def stem(self) -> str | None:
        """The file's name without folders and suffix; None for standard input."""
        return None if self.path is None else Path(self.name).stem

    @property
    def meta(self) -> dict[str, Any]:
        """Metadata every article from here carries: the exact path (bytes escaped) where `name` could not keep it."""
        if self.path is None or self.name == self.path.as_posix():
            return {}
        exact = os.fsencode(self.path.as_posix()).decode("utf-8", "backslashreplace")
        return {"exact_path": _CONTROLS.sub(lambda found: f"\\x{ord(found[0]):02x}", exact)}

    @cached_property
    def data(self) -> bytes:
        """All bytes. Raises ReadingError when they cannot be read."""
        try:
            if self.path is None:
                return (self._stdin or sys.stdin.buffer).read()
            self._refuse_what_never_ends(self.path)
            return self.path.read_bytes()
        except (OSError, MemoryError) as error:
            raise ReadingError(f"{self.name}: {why_unreadable(error)}") from error

    def head(self) -> bytes:
        """The first `HEAD_BYTES` bytes, without reading a large file whole. Raises ReadingError."""
        if self.path is None or not os.path.isfile(self.path):  # a pipe can be read only once
            return self.data[:HEAD_BYTES]
        try:
            with self.path.open("rb") as file:
                return file.read(HEAD_BYTES)
        except OSError as error:
            raise ReadingError(f"{self.name}: {why_unreadable(error)}") from error

    def text(self) -> tuple[str, str]:
        """The decoded text and the name of its encoding. Raises ReadingError, see `decode`."""
        return decode(self.data, self.name, self.encoding)

    def _refuse_what_never_ends(self, path: Path) -> None:
        """A device such as /dev/zero can be read for ever; files and pipes end."""
        mode = path.stat().st_mode
        if stat.S_ISCHR(mode) or stat.S_ISBLK(mode) or stat.S_ISSOCK(mode):
            raise ReadingError(f"{self.name}: a device, not a file. Name a file or folder, or pipe into `-`.")


def why_unreadable(error: OSError | MemoryError) -> str:
    """One line that says why a file or folder could not be opened, and what to do."""
    match error:
        case FileNotFoundError():
            return "no such file or folder. Check the spelling and the current folder."
        case PermissionError():
            return "may not be opened. Change its permissions or leave it out."
        case MemoryError():
            return "too large for this machine's memory. Cut it into smaller files."
    return f"cannot be read ({error.strerror or error}). Check the disk or leave it out."
