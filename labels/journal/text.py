"""What can be stored unchanged: every text except one with lone surrogates, for which UTF-8 has no bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from labels.article import Article
from labels.errors import UsageError
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
    try:
        written = canonical(value)  # quicker than to walk through the value
    except ValueError:
        return "it holds a number that JSON has not (NaN or infinity)"
    if written.isascii() or not _SURROGATE.search(written):
        return None
    return next(filter(None, map(fault_in, _texts_in(value))), None)


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from (*_texts_in(key), *_texts_in(each))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts_in(each)


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


def check_name(name: str) -> None:
    """Raise UsageError for what cannot be the name of an annotator."""
    if not name.strip() or fault_in(name):
        raise UsageError(f"{name!r} is no name for an annotator. Give another one with --annotator.")
