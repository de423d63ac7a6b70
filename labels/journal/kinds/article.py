"""An article arrives, with what is known about its text. Of several such events the earliest counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from labels.article import FACTS, Article
from labels.journal.kinds.kind import Kind, Payload

if TYPE_CHECKING:
    from labels.codebook import Codebook


class ArticleKind(Kind):
    """The facts of an article; the event's `at` is the time of import."""

    name = "article"
    about = "article"

    def problem(self, payload: Payload) -> str | None:
        if not all(isinstance(payload.get(name), str | None) for name in FACTS):
            return "one of its facts is no text"
        return None if isinstance(payload.get("meta", {}), dict) else "its metadata are no object"

    def in_words(self, payload: Payload, codebook: Codebook) -> str:
        return "added the article"


def article_payload(article: Article, language: str | None) -> dict[str, Any]:
    """What an article event says: the facts that are known, the language given or guessed, and the metadata."""
    facts = {name: getattr(article, name) for name in FACTS} | {"language": article.language or language}
    known: dict[str, Any] = {name: value for name, value in facts.items() if value is not None}
    return known | ({"meta": dict(article.meta)} if article.meta else {})
