"""What can be kept faithfully: every text but one with lone surrogates, for which UTF-8 has no bytes."""

from __future__ import annotations

import re

from labels.article import Article
from labels.store.rows import as_json

_SURROGATE = re.compile("[\ud800-\udfff]")


def fault_in(text: str) -> str | None:
    """Why `text` cannot be stored, naming the character by its place counted from 1; None if it can."""
    found = None if text.isascii() else _SURROGATE.search(text)
    if found is None:
        return None
    return f"character {found.start() + 1:,} is half a character (lone surrogate U+{ord(found[0]):04X})"


def fault_in_article(article: Article) -> str | None:
    """Why `article` cannot be stored, naming the field and the remedy; None if it can."""
    fields = {
        "text": article.text,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "author": article.author,
        "date of publication": article.published,
        "language": article.language,
    }
    for name, value in fields.items():
        fault = fault_in(value) if value else None
        if fault:
            return f"its {name} cannot be stored: {fault}. Replace it, or decode the source anew."
    if fault_in(as_json(dict(article.meta))):
        return "its metadata cannot be stored: it holds half a character (a lone surrogate). Replace or drop it."
    return None
