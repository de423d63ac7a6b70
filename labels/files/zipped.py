"""ZIP archives: their members read one by one where they are. Nothing is ever written to a disk."""

from __future__ import annotations

import io
import posixpath
import weakref
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from labels.errors import ReadingError
from labels.files.binary import known_binary
from labels.files.compressed import GROWTH_COUNTS_FROM, MOST_GROWTH, bounded
from labels.files.source import Source, one_line

#: More than this is not read out of one archive, in bytes.
MOST = 64_000_000_000

_STARTS = (b"PK\x03\x04", b"PK\x05\x06")


class ZipMember(Source):
    """One file in a ZIP archive. Its name is shown after that of the archive, whatever path it claims."""

    def __init__(self, archive: Source, zip: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        """`info` is the member's entry in `zip`, which is the content of `archive`."""
        super().__init__(None, archive.options)
        self.name = f"{archive.name}/{one_line(info.filename)}"
        self._archive = archive
        self._zip = zip
        self._info = info

    @property
    def path_inside(self) -> str:
        """Its name in the archive, folders and all, as it stands there."""
        return self._info.filename

    @property
    def own_name(self) -> str:
        return PurePosixPath(one_line(self._info.filename)).name

    @property
    def once(self) -> bool:
        return False

    @property
    def parts(self) -> tuple[str, ...]:
        return PurePosixPath(self._info.filename).parts

    def beside(self, name: str) -> Source | None:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self._info.filename), name))
        try:
            return ZipMember(self._archive, self._zip, self._zip.getinfo(path))
        except KeyError:
            return None

    def opened_raw(self) -> io.BufferedReader:
        if self._info.flag_bits & 1:
            raise ReadingError(f"{self.name}: locked with a password. Unpack the archive first.")
        try:
            stream = self._zip.open(self._info)
        except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
            raise ReadingError(
                f"{self.name}: cannot be unpacked ({error}). Fetch or pack the archive again."
            ) from error
        return bounded(stream, self.name)


def is_archive(source: Source) -> bool:
    """Whether a file is a ZIP archive of files, and not a document that is packed in one. Raises ReadingError."""
    head = source.head()
    return head.startswith(_STARTS) and "a ZIP archive" in (known_binary(head) or "")


def members(archive: Source) -> Iterator[ZipMember]:
    """The files in an archive, in its own order. Raises ReadingError for one that is damaged or a trap."""
    try:
        packed, file = archive.size(), archive.seekable()
        try:
            zip = zipfile.ZipFile(file)
        except BaseException:
            file.close()
            raise
        weakref.finalize(zip, file.close)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadingError(f"{archive.name}: cut off or damaged archive ({error}). Fetch or pack it again.") from error
    entries = [info for info in zip.infolist() if not info.is_dir() and not _is_hidden(info.filename)]
    total = sum(info.file_size for info in entries)
    if total > MOST or (total > GROWTH_COUNTS_FROM and total > MOST_GROWTH * max(1, packed)):
        zip.close()
        raise ReadingError(
            f"{archive.name}: would unpack to {total / 1e9:,.1f} GB from {packed / 1e6:,.1f} MB,"
            " which ordinary files never do. If you trust it, unpack it first."
        )
    for info in entries:
        yield ZipMember(archive, zip, info)


def _is_hidden(name: str) -> bool:
    """Whether a member, or a folder it lies in, is hidden or was put there by a Mac."""
    parts = PurePosixPath(name).parts
    return any(part == "__MACOSX" or (part.startswith(".") and part != "..") for part in parts)
