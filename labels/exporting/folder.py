"""Writing a folder whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from labels.errors import WritingError


@contextmanager
def replacing_folder(path: Path, holds: str) -> Iterator[Path]:
    """An empty folder to write into that takes the place of `path` when the block ends well.

    Until then an older folder at `path` stays as it is; if the block fails it stays for good. `holds` is a pattern
    for the names (with `/`) of the files such an export has: a folder with anything else in it is somebody's own and
    never replaced. Raises WritingError, naming the folder and the remedy.
    """
    try:
        target = path.resolve()
        _check(path, target, holds)
        part = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name[:100]}.", suffix=".part"))
        try:
            yield part
            part.chmod(0o755)
            _swap(part, target)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise WritingError(
            f"{path}: could not be written ({error.strerror or error}). What was there before is untouched."
        ) from error


def _check(path: Path, target: Path, holds: str) -> None:
    if not target.parent.is_dir():
        raise WritingError(f"{path}: cannot be written. Name a folder in one that exists.")
    if target.exists() and not target.is_dir():
        raise WritingError(f"{path}: is a file, and this format is a folder. Name another.")
    for inside in sorted(target.rglob("*")) if target.exists() else ():
        name = inside.relative_to(target).as_posix()
        if not inside.is_dir() and not re.fullmatch(holds, name):
            raise WritingError(f"{path}: holds “{name}”, which no such export wrote. Name a new or empty folder.")


def _swap(part: Path, target: Path) -> None:
    """Put `part` in the place of `target`. The older folder is out of the way for two renames only."""
    if not target.exists():
        part.rename(target)
        return
    old = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name[:100]}.", suffix=".old"))
    try:
        os.replace(target, old / target.name)
        try:
            part.rename(target)
        except OSError:
            os.replace(old / target.name, target)
            raise
    finally:
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)
