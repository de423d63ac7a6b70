"""What can be kept faithfully: every text but one with lone surrogates, for which UTF-8 has no bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from labels.article import Article
from labels.journal.payload import canonical

_SURROGATE = re.compile("[\ud800-\udfff]")


def fault_in(text: str) -> str | None:
    """Why `text` cannot be stored, naming the character by its place counted from 1; None if it can."""
    found = None if text.isascii() else _SURROGATE.search(text)
    if found is None:
        return None
    return f"character {found.start() + 1:,} is half a character (lone surrogate U+{ord(found[0]):04X})"


def fault_in_values(value: Any) -> str | None:
    """Why a JSON value cannot be stored, wherever in it the fault lies; None if it can."""
    if isinstance(value, str):
        return None if value.isascii() else fault_in(value)
    if isinstance(value, Mapping):
        for key, each in value.items():
            if fault := fault_in_values(key) or fault_in_values(each):
                return fault
    elif isinstance(value, list | tuple):
        for each in value:
            if fault := fault_in_values(each):
                return fault
    return None


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
    try:
        meta = canonical(dict(article.meta))
    except ValueError:
        return "its metadata cannot be stored: it holds a number that JSON has not (NaN or infinity). Replace it."
    if fault_in(meta):
        return "its metadata cannot be stored: it holds half a character (a lone surrogate). Replace or drop it."
    return None
