"""What running text is: whole sentences in paragraphs, not labels, credits or links."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…।։؟۔။។][\"'”’»«“‹›)\]]*(?=\s|\Z)|[。！？][”’」』）]*")
_WHOLE = re.compile(r"(?:[.!?…。！？।։؟۔။។:]|[.!?…,][\"'”’»«“‹›)\]]+|[。！？][”’」』）]*)\W*\Z")
_WIDE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
#: A shorter paragraph may be a label. Letters of scripts without blanks count for three.
_SHORTEST = 40
_WIDE_COUNTS = 3
#: What is neither a letter nor a digit.
_SIGNS = re.compile(r"[\W_]+")
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())


def folded(text: str) -> str:
    """The letters and digits of a text in small letters, by which it is known again whatever its markup."""
    if text.isascii():  # in most pages nearly all are: ten times as fast
        return text.lower().encode("ascii").translate(None, _ASCII_SIGNS).decode("ascii")
    return _SIGNS.sub("", text.casefold())


def is_running(text: str) -> bool:
    """Whether a paragraph is long enough for a sentence and ends as sentences do."""
    return "\t" not in text and size(text) >= _SHORTEST and _WHOLE.search(text) is not None


def sentences(text: str) -> int:
    """About how many sentences a text has: the marks that end one."""
    return len(_END.findall(text))


def size(text: str) -> int:
    """The number of signs, those of scripts without blanks counted as many as they stand for."""
    return len(text) + (_WIDE_COUNTS - 1) * len(_WIDE.findall(text))
