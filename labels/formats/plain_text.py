"""Plain text: one file is one article, and its text is kept as it came."""

from __future__ import annotations

import re
from collections.abc import Iterator

from labels.article import Article
from labels.files.source import Source
from labels.formats.reader import ImportedArticle


class PlainTextReader:
    """Reads any text. The headline stays in the text: texts never change, and offsets count in them."""

    name = "text"
    suffixes = (".txt", ".text")
    articles_only = True

    def recognises(self, head: bytes) -> bool:
        """Everything may be plain text; what is not is refused when it is decoded."""
        return True

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """The one article. Raises ReadingError when the bytes are no text."""
        text, encoding = source.text()
        title = headline(text) or source.stem
        article = Article(text, title=title, source=source.name, meta=source.meta)
        yield ImportedArticle(source.name, article, encoding)


MAX_HEADLINE = 140
"""Longest headline, in code points; news headlines rarely pass 110."""

_SENTENCE_END = re.compile(r"[.!?:;,…。！？：；，؟।]['\"’”»)\]]*$")
_LINE_END = re.compile(r"\r\n|\r|\n|\u2028|\u2029")
_NOT_BLANK = re.compile(r"\S")


def headline(text: str) -> str | None:
    """The first line of `text`, its blanks made single, if it reads as a headline; else None.

    A headline holds a letter, has at most `MAX_HEADLINE` code points, does not end like a sentence or clause, and is
    set apart from a text that follows: by a blank line, or by being at most half as long as the next line.
    """
    line, rest = _next_line(text, 0)
    if not line or len(line) > MAX_HEADLINE or _SENTENCE_END.search(line) or not any(map(str.isalpha, line)):
        return None
    following, _ = _next_line(text, rest)
    if not following:
        return None
    end = _LINE_END.match(text, rest)
    apart = end is not None and _is_blank_line(text, end.end())
    return " ".join(line.split()) if apart or 2 * len(line) <= len(following) else None


def _next_line(text: str, at: int) -> tuple[str, int]:
    """The first line from `at` that is not blank, stripped, and where its line end lies; "" at the end."""
    found = _NOT_BLANK.search(text, at)
    if found is None:
        return "", len(text)
    end = _LINE_END.search(text, found.start())
    stop = end.start() if end else len(text)
    return text[found.start() : stop].strip(), stop


def _is_blank_line(text: str, at: int) -> bool:
    found = _NOT_BLANK.search(text, at)
    return found is not None and _LINE_END.search(text, at, found.start()) is not None
