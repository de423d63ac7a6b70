"""The text of a page in the encoding that it, or the server, says; guessed where what is said cannot be right."""

from __future__ import annotations

import codecs
import re

from labels.files.decoding import decode
from labels.files.source import Source

#: A declaration stands among the first 1,024 bytes, says the HTML standard; some pages need more.
_HEAD = 4096
_DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_PROLOG = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
#: Signs that no page may hold, as such or by number; browsers show nothing for them, and lxml would stop there. They
#: are looked for apart, since a search for a set of signs, and one for a beginning, are faster than one for either.
_NO_SIGNS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_NO_NUMBERS = re.compile("&#(?:0*(?:[0-8]|1[4-9]|2\\d|3[01]|127)|[xX]0*(?:[0-8]|0?[eE]|0?[fF]|1[0-9a-fA-F]|7[fF]));")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")

#: What browsers take these names to mean (Encoding standard of the WHATWG), since pages mean it too.
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}


def html_text(source: Source) -> tuple[str, str]:
    """The text and the name of its encoding. Raises ReadingError, see `decode`."""
    data = source.data
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if source.encoding is None and not marked and (data.isascii() or _in(data, "utf-8") is None):
        for name in (getattr(source, "sent_encoding", None), _declared(data)):
            text = _in(data, name) if name else None
            if text is not None and text.strip():
                return _cleaned(text), _codec(name or "") or ""
    text, encoding = decode(data, source.name, source.encoding, source.options.language, source.remark)
    return _cleaned(text), encoding


def _cleaned(text: str) -> str:
    """The page without the declaration, which speaks of its bytes, and without signs that no page may hold."""
    return _NO_SIGNS.sub("", _NO_NUMBERS.sub("", _XML_DECLARATION.sub("", text)))


def _declared(data: bytes) -> str | None:
    head = data[:_HEAD]
    found = _PROLOG.search(head) or _DECLARED.search(head)
    return found[1].decode("ascii") if found else None


def _codec(name: str) -> str | None:
    try:
        known = codecs.lookup(name).name
        "a".encode(known)  # some codecs are no encodings
    except (LookupError, ValueError):
        return None
    return _MEANT.get(known, known)


def _in(data: bytes, name: str) -> str | None:
    """The text in an encoding that is said to be its; None where it is not."""
    codec = _codec(name)
    if codec is None or codec.startswith("utf-16"):  # what could be read up to the declaration is not UTF-16
        return None
    try:
        text = data.decode(codec)
    except (UnicodeError, ValueError):
        return None
    return None if "\0" in text else text
