"""From the paths a person names to the files that are read: folders are searched, in an order that stays the same."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO
from zipfile import is_zipfile

from labels.errors import ReadingError
from labels.files.binary import seems_binary
from labels.files.fetching import Fetched, is_address
from labels.files.source import Source, why_unreadable
from labels.files.stored_names import FoldersAbove
from labels.formats.archive.files import folders_in_zip, is_archive_folder
from labels.formats.reader_registry import known_suffixes
from labels.importing.faults import ENDS_ALL, unexpected
from labels.importing.left_alone import LeftAlone
from labels.values.import_options import ImportOptions

STDIN = "-"
ARCHIVE = ".zip"

_DIGITS = re.compile(r"([0-9]+)")


def find_sources(
    paths: Sequence[Path | str],
    options: ImportOptions | None = None,
    *,
    stdin: BinaryIO | None = None,
    once: dict[str, Source] | None = None,
    left: LeftAlone | None = None,
) -> Iterator[Source]:
    """Every file that `paths` mean, in the order given; `-` is standard input, https://… a page. None is read yet.

    A file that is named is read whatever its name is. A name that is not a file may be a pattern (`news/*.jsonl`). In
    folders, those are read that have a known suffix, or none and hold text; hidden files and folders are passed over,
    links are followed, and no folder is entered twice. ZIP archives are folders here. Archives of whole projects are
    passed over: `labels.importing.archives` takes them in. A folder or archive that may not be opened comes as a source
    that cannot be read, so that the rest is still found. What can be read only once, such as a pipe, is kept in `once`,
    and found there by whoever asks again with the same dict. Files in folders that are not read are counted in `left`,
    those that are hidden excepted.

    Raises:
        ReadingError: a path does not exist, or a named folder holds nothing to read.
    """
    kept: dict[str, Source] = {} if once is None else once
    left = LeftAlone() if left is None else left
    for given in paths:
        if str(given) == STDIN:
            source = Source(None, options, stdin=stdin)
            yield from _unzipped(kept.setdefault(STDIN, source), left)
            continue
        if is_address(given):
            yield kept.setdefault(str(given), Fetched(str(given), options))
            continue
        for path in _meant(given):
            if os.path.isdir(path):  # unlike Path.is_dir, never raises
                found = _in_folder(path, options, left)
            else:
                source = Source(path, options)
                found = _unzipped(kept.setdefault(str(path), source) if source.once else source, left)
            above = FoldersAbove(Path(Source(path).name))
            for each in found:
                each.above = above.of(each.name)
                yield each


def _in_folder(folder: Path, options: ImportOptions | None, left: LeftAlone) -> Iterator[Source]:
    """The files to read in a folder. Raises ReadingError for none, where no archive of a project is in it either."""
    empty, left_here = True, LeftAlone()
    for path in _files_below(folder, left_here, options.passed_over if options else ()):
        empty = False
        if not is_archive_folder(path):
            yield from _unzipped(Source(path, options), left_here)
    if empty:
        raise _empty(Source(folder).name, "folder", left_here)
    left.add(left_here)


def files_meant(given: Path | str, passed_over: Collection[Path] = ()) -> Iterator[Path]:
    """The files that a path or pattern means, as `find_sources` finds them, and folders that are archives of projects.

    Of files in folders, not those that are `passed_over`.

    Raises ReadingError for none at all.
    """
    for path in _meant(given):
        if os.path.isdir(path):
            yield from _files_below(path, passed_over=passed_over)
        else:
            yield path


def _meant(given: Path | str) -> list[Path]:
    """The path that is given, or those that it is a pattern for. Raises ReadingError when there is none."""
    path = Path(given)
    try:
        path.stat()
    except OSError as error:
        import glob

        found = glob.glob(str(given), recursive=True) if glob.has_magic(str(given)) else []
        if not found:
            raise ReadingError(f"{Source(path).name}: {why_unreadable(error)}") from error
        return sorted(map(Path, found), key=lambda each: natural_order(each.as_posix()))
    return [path]


def _unzipped(source: Source, left: LeftAlone) -> Iterator[Source]:
    """The source, or the files in it where it is a ZIP archive."""
    if source.suffix in known_suffixes():
        yield source
        return
    from labels.files.zipped import is_archive, members

    try:
        if not is_archive(source):
            yield source
            return
        within = list(members(source))
        projects = tuple(folders_in_zip(member.path_inside for member in within))
        if projects and (source.path is None or not os.path.isfile(source.path) or not is_zipfile(source.path)):
            raise ReadingError(f"{source.name}: an archive of a whole project. Save it to a file, and import that.")
        empty, left_here = not projects, LeftAlone()
        for member in within:
            if member.path_inside.startswith(projects):
                continue
            if _is_wanted(member) and member.suffix != ARCHIVE:
                empty = False
                yield member
            else:
                left_here.note(member.suffix)
        if empty:
            raise _empty(source.name, "archive", left_here)
        left.add(left_here)
    except ReadingError as error:
        yield RefusedSource(source, error)
    except ENDS_ALL:
        raise
    except Exception as error:  # noqa: BLE001  # whatever is wrong with one archive, the other files go on
        why = unexpected(source.name, "it could not be looked into", error)
        yield RefusedSource(source, ReadingError(f"{source.name}: {why}"))


def _empty(name: str, what: str, left: LeftAlone) -> ReadingError:
    if not left.endings:
        return ReadingError(f"{name}: no articles in this {what}. Name another, or name files one by one.")
    ways = left.ways_in_words()
    remedy = f"Convert them first. {ways}." if ways else "Name files one by one."
    return ReadingError(
        f"{name}: no articles in this {what}: no file's ending is one that is read ({left.kinds_in_words()}). {remedy}"
    )


def natural_order(name: str) -> tuple[list[str | int], str]:
    """A sort key by which "part 9" comes before "part 10", and large letters beside small ones."""
    parts = _DIGITS.split(name)
    return [int(part) if at % 2 else part.casefold() for at, part in enumerate(parts)], name


def _files_below(root: Path, left: LeftAlone | None = None, passed_over: Collection[Path] = ()) -> Iterator[Path]:
    """The files of a folder and the folders in it, folders and files sorted together; archives of projects as such.

    Files that are not wanted are counted in `left`, except those that are `passed_over`.
    """
    unwanted = {path.resolve() for path in passed_over}
    names = {path.name for path in unwanted}
    entered: set[tuple[int, int]] = set()
    waiting = [root]
    while waiting:
        path = waiting.pop()
        if not os.path.isdir(path):
            if os.path.isfile(path) and not (path.name in names and path.resolve() in unwanted):
                if _is_wanted(source := Source(path)):
                    yield path
                elif left is not None:
                    left.note(source.suffix)
            continue
        if is_archive_folder(path):
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


def _is_wanted(source: Source) -> bool:
    """Whether a file in a folder is read: by its suffix, or without one, by its first bytes."""
    if source.suffix:
        return source.suffix == ARCHIVE or source.suffix in known_suffixes()
    try:
        return not seems_binary(source.head())
    except ReadingError:
        return True  # reading it says why


class RefusedSource(Source):
    """A file that is known to be unreadable: asking for its bytes says why."""

    def __init__(self, source: Source, error: ReadingError) -> None:
        """`error` is what reading `source` raises."""
        super().__init__(source.path, source.options)
        self._error = error

    def opened_raw(self) -> io.BufferedReader:
        raise self._error
