"""A text as a phrase for the full-text index."""

from __future__ import annotations

from labels.sqlite.unblanked import indexed


def fts_phrase(text: str) -> str:
    """`text` as a phrase of FTS5, in which nothing but the words counts."""
    return '"' + indexed(text.replace("\0", " ").replace('"', " ")) + '"'
