"""A sentence: a span of an article's text, in Unicode code points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Cut(NamedTuple):
    """The span of one sentence in a text: `text[start:end]`, in paragraph number `paragraph` (from 0)."""

    start: int
    end: int
    paragraph: int


def sentence_id(article: str, start: int, end: int) -> str:
    """The public id of a sentence: its article's id and its span, so that it can be read and rebuilt."""
    return f"{article}:{start}-{end}"


def first_misfit(cuts: Iterable[Cut], length: int) -> Cut | None:
    """The first sentence that is empty, reaches into the one before it, or leaves a text of so many code points."""
    reached = 0
    for cut in cuts:
        if not reached <= cut.start < cut.end <= length:
            return cut
        reached = cut.end
    return None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of one article: `text` is the article's text from `start` to `end`, in code points.

    `paragraph` and `position` count from 0 within the article.
    """

    article: str
    start: int
    end: int
    paragraph: int
    position: int
    text: str

    @property
    def id(self) -> str:
        """The public id."""
        return sentence_id(self.article, self.start, self.end)
