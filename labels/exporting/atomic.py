"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from labels.errors import WritingError


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """A text file to write into (UTF-8, line feeds) that takes the place of `path` when the block ends well.

    Until then an older file at `path` stays as it is; if the block fails it stays for good. Raises
    WritingError, naming the file and the remedy.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise WritingError(
            f"{path}: cannot be written ({error.strerror}). Name a file in a folder that exists."
        ) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        part.replace(path)
    except OSError as error:
        raise WritingError(
            f"{path}: could not be written ({error.strerror}). What was there before is untouched."
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    """The permissions that new files are denied; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
