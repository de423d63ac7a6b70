"""What to highlight in the lines of a list, to show why they were found."""

from __future__ import annotations

from functools import lru_cache

from labels.browsing.articles import title_words
from labels.query import QueryError, parse_query
from labels.query.nodes import And
from labels.query.occurrences import Occurrences, Stretch, held


def found_in_sentence(query: str, text: str) -> list[Stretch]:
    """The stretches of a sentence's text that a query is about; none for a query that cannot be understood."""
    occurrences = _occurrences(query)
    return occurrences.within(text) if occurrences else []


def found_in_title(query: str, title: str) -> list[Stretch]:
    """The stretches of a title that hold the plain words of a query; other queries are not about titles."""
    words = _title_words(query)
    return held(title, words) if words else []


@lru_cache(maxsize=8)
def _occurrences(query: str) -> Occurrences | None:
    try:
        return Occurrences(parse_query(query))
    except QueryError:
        return None


@lru_cache(maxsize=8)
def _title_words(query: str) -> tuple[str, ...]:
    try:
        parsed = parse_query(query)
    except QueryError:
        return ()
    return () if parsed.root == And() else tuple(title_words(parsed) or ())
