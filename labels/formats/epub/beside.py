"""Parts of a book that are not its text, by the names that the book gives them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

#: What it is in words, by the types of EPUB and of the guide of EPUB 2.
BESIDE: Mapping[str, str] = {
    "nav": "contents",
    "toc": "contents",
    "landmarks": "contents",
    "page-list": "contents",
    "cover": "cover",
    "titlepage": "title page",
    "title-page": "title page",
    "halftitlepage": "title page",
    "copyright-page": "imprint",
    "colophon": "imprint",
    "index": "index",
    "loi": "list of pictures",
    "lot": "list of tables",
}

#: A paragraph of this many words is running text. No cover or title page has this many such paragraphs.
_WORDS, _PARAGRAPHS = 25, 3
_SENTENCE, _SENTENCE_END = 4, re.compile(r"[.!?…。！？][\"'”’»“‘«)\]]*\Z")


def runs_on(paragraphs: Sequence[str], at_least: int = 1) -> bool:
    """Whether so many of the paragraphs are running text, as those of a title page or a list are not."""
    return sum(len(paragraph.split()) >= _WORDS for paragraph in paragraphs) >= at_least


def has_sentences(paragraphs: Sequence[str]) -> bool:
    """Whether one of the paragraphs is a sentence, with its mark."""
    return any(len(each.split()) >= _SENTENCE and _SENTENCE_END.search(each) for each in paragraphs)


def is_misnamed(kind: str, paragraphs: Sequence[str]) -> bool:
    """Whether a page that the guide of a book calls its cover or title page holds the text of the book as well."""
    return BESIDE.get(kind) in ("cover", "title page") and runs_on(paragraphs, _PARAGRAPHS)
