"""A place: where an annotator is in an article."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """An article (its number), the start of the sentence under the cursor, and the first character in view; the last
    two in code points.
    """

    article: int
    cursor: int
    top: int
