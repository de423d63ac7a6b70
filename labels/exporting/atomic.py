"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from labels.errors import WritingError
from labels.sqlite.open_files import is_project


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
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.", suffix=".part")
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
        part.chmod(permissions(target, 0o666))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def unwritten(path: Path, error: OSError) -> WritingError:
    """What is told where writing breaks off, with the remedy."""
    is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    remedy = "Free some space and export again, or name a place on another disk." if is_full else "Check the disk."
    return WritingError(
        f"{path}: could not be written ({error.strerror or error}). What was there before is untouched. {remedy}"
    )


def settle(path: Path) -> None:
    """Have the disk keep what a file holds, or which names are in a folder, before anything else is done."""
    is_folder = path.is_dir()
    if is_folder and os.name == "nt":
        return  # a folder cannot be opened there, and its names need no asking
    handle = os.open(path, os.O_RDONLY if is_folder else os.O_RDWR)
    try:
        os.fsync(handle)
    except OSError as error:
        if not is_folder or error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise  # some network disks keep names by themselves and know no such request
    finally:
        os.close(handle)


def confirm(path: Path, target: Path) -> None:
    """Have the disk keep the name of a file or folder that has just taken its place. Raises WritingError."""
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
