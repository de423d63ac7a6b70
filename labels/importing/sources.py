"""From the paths a person names to the files that are read: folders are searched, in an order that stays the same."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from labels.errors import ReadingError
from labels.importing.binary import seems_binary
from labels.importing.formats import known_suffixes
from labels.importing.source import Source, why_unreadable

STDIN = "-"

_DIGITS = re.compile(r"([0-9]+)")


def find_sources(
    paths: Sequence[Path | str], *, encoding: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Source]:
    """Every file that `paths` mean, in the order given; `-` is standard input. Files are not opened yet.

    A file that is named is read whatever it is called. In folders, those are read that have a known suffix, or none
    and hold text; hidden files and folders are passed over, links are followed, and no folder is entered twice.
    A folder that may not be opened comes as a source that cannot be read, so that the rest is still found.

    Raises:
        ReadingError: a path does not exist, or a named folder holds nothing to read.
    """
    for given in paths:
        path = Path(given)
        if str(given) == STDIN:
            yield Source(None, encoding=encoding, stdin=stdin)
            continue
        source = Source(path, encoding=encoding)
        try:
            path.stat()
        except OSError as error:
            raise ReadingError(f"{source.name}: {why_unreadable(error)}") from error
        if not os.path.isdir(path):  # unlike Path.is_dir, never raises
            yield source
            continue
        empty = True
        for found in _files_below(path):
            empty = False
            yield Source(found, encoding=encoding)
        if empty:
            kinds = " ".join(known_suffixes())
            raise ReadingError(f"{source.name}: no articles in this folder ({kinds}). Name other files one by one.")


def natural_order(name: str) -> tuple[list[str | int], str]:
    """A sort key by which "part 9" comes before "part 10", and large letters beside small ones."""
    parts = _DIGITS.split(name)
    return [int(part) if at % 2 else part.casefold() for at, part in enumerate(parts)], name


def _files_below(root: Path) -> Iterator[Path]:
    """The files of a folder and the folders in it, folders and files sorted together."""
    entered: set[tuple[int, int]] = set()
    waiting = [root]
    while waiting:
        path = waiting.pop()
        if not os.path.isdir(path):
            if _is_wanted(path):
                yield path
            continue
        try:
            status = path.stat()
            if (status.st_dev, status.st_ino) in entered:  # a link back, or a second link to the same folder
                continue
            entered.add((status.st_dev, status.st_ino))
            inside = [entry for entry in path.iterdir() if not entry.name.startswith(".")]
        except OSError:
            yield path  # reading it says why
            continue
        waiting.extend(sorted(inside, key=lambda entry: natural_order(entry.name), reverse=True))


def _is_wanted(path: Path) -> bool:
    """Whether a file in a folder is read: by its suffix, or without one, by its first bytes."""
    if not os.path.isfile(path):
        return False
    if path.suffix:
        return path.suffix.lower() in known_suffixes()
    try:
        return not seems_binary(Source(path).head())
    except ReadingError:
        return True  # reading it says why
