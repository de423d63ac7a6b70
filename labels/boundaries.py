"""Where a sentence may be split, and what becomes of marks when sentences are split and joined."""

from __future__ import annotations

import re
from dataclasses import replace

from labels.mark import UNTOUCHED, Mark

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
    start, stop = span
    first, second = text[start:at].rstrip(), text[at:stop].lstrip()
    if not start < at < stop or not first or not second:
        raise ValueError(f"a sentence at {start}-{stop} cannot be split at {at}")
    return (start, start + len(first)), (stop - len(second), stop)


def carried(mark: Mark) -> Mark:
    """A mark as either half inherits it: the same decision, not timed, to be confirmed."""
    return replace(mark, seconds=None, carried=True) if mark.decided else mark


def joined(left: Mark, right: Mark) -> Mark:
    """What two marks agree on; flags and notes of both are kept, so that no word is lost."""
    beside = replace(
        UNTOUCHED,
        flagged=left.flagged or right.flagged,
        flag_reason=_both(left.flag_reason, right.flag_reason),
        note=_both(left.note, right.note),
    )
    if left.status != right.status or not left.decided:
        return beside
    common = tuple(sorted(set(left.labels) & set(right.labels)))
    if left.status == "labelled" and not common:
        return beside
    latest = max(left, right, key=lambda mark: mark.event or "")
    return replace(
        beside,
        status=left.status,
        labels=common,
        decided_at=latest.decided_at,
        scheme_version=latest.scheme_version,
        event=latest.event,
        carried=True,
    )


def _both(left: str, right: str) -> str:
    return "\n".join(dict.fromkeys(part for part in (left, right) if part))
