"""The lines and the encoding of a long source, found without holding it whole."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from labels.errors import ReadingError
from labels.files.decoding import decode
from labels.files.source import Source

#: No record is longer than this, in bytes; a longer line is a file of another kind.
LONGEST = 64 * 1024 * 1024

_MARK = b"\xef\xbb\xbf"


def text_lines(source: Source) -> Iterator[tuple[int, str]]:
    """Each line that is not blank with its number, counted from 1, without its end. Raises ReadingError."""
    for number, line in enumerate(_streamed(source) if _streams(source) else source.text()[0].split("\n"), 1):
        source.reached = number
        if line and not line.isspace():
            yield number, line.rstrip("\r\n")
    source.reached = 0


def _streams(source: Source) -> bool:
    """Whether the bytes can be read line by line as UTF-8."""
    if source.encoding is not None and source.encoding.lower().replace("_", "-") not in ("utf-8", "utf8"):
        return False
    head = source.head()
    return b"\0" not in head and not head.startswith((b"\xff\xfe", b"\xfe\xff"))


def _streamed(source: Source) -> Iterator[str]:
    """Every line. One that is not UTF-8 is a bad row of the source, and comes empty."""
    with source.open() as file:
        number = 0
        while raw := file.readline(LONGEST + 1):
            number += 1
            if len(raw) > LONGEST:
                raise ReadingError(
                    f"{source.name}: line {number}: longer than {LONGEST >> 20} MB. Give one record a line."
                )
            try:
                yield (raw.removeprefix(_MARK) if number == 1 else raw).decode("utf-8")
            except UnicodeDecodeError as error:
                source.bad_row(
                    number,
                    f"byte {error.start + 1} of it is not valid in UTF-8."
                    " Correct the line, or name its encoding with --encoding.",
                )
                yield ""


_CHUNK, _AROUND = 1 << 20, 1 << 19


def stream_encoding(source: Source) -> str:
    """The name of the encoding, one that passes over a byte order mark. Raises ReadingError for what is no text."""
    if source.encoding is not None:
        return codecs.lookup(source.encoding).name.replace("utf-8", "utf-8-sig")
    head = source.head()
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in head or not head:
        return decode(_whole_signs(head), source.name)[1]
    odd = _around_what_is_odd(source)
    if odd is None:
        return "utf-8-sig"
    return decode(odd, source.name, None, source.options.language, source.remark)[1]


def _whole_signs(head: bytes) -> bytes:
    """The first bytes of a file without a sign that they cut in two, in whichever encoding."""
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(head).encode()
    except UnicodeDecodeError:
        return head[: len(head) & ~3]


def _around_what_is_odd(source: Source) -> bytes | None:
    """The bytes around the first that are not UTF-8; None if all are."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    before = b""
    with source.open() as file:
        while chunk := file.read(_CHUNK):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                at = len(before) + max(0, error.start)
                return (before + chunk)[max(0, at - _AROUND) : at + _AROUND]
            before = chunk[-_AROUND:]
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return before
    return None
