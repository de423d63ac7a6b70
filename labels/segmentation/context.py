"""The text right before and right after a place where a sentence might end. Only a bounded part of it is read."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

# Marks without width belong to the word they touch.
UNSEEN = "\u200b-\u200f\u2060\ufeff"

# A smiley or emoji after the full stop belongs to the sentence before it.
FACES = (
    r"(?: [ \u00a0]{0,2}+ (?: [:;=][-'^]?[)(DPp|\]]{1,9} (?=\s|\Z|[.!])"
    r"| [\U0001f300-\U0001faff\u2600-\u27bf\u2b50\ufe0f\u200d\U0001f1e6-\U0001f1ff]++ ) )*+"
)
OPENING = f"\"'“‘„«(\\[{{¿¡*_#{UNSEEN}"

DASHES = ("-", "–", "—")

_NEXT = re.compile(rf"([{OPENING}]{{0,6}}+)([^\W\d_]{{1,24}}+(?:['’][^\W\d_]{{1,10}}+)?+)?+")
_BEFORE = 40
_WRAPPING = "\"'“‘„«([{*_—–-\u200b\ufeff"


class Start(IntEnum):
    """How what follows begins."""

    CAPITAL = 1
    """A capital letter, or a letter of a script that has no capitals."""
    SMALL = 2
    DIGIT = 3
    OTHER = 4


class Next(NamedTuple):
    """What follows a blank: opening marks, the first word (empty if there is none) and where it stands."""

    opening: str
    word: str
    start: Start
    at: int


def look_ahead(text: str, at: int, end: int) -> Next:
    """What begins at `at`."""
    match = _NEXT.match(text, at, end)
    if match is None:  # every part is optional, so this never happens
        return Next("", "", Start.OTHER, at)
    opening, word = match[1], match[2] or ""
    at += len(opening)
    if word:
        return Next(opening, word, Start.SMALL if word[0].islower() else Start.CAPITAL, at)
    digit = at < end and text[at].isdigit()
    return Next(opening, "", Start.DIGIT if digit else Start.OTHER, at)


def small_after_dash(text: str, after: Next, end: int) -> bool:
    """Whether a dash and a small letter follow, as in `“Why?” — she asked`."""
    if after.start is not Start.OTHER or text[after.at : after.at + 1] not in DASHES:
        return False
    return look_ahead(text, after.at + 2, end).start is Start.SMALL


def token_before(text: str, begin: int, at: int) -> str:
    """The run of non-blanks that ends at `at`, at most 40 code points of it; empty after a blank."""
    chunk = text[max(begin, at - _BEFORE) : at]
    if not chunk or chunk[-1].isspace():
        return ""
    return chunk.rsplit(None, 1)[-1]


def bare(token: str) -> str:
    """A token without the marks that open it."""
    return token.lstrip(_WRAPPING)
