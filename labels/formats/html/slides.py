"""Captions that are text: those of a slide show that is the article, and blocks that are only called captions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from labels.formats.html.missed_text import MissedText
from labels.formats.html.running_text import sentences, size

_PICTURES = ("figure", "img", "picture", "video", "svg", "amp-img")
_LEAST_SLIDES = 3
#: A caption with so many sentences and signs and no picture is none.
_LEAST_SENTENCES = 3
_LEAST_SIZE = 150


def are_pictured(missed: MissedText, together: Sequence[int]) -> bool:
    """Whether some pieces are the captions of a slide show: there are as many pictures as paragraphs."""
    if len(together) < _LEAST_SLIDES or not missed.traits(together[0]).slide:
        return False
    return sum(1 for _ in missed.traits(together[0]).group.iter("img")) >= len(together)


def captions_chosen(missed: MissedText, captions: Sequence[int], text: set[int]) -> set[int]:
    """The captions that are text: all of a slide show that is the article, or those that are none but by name."""
    if _are_article(missed, captions, text):
        return set(captions)
    counts = Counter(missed.traits(n).caption for n in captions)
    return {
        n
        for n in captions
        if (caption := missed.traits(n).caption) is not None and (counts[caption] > 1 or _is_text(missed, n, caption))
    }


def _are_article(missed: MissedText, captions: Sequence[int], text: set[int]) -> bool:
    """Whether captions are more than the other text; than half of it if they have several sentences each."""
    texts = {missed.pieces[n].text for n in captions}
    if len(texts) < _LEAST_SLIDES:
        return False
    others = sum(len(missed.pieces[n].text) for n in text)
    others += sum(len(piece.text) for piece in missed.pieces if piece.at is not None)
    are_long = sum(map(sentences, texts)) >= 2 * len(texts)
    return (2 if are_long else 1) * sum(map(len, texts)) >= others


def _is_text(missed: MissedText, n: int, caption: Any) -> bool:
    text = missed.pieces[n].text
    if sentences(text) < _LEAST_SENTENCES or size(text) < _LEAST_SIZE:
        return False
    up = caption.getparent()
    holder = caption if up is None or up in missed.holders else up
    near = [each for each in (holder, caption.getprevious(), caption.getnext()) if each is not None]
    return not any(next(each.iter(*_PICTURES), None) is not None for each in near)
