"""Which encoding a long stream of text is in, found without holding it: what was asked for, a mark, UTF-8, a guess."""

from __future__ import annotations

import codecs

from labels.importing.files.decoding import decode
from labels.importing.files.source import Source

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
    return "utf-8-sig" if odd is None else decode(odd, source.name)[1]


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
