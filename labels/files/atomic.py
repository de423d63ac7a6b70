"""Writing a file or a folder whole or not at all."""

from __future__ import annotations

import errno
import glob
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from labels.errors import WritingError
from labels.sqlite.open_files import is_project

#: How the names of files and folders end that are not complete.
PART = ".part"

#: How much is written at once, in bytes. With Python's own 8 KB an export takes a third longer.
_BUFFER = 1 << 18


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """A text file to write into (UTF-8, line feeds) that takes the place of `path` when the block ends well.

    Until then an older file at `path` stays as it is; if the block fails it stays for good. A link goes on
    pointing at the file that is replaced; a device or pipe is written to as it is. Raises WritingError,
    naming the file and the remedy.
    """
    try:
        target = path.resolve()
        if target.is_dir():
            raise WritingError(f"{path}: is a folder. Name a file in it, such as {path / 'data.jsonl'}")
        if is_project(target):
            raise WritingError(f"{path}: is a Copydesk project, which nothing replaces. Name another file.")
        if target.exists() and not target.is_file():
            with target.open("w", encoding="utf-8", newline="\n") as file:
                yield file
            return
        with _part_of(path, target) as file:
            yield file
    except OSError as error:
        raise unwritten(path, error) from error
    confirm(path, target)


@contextmanager
def _part_of(path: Path, target: Path) -> Iterator[TextIO]:
    """The file beside `target` that is written first."""
    remove_abandoned(target)
    try:
        handle, part = _begun(target)
    except OSError as error:
        raise WritingError(
            f"{path}: cannot be written ({error.strerror}). Name a file in a folder that exists."
        ) from error
    try:
        with os.fdopen(handle, "w", _BUFFER, encoding="utf-8", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(permissions(target, 0o666))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _begun(target: Path) -> tuple[int, Path]:
    """A new file beside `target`, open and locked as long as it is open."""
    while True:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=part_prefix(target), suffix=PART)
        _lock(handle)
        if os.fstat(handle).st_nlink:
            return handle, Path(name)
        os.close(handle)  # somebody else took it for abandoned before it was locked


@contextmanager
def part_folder(target: Path) -> Iterator[Path]:
    """A new folder beside `target` to write into first, which others leave alone; gone afterwards."""
    remove_abandoned(target)
    handle, part = _begun_folder(target)
    try:
        yield part
    finally:
        if handle is not None:
            os.close(handle)
        shutil.rmtree(part, ignore_errors=True)


def _begun_folder(target: Path) -> tuple[int | None, Path]:
    """A new folder beside `target`, open and locked, but where folders cannot be opened."""
    while True:
        part = Path(tempfile.mkdtemp(dir=target.parent, prefix=part_prefix(target), suffix=PART))
        if sys.platform == "win32":
            return None, part
        with suppress(FileNotFoundError):  # somebody else took it for abandoned before it was locked
            handle = os.open(part, os.O_RDONLY)
            _lock(handle)
            if os.fstat(handle).st_nlink:
                return handle, part
            os.close(handle)


def part_prefix(target: Path) -> str:
    """How the names of files and folders begin that are written first; `PART` is how they end."""
    return f".{target.name[:100]}."


def remove_abandoned(target: Path) -> None:
    """Remove what exports to `target` that were killed have left beside it; whoever still writes holds a lock."""
    if sys.platform == "win32":
        return  # a lock cannot be asked for there
    for part in target.parent.glob(f"{glob.escape(part_prefix(target))}????????{PART}"):
        with suppress(OSError):  # it belongs to somebody else, or was removed at this moment
            handle = os.open(part, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                if _is_free(handle):
                    shutil.rmtree(part) if part.is_dir() else part.unlink()
            finally:
                os.close(handle)


def _lock(handle: int) -> None:
    """Hold a lock as long as the file is open, where the disk knows locks."""
    if sys.platform != "win32":
        import fcntl

        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)


def _is_free(handle: int) -> bool:
    """Whether nobody holds the lock; it is held from then on. Raises OSError where the disk knows no locks."""
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def unwritten(path: Path, error: OSError) -> WritingError:
    """The message if writing fails, with the remedy."""
    is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    remedy = "Free some space and export again, or name a place on another disk." if is_full else "Check the disk."
    return WritingError(
        f"{path}: could not be written ({error.strerror or error}). What was there before is untouched. {remedy}"
    )


def settle(path: Path) -> None:
    """Make the disk store the contents of a file, or the names in a folder, before anything else is done."""
    is_folder = path.is_dir()
    if is_folder and os.name == "nt":
        return  # a folder cannot be opened on this system, and its names are stored without this
    handle = os.open(path, os.O_RDONLY if is_folder else os.O_RDWR)
    try:
        os.fsync(handle)
    except OSError as error:
        if not is_folder or error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise  # some network disks keep names by themselves and know no such request
    finally:
        os.close(handle)


def confirm(path: Path, target: Path) -> None:
    """Make the disk store the name of a file or folder that was just put into its place. Raises WritingError."""
    try:
        settle(target.parent)
    except OSError as error:
        raise WritingError(
            f"{path}: is written, but the disk does not confirm it ({error.strerror}). Check the disk, write it again."
        ) from error


def permissions(target: Path, usual: int) -> int:
    """Those of what is replaced; else the `usual` ones without those that are denied to all that is new."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)  # it can only be read by setting it
    os.umask(mask)
    return usual & ~mask


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
            continue  # it belongs to somebody, whatever its name is
        if not target.exists():
            os.replace(old / target.name, target)
        shutil.rmtree(old, ignore_errors=True)


def exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, as Linux can (renameat2 with RENAME_EXCHANGE); whether that was possible."""
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
