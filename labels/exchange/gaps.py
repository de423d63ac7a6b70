"""The text of an article from its sentences alone: what must have lain between them, if blanks or line breaks did."""

from __future__ import annotations

from collections.abc import Sequence

from labels.article import article_id
from labels.sentence import Cut

#: What may lie between sentences of a paragraph, between paragraphs, before the first and after the last.
_FILLINGS = ((" ", "\n"), (" ", "\r\n"), ("\n", "\n"), ("\u00a0", "\n"))
_STARTS = ("\n", " ", "\r\n")
_ENDS = ("", "\n", "\r\n", "\n\n")


def text_around(wanted: str, cuts: Sequence[Cut], sentences: Sequence[str]) -> str:
    """A text with every sentence at its place: that of the article `wanted`, if any filling of the gaps gives it."""
    texts = [_filled(cuts, sentences, blank, line_break) for blank, line_break in _FILLINGS]
    before = cuts[0].start
    for text in dict.fromkeys(texts):
        for start in dict.fromkeys((fill * before)[:before] for fill in _STARTS):
            for end in _ENDS:
                if article_id(start + text + end) == wanted:
                    return start + text + end
    return "\n" * before + texts[0]


def _filled(cuts: Sequence[Cut], sentences: Sequence[str], blank: str, line_break: str) -> str:
    """The text from the first sentence to the last, with these signs in the gaps."""
    parts: list[str] = []
    before = cuts[0]
    for cut, text in zip(cuts, sentences, strict=True):
        gap = max(0, cut.start - before.end)
        filler = blank if cut.paragraph == before.paragraph else line_break
        parts += ((filler * gap)[:gap], text)
        before = cut
    return "".join(parts)
