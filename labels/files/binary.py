"""Recognising files that are not text, and naming what they seem to be."""

from __future__ import annotations

from typing import NamedTuple

SAMPLE_BYTES = 65_536

MOST_CONTROLS = 0.3
"""Share of control characters above which even valid UTF-8 is no text."""

MOST_CONTROLS_LEGACY = 0.05
"""The same where nothing else says that the bytes are text; random bytes hold about 0.1."""

_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"  # ESC begins ISO-2022 and terminal sequences

_CONVERT = "Save it as plain text or Markdown first."
_UNPACK = "Unpack it first and name what is inside."
_LEAVE_OUT = "Leave it out."

#: For what is read under another name.
_NAME = "Give it the ending .{0}, or name it with --format {0}."


class _Kind(NamedTuple):
    start: bytes
    what: str
    remedy: str


# The facts are those of the formats' specifications; each start is long or odd enough that no article begins so.
_KINDS = (
    _Kind(b"%PDF-", "a PDF", "Save or extract it as plain text first, for instance with pdftotext."),
    _Kind(b"{\\rtf", "an RTF document", _CONVERT),
    _Kind(b"%!PS-Adobe", "a PostScript document", _CONVERT),
    _Kind(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", _CONVERT),
    _Kind(b"\x1f\x8b\x08", "a gzip archive", _UNPACK),
    _Kind(b"BZh9", "a bzip2 archive", _UNPACK),
    _Kind(b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    _Kind(b"\x28\xb5\x2f\xfd", "a Zstandard archive", _UNPACK),
    _Kind(b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    _Kind(b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    _Kind(b"\x89PNG\r\n\x1a\n", "a PNG picture", _LEAVE_OUT),
    _Kind(b"\xff\xd8\xff", "a JPEG picture", _LEAVE_OUT),
    _Kind(b"GIF87a", "a GIF picture", _LEAVE_OUT),
    _Kind(b"GIF89a", "a GIF picture", _LEAVE_OUT),
    _Kind(b"II*\x00", "a TIFF picture", _LEAVE_OUT),
    _Kind(b"MM\x00*", "a TIFF picture", _LEAVE_OUT),
    _Kind(b"OggS\x00", "an Ogg recording", _LEAVE_OUT),
    _Kind(b"ID3\x03", "an MP3 recording", _LEAVE_OUT),
    _Kind(b"ID3\x04", "an MP3 recording", _LEAVE_OUT),
    _Kind(b"fLaC\x00", "a FLAC recording", _LEAVE_OUT),
    _Kind(b"\x1aE\xdf\xa3", "a Matroska or WebM film", _LEAVE_OUT),
    _Kind(b"\x7fELF", "a program", _LEAVE_OUT),
    _Kind(b"MZ\x90\x00", "a program", _LEAVE_OUT),
    _Kind(b"\xcf\xfa\xed\xfe", "a program", _LEAVE_OUT),
    _Kind(b"\xca\xfe\xba\xbe", "a program", _LEAVE_OUT),
    _Kind(b"SQLite format 3\x00", "an SQLite file", "Open a Copydesk project with copydesk open, or merge it."),
    _Kind(b"PAR1\x15", "a Parquet file", _NAME.format("parquet")),
    _Kind(b"wOF2", "a font", _LEAVE_OUT),
)

ZIP_HEAD_BYTES = 8192

# Documents that are ZIP archives: here `start` is a name that the first entries hold.
_ZIPPED = (
    _Kind(b"word/", "a Word document (DOCX)", _NAME.format("docx")),
    _Kind(b"xl/", "an Excel workbook (XLSX)", _CONVERT),
    _Kind(b"ppt/", "a PowerPoint file (PPTX)", _CONVERT),
    _Kind(b"application/vnd.oasis.opendocument", "an OpenDocument file (ODT)", _CONVERT),
    _Kind(b"application/epub+zip", "an EPUB book", _NAME.format("epub")),
    _Kind(b"[Content_Types].xml", "an Office document", _CONVERT),
)


def known_binary(data: bytes) -> str | None:
    """What `data` seems to be and the remedy, when it begins like a format that is no text; else None."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        head = data[:ZIP_HEAD_BYTES]
        own = data[30:38] == b"mimetype"  # otherwise such a document may be in the archive, unpacked
        fit = (kind for kind in _ZIPPED if kind.start in head and (own or b"application/" not in kind.start))
        kind = next(fit, None) or _Kind(b"", "a ZIP archive", _UNPACK)
        return _sentence(kind)
    for kind in _KINDS:
        if data.startswith(kind.start):
            return _sentence(kind)
    if data[257:262] == b"ustar":
        return _sentence(_Kind(b"", "a tar archive", _UNPACK))
    if data[4:8] == b"ftyp":
        return _sentence(_Kind(b"", "a film or recording", _LEAVE_OUT))
    if data.startswith(b"RIFF") and data[8:12] in (b"WAVE", b"WEBP", b"AVI "):
        return _sentence(_Kind(b"", "a recording, film or picture", _LEAVE_OUT))
    return None


def control_share(data: bytes) -> float:
    """The share of bytes at the start of `data` that are control characters no text needs."""
    sample = data[:SAMPLE_BYTES]
    return 1 - len(sample.translate(None, _CONTROLS)) / len(sample) if sample else 0.0


def seems_binary(head: bytes) -> bool:
    """A quick answer from the first bytes, for files whose name says nothing."""
    return known_binary(head) is not None or control_share(head) > MOST_CONTROLS_LEGACY


def _sentence(kind: _Kind) -> str:
    return f"seems to be {kind.what}. {kind.remedy}"
