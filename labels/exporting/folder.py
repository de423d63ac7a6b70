"""Writing a folder whole or not at all."""

from __future__ import annotations

import glob
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from labels.errors import WritingError
from labels.exporting.atomic import confirm, part_folder, part_prefix, permissions, settle, unwritten

_OLD = ".old"

#: AT_FDCWD and RENAME_EXCHANGE of Linux, rename(2).
_HERE, _EXCHANGE = -100, 2


@contextmanager
def replacing_folder(path: Path, holds: str) -> Iterator[Path]:
    """An empty folder to write into that takes the place of `path` when the block ends well.

    Until then an older folder at `path` stays as it is; if the block fails it stays for good. `holds` is a pattern
    for the names (with `/`) of the files such an export has: a folder with anything else in it is somebody's own and
    never replaced. Raises WritingError, naming the folder and the remedy.
    """
    try:
        target = path.resolve()
        put_back(target, holds)
        _check(path, target, holds)
        with part_folder(target) as part:
            yield part
            part.chmod(permissions(target, 0o777))
            for each in (*part.rglob("*"), part):
                settle(each)
            _swap(part, target)
    except OSError as error:
        raise unwritten(path, error) from error
    confirm(path, target)


def put_back(target: Path, holds: str) -> None:
    """Mend what a crash within `_swap` left: the older folder goes back to its name, or away if that is taken."""
    for old in target.parent.glob(f"{glob.escape(part_prefix(target))}????????{_OLD}"):
        if [each.name for each in old.iterdir()] != [target.name] or _foreign(old / target.name, holds):
            continue  # somebody's own, whatever it is called
        if not target.exists():
            os.replace(old / target.name, target)
        shutil.rmtree(old, ignore_errors=True)


def exchanged(one: Path, other: Path) -> bool:
    """Whether two folders have changed places in one step, as Linux can (renameat2 with RENAME_EXCHANGE)."""
    if sys.platform != "linux":
        return False
    import ctypes

    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:  # an older C library
        return False
    done: int = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return done == 0  # else the file system cannot, or whoever renames by other means is told why


def _check(path: Path, target: Path, holds: str) -> None:
    if not target.parent.is_dir():
        raise WritingError(f"{path}: cannot be written. Name a folder in one that exists.")
    if target.exists() and not target.is_dir():
        raise WritingError(f"{path}: is a file, and this format is a folder. Name another.")
    if name := _foreign(target, holds):
        raise WritingError(f"{path}: holds “{name}”, which no such export wrote. Name a new or empty folder.")


def _foreign(folder: Path, holds: str) -> str | None:
    """The first file in a folder that such an export does not have; None for none, or no folder."""
    for inside in sorted(folder.rglob("*")):
        name = inside.relative_to(folder).as_posix()
        if not inside.is_dir() and not re.fullmatch(holds, name):
            return name
    return None


def _swap(part: Path, target: Path) -> None:
    """Put `part` in the place of `target`, in one step where the system can; what was there is at `part` then.

    Where it cannot, the older folder is out of the way for two renames, and `put_back` mends a crash between them.
    """
    if not target.exists():
        part.rename(target)
        return
    if exchanged(part, target):
        return
    old = Path(tempfile.mkdtemp(dir=target.parent, prefix=part_prefix(target), suffix=_OLD))
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
