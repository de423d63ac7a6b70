"""Markdown: one file is one article; its text is the words without the markup, paragraphs apart by blank lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from labels.article import Article
from labels.errors import ReadingError
from labels.files.source import Source
from labels.formats.front_matter import split_front_matter
from labels.formats.markdown.text import MarkdownText
from labels.formats.plain_text import headline
from labels.formats.reader import ImportedArticle

_LOOKS_MARKED = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:#{1,6}[ \t]+\S|---[ \t]*\r?\n[^\s:]+:[ \t])")

# Which keys of the front matter say what an article knows of itself; the first one present counts.
_FIELDS = {
    "title": ("title",),
    "author": ("author", "authors"),
    "published": ("published", "date"),
    "url": ("url",),
    "source": ("source",),
    "language": ("language", "lang"),
}


class MarkdownReader:
    """Reads CommonMark with tables and front matter."""

    name = "markdown"
    suffixes = (".md", ".markdown")
    articles_only = True

    def recognises(self, head: bytes) -> bool:
        """Whether a text without a telling name begins with a `#` heading or front matter."""
        return _LOOKS_MARKED.match(head) is not None

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """The one article. Raises ReadingError when the bytes are no text, or hold markup only."""
        marked, encoding = source.text()
        metadata, body = split_front_matter(marked)
        del marked  # a large file need not be held twice while it is parsed
        rendered = MarkdownText()
        text = rendered.render(body)
        if not text or text.isspace():
            raise ReadingError(f"{source.name}: empty, there are no words beside the markup. Leave it out.")
        yield ImportedArticle(source.name, _article(text, rendered.heading, metadata, source), encoding, layout="blank")


def _article(text: str, heading: str | None, metadata: dict[str, Any], source: Source) -> Article:
    """Metadata from the front matter first; what has no field of its own goes into meta, as does the file's name
    when the front matter names another source.
    """
    rest: dict[str, Any] = dict(metadata)
    fields: dict[str, str] = {}
    for name, keys in _FIELDS.items():
        key = next((key for key in rest if key.lower() in keys), None)
        if key is not None and (value := _one_line(rest.pop(key))):
            fields[name] = value
    if "source" in fields:
        rest["file"] = source.name
    fields.setdefault("source", source.name)
    title = fields.pop("title", None) or heading or headline(text) or source.stem
    return Article(text, title=title, meta={**rest, **source.meta}, **fields)


def _one_line(value: Any) -> str:
    """All texts in a value, set apart by commas."""
    return " ".join(", ".join(_texts(value)).split())


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    inside = value.values() if isinstance(value, dict) else value
    return [text for each in inside for text in _texts(each)]
