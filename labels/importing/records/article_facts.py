"""What the metadata of another tool's records tells about an article: its key, title, source, and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any

from labels.article import Article
from labels.importing.files.source import Source
from labels.importing.records.row_values import as_time

#: Where the article that a record belongs to is looked for, in this order.
ARTICLE_KEYS = ("article_id", "article", "document_id", "document", "doc_id", "source", "url")

#: The fields of an article, each with the other keys it goes by.
_FIELDS = {
    "title": ("title", "headline"),
    "source": ("source",),
    "url": ("url", "link"),
    "author": ("author", "byline"),
    "published": ("published", "published_at", "date"),
    "language": ("language", "lang"),
}
#: Written with every exported record, and known or worked out anew when it comes back.
_OURS = frozenset({"article_id", "split"})


def article_key(about: Mapping[str, Any]) -> str | None:
    """What names the article of a record: the first of ARTICLE_KEYS that holds a string or number."""
    for key in ARTICLE_KEYS:
        value = about.get(key)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value)
    return None


def common(abouts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What all records of an article agree on; the rest speaks of single sentences."""
    each = iter(abouts)
    agreed = dict(next(each, {}))
    for about in each:
        agreed = {key: value for key, value in agreed.items() if key in about and about[key] == value}
    return agreed


def article_from(text: str, about: Mapping[str, Any], source: Source, key: str | None) -> Article:
    """The article with this text. Without a title it goes by its `key`, or by the file's name if that is empty.

    `key` None is an article as it was exported: nothing is made up for what it lacks.
    """
    ours = key is None
    rest = {
        name: value for name, value in about.items() if value is not None and (ours or value != "") and _kept(value)
    }
    fields: dict[str, str] = {}
    for field, names in _FIELDS.items():
        for name in names:
            value = rest.get(name)
            if isinstance(value, str) and (field != "published" or ours or _is_time(value)):
                fields[field] = rest.pop(name)
                break
    if ours:
        rest = {name: value for name, value in rest.items() if name not in _OURS}
    else:
        fields.setdefault("source", source.name)
        if title := key or source.stem:
            fields.setdefault("title", title)
    return Article(text, **fields, meta={**source.meta, **rest})


def _is_time(value: str) -> bool:
    try:
        return as_time(value) is not None
    except ValueError:
        return False


def _kept(value: object) -> bool:
    return not isinstance(value, float) or isfinite(value)
