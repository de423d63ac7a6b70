"""Writing a new file whole or not at all, where nothing that is there is ever replaced."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from labels.errors import CopydeskError, ProjectError, UsageError, WritingError
from labels.files.atomic import confirm, part_folder, permissions, settle, unwritten


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A path to write a file at, which gets the name `path` when the block ends well.

    If the block fails there is no such file. Raises UsageError where `path` is there already or its folder is not
    there, WritingError where the disk fails.
    """
    check_is_new(path)
    target = path.absolute()
    try:
        with part_folder(target) as folder:
            part = folder / "new"
            try:
                yield part
            except ProjectError as error:
                raise _named(error, part, path) from error
            part.chmod(permissions(target, 0o666))
            settle(part)
            put_new(part, path)
    except OSError as error:
        raise unwritten(path, error) from error
    confirm(path, target)


def _named(error: ProjectError, part: Path, path: Path) -> CopydeskError:
    """What is wrong with the file that is being written, by the name that it was to get; other errors stay."""
    said = str(error)
    return WritingError(f"{path}: {said.removeprefix(f'{part}: ')}") if said.startswith(f"{part}: ") else error


def check_is_new(path: Path) -> None:
    """Raise UsageError where `path` is there already, or its folder is not."""
    if os.path.lexists(path):
        raise UsageError(f"{path}: is there already. Name a new file.")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"{path}: its folder does not exist. Make the folder first.")


def put_new(part: Path, target: Path) -> None:
    """Give a complete file its name, unless a file has got that name meanwhile. Raises UsageError, OSError."""
    try:
        os.link(part, target)
    except FileExistsError as error:
        raise UsageError(f"{target}: is there already. Name a new file.") from error
    except OSError:  # a disk without hard links
        if os.path.lexists(target):
            raise UsageError(f"{target}: is there already. Name a new file.") from None
        os.rename(part, target)
