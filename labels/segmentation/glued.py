"""Sentences that touch: `end.Next` with no blank between them, and footnote numbers after the stop."""

from __future__ import annotations

import re

from labels.segmentation.abbreviations import Abbreviations, words
from labels.segmentation.context import Start, bare, look_ahead, token_before
from labels.segmentation.fullstop import kind_of

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\Z")
_CAPITALISED = re.compile(r"[A-Z][a-z'’]{1,24}+|[AI](?=\s)")
_ADDRESS = re.compile(r"[/@\\=_<>|]|www\.")
_GOES_ON_INSIDE = re.compile(r"[/@\\=_(]|\.\S|:\S")
_DOMAINS = frozenset(["Com", "Org", "Net", "Edu", "Gov", "Info"])
_NOTE = re.compile(r"\d{1,3}(?:[,–-]\d{1,3}){0,4}(?=\s)")
_SPACED_NOTE = re.compile(r"\d{1,2}(?=\s)")


def touches_next(text: str, begin: int, stop: int, at: int, end: int, known: Abbreviations) -> bool:
    """Whether the mark at `stop` ends a sentence although the next one begins right at `at`."""
    after = look_ahead(text, at, end)
    if not after.word:
        return False
    token = token_before(text, begin, stop)
    word = bare(token)
    if _ADDRESS.search(token) or not _WORD.match(word) or len(word) < 2:
        return False
    if kind_of(text, begin, stop - len(token), word, known) is not None and text[stop] == ".":
        return False
    if text[stop + 1 : at].startswith(".") or text[stop] == "…":
        return after.word in words("starters")
    if after.start is Start.SMALL:
        following = text[after.at + len(after.word) : after.at + len(after.word) + 1]
        return word[-1].islower() and after.word in words("small-starters") and following == " "
    return word[-1].islower() and _is_new_sentence(text, after.at, end)


def _is_new_sentence(text: str, at: int, end: int) -> bool:
    match = _CAPITALISED.match(text, at, end)
    if match is None or match[0] in _DOMAINS:
        return False
    return not _GOES_ON_INSIDE.match(text, match.end(), end)


def footnote(text: str, begin: int, stop: int, at: int, end: int, known: Abbreviations) -> int:
    """The end of a footnote number that stands at `at`, right after the stop, or -1."""
    word = bare(token_before(text, begin, stop))
    if len(word) < 3 or not word[-1].islower() or not _WORD.match(word) or word in known.kinds:
        return -1
    match = _NOTE.match(text, at, end)
    return match.end() if match else -1


def spaced_footnote(text: str, at: int, end: int) -> int:
    """The end of a bare footnote number after stop and blank (`minority rights. 4 Even though`), or -1."""
    match = _SPACED_NOTE.match(text, at, end)
    return match.end() if match else -1
