"""The lines of a source, streamed where its bytes are UTF-8, so that a large file is never held whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO

from labels.errors import ReadingError
from labels.importing.source import Source, why_unreadable

#: No record is longer than this; a longer line is a file of another kind.
LONGEST = 64 * 1024 * 1024

_MARK = b"\xef\xbb\xbf"


def text_lines(source: Source) -> Iterator[tuple[int, str]]:
    """Each line with its number, counted from 1, without its end. Raises ReadingError naming the line."""
    if _streams(source):
        yield from _streamed(source)
        return
    text, _ = source.text()
    for number, line in enumerate(text.split("\n"), 1):
        if line:
            yield number, line.removesuffix("\r")


def _streams(source: Source) -> bool:
    """Whether the file's own bytes can be read line by line as UTF-8."""
    if source.path is None or not os.path.isfile(source.path):
        return False
    if source.encoding is not None and source.encoding.lower().replace("_", "-") not in ("utf-8", "utf8"):
        return False
    head = source.head()
    if b"\0" in head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    try:
        with source.path.open("rb") as file:
            return file.read(len(head)) == head  # not where the source unpacks what lies in the file
    except OSError as error:
        raise ReadingError(f"{source.name}: {why_unreadable(error)}") from error


def _streamed(source: Source) -> Iterator[tuple[int, str]]:
    assert source.path is not None
    try:
        with source.path.open("rb") as file:
            for number, raw in enumerate(_raw_lines(file), 1):
                if len(raw) > LONGEST:
                    raise ReadingError(
                        f"{source.name}: line {number}: longer than {LONGEST >> 20} MB. Give one record a line."
                    )
                line = _decoded(source, number, raw)
                if line:
                    yield number, line
    except OSError as error:
        raise ReadingError(f"{source.name}: {why_unreadable(error)}") from error


def _raw_lines(file: BinaryIO) -> Iterator[bytes]:
    while raw := file.readline(LONGEST + 1):
        yield raw


def _decoded(source: Source, number: int, raw: bytes) -> str:
    if number == 1:
        raw = raw.removeprefix(_MARK)
    try:
        return raw.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise ReadingError(
            f"{source.name}: line {number}, byte {error.start + 1} of the line: not valid in UTF-8."
            " Mend the line, or name its encoding with --encoding."
        ) from error
