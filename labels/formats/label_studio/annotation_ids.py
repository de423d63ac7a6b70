"""Ids of annotations, for tools that record an imported one under a number and the user who imports it."""

from __future__ import annotations

import hashlib


def annotation_id(article: object, start: int, annotator: str | None) -> int:
    """The number for what an annotator said of the sentence that begins at `start` of an article: always the same."""
    name = f"{article} {start} {annotator}"
    return int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:4], "big") >> 1 or 1
