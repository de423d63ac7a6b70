"""An article: an immutable text with metadata, identified by its text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NewType

#: What identifies an article in every project: the first 20 digits of the SHA-256 of its text.
ArticleId = NewType("ArticleId", str)

#: The number of an article in one project file, in the order of import from 1. It may differ in another file.
ArticleNumber = NewType("ArticleNumber", int)

#: The fields of an article besides its text. Everything else that is known about it is in its `meta`.
FACTS = ("title", "source", "url", "author", "published", "language")


def article_id(text: str) -> ArticleId:
    """The id of the article with this text: 20 hexadecimal digits (80 bits) of its SHA-256.

    The same text gives the same id in every project, which is what lets projects be merged.
    Raises UnicodeEncodeError for text that holds lone surrogates; they are refused at import.
    """
    return id_of_hash(hashlib.sha256(text.encode("utf-8")).digest())


def id_of_hash(hash: bytes) -> ArticleId:
    """The id of the article whose text has this SHA-256."""
    return ArticleId(bytes(hash).hex()[:20])


@dataclass(frozen=True, slots=True)
class Article:
    """A text and what is known about it. Everything but `text` is metadata and may be missing.

    `published` is an ISO 8601 date or time as given, `language` a BCP 47 tag such as `en`.
    `meta` holds whatever else came with the article, JSON values only.
    """

    text: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> ArticleId:
        """The id derived from the text."""
        return article_id(self.text)
