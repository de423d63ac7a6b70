"""The boundaries of characters that consist of several code points: vowel signs, joined emoji, flags.

A stretch of text with a style of its own must not end inside such a character. The two parts would have another width
than the whole, and cells of the line would stay unpainted.
"""

from __future__ import annotations

import re

from rich.cells import split_graphemes

_FLAG_LETTER = re.compile("[\U0001f1e6-\U0001f1ff]")

#: Texts in which every code point is a character of its own.
_PLAIN = re.compile("[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20ac]*")


def whole_characters(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch `text[start:end]`, made longer until no character is cut; takes time linear in `text`."""
    if start >= end or _PLAIN.fullmatch(text):
        return start, end
    first, last = start, end
    for begin, stop in _characters(text):
        if begin < start < stop:
            first = begin
        if begin < end < stop:
            last = stop
        if stop >= end:
            break
    return first, last


def _characters(text: str) -> list[tuple[int, int]]:
    """Where each character begins and ends; two letters of a flag are one."""
    found: list[tuple[int, int]] = []
    for start, end, _ in split_graphemes(text)[0]:
        second = found and _is_flag_letter(text, start) and _is_flag_letter(text, found[-1][0])
        if second and found[-1][1] == start and found[-1][1] - found[-1][0] == 1:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def _is_flag_letter(text: str, at: int) -> bool:
    return _FLAG_LETTER.match(text, at) is not None
