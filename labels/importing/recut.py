"""The segmentation of an article in another project, as far as the imported sentences show it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from labels.sentence import Cut

Span = tuple[int, int]


def recut(text: str, cuts: Sequence[Cut], spans: Iterable[Span]) -> tuple[Cut, ...]:
    """The sentences `cuts` of `text`, where `spans` replace those that they overlap, with the remaining parts of these.

    If spans overlap each other, the sentences are not changed.
    """
    other = sorted(set(spans) - {(cut.start, cut.end) for cut in cuts})
    if not other or any(after[0] < before[1] for before, after in pairwise(other)):
        return tuple(cuts)
    places = [*other, *(place for cut in cuts for place in _left_of(text, (cut.start, cut.end), other))]
    starts = [cut.start for cut in cuts]
    return tuple(
        Cut(start, end, cuts[max(0, bisect_right(starts, start) - 1)].paragraph) for start, end in sorted(places)
    )


def _left_of(text: str, sentence: Span, taken: Sequence[Span]) -> Iterator[Span]:
    """The parts of a sentence that none of the spans takes, without blanks at their ends."""
    start, end = sentence
    for first, last in taken:
        if first < end and start < last:
            yield from _stripped(text, start, first)
            start = max(start, last)
    yield from _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    part = text[start:end] if start < end else ""
    if inside := part.strip():
        begin = start + part.index(inside)
        yield begin, begin + len(inside)
