"""One file or stream to read articles from: its bytes, its text, and a name that can be shown and stored."""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
import sys
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from labels.errors import ReadingError
from labels.files.compressed import SUFFIXES as PACKED
from labels.files.compressed import is_bounded, is_compressed, unpacked
from labels.files.decoding import decode
from labels.files.spool import spooled, view
from labels.sqlite.open_files import is_held
from labels.values.import_options import ImportOptions

HEAD_BYTES = 65_536

_PIECE = 1 << 20

#: What is read whole has no more bytes than this, unpacked; and where it is a text, than that.
MOST_UNPACKED, MOST_TEXT = 1 << 30, 1 << 28

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

#: Advice that makes no sense for rows that are skipped.
_OR_SKIP = ", or skip such rows with --skip-bad-rows"


@lru_cache(64)
def _own_name(name: str) -> str:
    """The name of a file without folders; it is asked for a dozen times while a folder is looked through."""
    return Path(name).name


@lru_cache(64)
def _suffix_of(name: str) -> str:
    """The suffix of a file's name, likewise."""
    return PurePosixPath(_inner(name)).suffix.lower()


class Source:
    """A file, or standard input when `path` is None. Nothing is opened before it is asked for.

    Compressed files are read as what is in them. `bad_rows` and `remarks` fill up while a reader reads.
    """

    name: str
    """The path as given, with `/` between folders, or "stdin": one line, no lone surrogates."""

    def __init__(
        self,
        path: Path | None,
        options: ImportOptions | None = None,
        *,
        stdin: BinaryIO | None = None,
    ) -> None:
        """`options` say how it is read; `stdin` stands in for the process's own."""
        self.path = path
        self.options = options or ImportOptions()
        self.unit = "line"
        self.reached: int | str = 0  # the line or record that was read last, where a file is read by these
        self.bad_rows: list[str] = []
        self.remarks: list[str] = []
        #: The beginning of `name` that is not kept with articles.
        self.above = ""
        self.name = "stdin" if path is None else one_line(os.fsencode(path.as_posix()).decode("utf-8", "replace"))
        self._stdin = stdin

    @property
    def encoding(self) -> str | None:
        """The encoding that was named for it."""
        return self.options.encoding_of(self.name)

    @property
    def kept_name(self) -> str:
        """The name as it is kept with articles: see `labels.files.stored_names`."""
        return self.name.removeprefix(self.above)

    @property
    def own_name(self) -> str | None:
        """The file's name without folders; None for standard input."""
        return None if self.path is None else _own_name(self.name)

    @property
    def stem(self) -> str | None:
        """The file's name without folders and suffix; None for standard input."""
        return None if self.own_name is None else PurePosixPath(_inner(self.own_name)).stem

    @property
    def suffix(self) -> str:
        """The ending of the file's name in small letters with its dot, without one that says how it is packed."""
        own_name = self.own_name
        return "" if own_name is None else _suffix_of(own_name)

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the folders it lies in, and its own; empty for standard input."""
        return () if self.path is None else self.path.absolute().parts

    def beside(self, name: str) -> Source | None:
        """The file of a name, which may begin with `../`, seen from this one's folder; None where there is none."""
        if self.path is None or not os.path.isfile(path := self.path.parent / name):
            return None
        return Source(path, replace(self.options, encoding=None, encodings=()))

    @property
    def meta(self) -> dict[str, Any]:
        """Metadata every article from here carries: the exact path (bytes escaped) where `name` could not keep it."""
        if self.path is None or self.name == self.path.as_posix():
            return {}
        exact = os.fsencode(self.path.as_posix()).decode("utf-8", "backslashreplace")
        return {"exact_path": _CONTROLS.sub(lambda found: f"\\x{ord(found[0]):02x}", exact)}

    @cached_property
    def data(self) -> bytes:
        """All bytes. Raises ReadingError when they cannot be read, or are too many to be held."""
        return self._whole(MOST_UNPACKED)

    def open(self) -> io.BufferedReader:
        """The bytes as a stream, from the start, at every call anew; close it. Raises ReadingError."""
        raw = self.opened_raw()
        try:
            head = raw.peek(4)
            return unpacked(raw, head, self.name) if is_compressed(head) else raw
        except OSError as error:
            raise ReadingError(f"{self.name}: {why_unreadable(error)}") from error

    def seekable(self) -> BinaryIO:
        """The bytes as a stream in which one can go back and forth. Raises ReadingError."""
        stream = self.open()
        if not is_bounded(stream):
            return stream
        with stream:
            return spooled(stream)

    def size(self) -> int:
        """How many bytes there are, before anything is unpacked. Raises ReadingError."""
        if self._is_file:
            assert self.path is not None
            return self.path.stat().st_size
        with self.opened_raw() as raw:
            return raw.seek(0, os.SEEK_END)

    def head(self) -> bytes:
        """The first `HEAD_BYTES` bytes, without reading a large file whole. Raises ReadingError."""
        try:
            with self.open() as file:
                return file.read(HEAD_BYTES)
        except OSError as error:
            raise ReadingError(f"{self.name}: {why_unreadable(error)}") from error

    def text(self) -> tuple[str, str]:
        """The decoded text and the name of its encoding. Raises ReadingError, see `decode`, and for one too long."""
        return decode(self._whole(MOST_TEXT), self.name, self.encoding, self.options.language, self.remark)

    @cached_property
    def sha256(self) -> bytes:
        """The SHA-256 of the bytes, 32 bytes; they are read through a piece at a time. Raises ReadingError."""
        digest = hashlib.sha256()
        try:
            with self.open() as file:
                while piece := file.read(_PIECE):
                    digest.update(piece)
        except OSError as error:
            raise ReadingError(f"{self.name}: {why_unreadable(error)}") from error
        return digest.digest()

    @property
    def once(self) -> bool:
        """Whether the bytes come only once, as those of a pipe; they are kept then, as long as this source is."""
        return not self._is_file

    def opened_raw(self) -> io.BufferedReader:
        """The bytes as they are in the file. Raises ReadingError."""
        try:
            if self._is_file:
                assert self.path is not None
                if is_held(self.path):  # closing it would release our locks
                    raise ReadingError(f"{self.name}: is the project that is open, not an article. Leave it out.")
                return self.path.open("rb")
            return view(self._spool)
        except (OSError, MemoryError) as error:
            raise ReadingError(f"{self.name}: {why_unreadable(error)}") from error

    def bad_row(self, place: str | int, reason: str) -> None:
        """Say that a row cannot be read, and why; `place` is its line (or other `unit`), or words such as "table 2".

        Raises ReadingError, so that the file is refused whole; or notes it, where bad rows are to be skipped.
        """
        words = f"{self.unit} {place}: {reason}" if isinstance(place, int) else f"{place}: {reason}"
        if not self.options.skip_bad_rows:
            raise ReadingError(f"{self.name}: {words}")
        self.bad_rows.append(words.replace(_OR_SKIP, ""))

    @contextmanager
    def looking_ahead(self) -> Iterator[None]:
        """Bad rows that are found in this block are forgotten, because they are found again when the rows are read."""
        noted = len(self.bad_rows)
        yield
        del self.bad_rows[noted:]

    def remark(self, words: str) -> None:
        """Add a remark that does not stop the import."""
        if words not in self.remarks:
            self.remarks.append(words)

    def _whole(self, most: int) -> bytes:
        """All bytes, if they are no more than `most`."""
        try:
            with self.open() as file:
                size = 0 if is_bounded(file) else self.size()
                data = b"" if size > most else file.read(most + 1)
        except (OSError, MemoryError) as error:
            raise ReadingError(f"{self.name}: {why_unreadable(error)}") from error
        if max(size, len(data)) > most:
            raise ReadingError(f"{self.name}: over {most >> 20:,} MB in one piece. Cut it into smaller files.")
        return data

    @property
    def _is_file(self) -> bool:
        return self.path is not None and os.path.isfile(self.path)

    @cached_property
    def _spool(self) -> BinaryIO:
        if self.path is None:
            spool = spooled(self._stdin or sys.stdin.buffer)
        else:
            self._refuse_what_never_ends(self.path)
            with self.path.open("rb") as pipe:
                spool = spooled(pipe)
        weakref.finalize(self, spool.close)
        return spool

    def _refuse_what_never_ends(self, path: Path) -> None:
        """A device such as /dev/zero can be read for ever; files and pipes end."""
        mode = path.stat().st_mode
        if stat.S_ISCHR(mode) or stat.S_ISBLK(mode) or stat.S_ISSOCK(mode):
            raise ReadingError(f"{self.name}: a device, not a file. Name a file or folder, or pipe into `-`.")


def one_line(name: str) -> str:
    """`name` without control characters and lone surrogates."""
    return _UNSHOWN.sub("\ufffd", name)


def _inner(name: str) -> str:
    """A file's name without the ending that says how it is packed."""
    stem, dot, ending = name.rpartition(".")
    return stem if stem and dot + ending.lower() in PACKED else name


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
