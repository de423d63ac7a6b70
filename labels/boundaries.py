"""Where a sentence may be split."""

from __future__ import annotations

import re

Span = tuple[int, int]

_WORD = re.compile(r"\S+")

#: How likely a sentence ends before a word, by what stands before it; the first that fits counts.
_LIKELY = (
    re.compile(r"[.!?…。！？؟।][\"'’”»)\]\d]*$|\n\s*$"),
    re.compile(r"[\"”»]$"),
    re.compile(r"[;:–—]$"),
    re.compile(r"[,)]$"),
)


def split_points(text: str) -> list[int]:
    """The offsets into a sentence at which its second half may begin (the starts of its words), in order."""
    return [found.start() for found in _WORD.finditer(text) if found.start() > 0]


def likely_points(text: str) -> list[int]:
    """The same offsets, the likeliest ends of a sentence before them first, then from left to right."""

    def rank(point: int) -> tuple[int, int]:
        before = text[max(0, point - 8) : point]
        kind = next((n for n, sign in enumerate(_LIKELY) if sign.search(before.rstrip(" \t"))), len(_LIKELY))
        return kind, point

    return sorted(split_points(text), key=rank)


def halves(text: str, span: Span, at: int) -> tuple[Span, Span]:
    """The two spans into which `span` of `text` falls when its second half begins at `at`; all in code points.

    Raises ValueError if either half would be blank.
    """
    start, end = span
    first, second = text[start:at].rstrip(), text[at:end].lstrip()
    if not start < at < end or not first or not second:
        raise ValueError(f"a sentence at {start}-{end} cannot be split at {at}")
    return (start, start + len(first)), (end - len(second), end)
