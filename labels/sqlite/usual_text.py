"""Which texts are given to the full-text index unchanged: nearly all texts in European scripts."""

from __future__ import annotations

import re

#: The bytes of UTF-8 in Latin, Greek, Cyrillic and punctuation; and those of marks for mathematics, which have one of
#: them. Looking for other bytes is ten times as fast as looking at each character.
_USUAL = bytes([*range(0xCC), *range(0xCE, 0xD2), *range(0xD3, 0xD6), 0xE2])
_MATHEMATICS = b"\xe2\x83"
_ODD = "[\u0300-\u036f\u0483-\u0489\u0590-\u1dff\u20d0-\u20f0\u2e80-\U0010ffff]"


def is_usual(text: str) -> bool:
    """Whether `text` is given to the index unchanged."""
    if text.isascii():
        return True
    data = text.encode("utf-8", "surrogatepass")
    may_be_odd = data.translate(None, _USUAL) or _MATHEMATICS in data
    return not may_be_odd or re.search(_ODD, text) is None  # compiled when it is needed
