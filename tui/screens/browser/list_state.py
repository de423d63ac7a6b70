"""What is kept of a list while the desk is open, so that coming back leads to the same row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from labels.browsing.rows import ArticleRows, SentenceRows

Rows = TypeVar("Rows", ArticleRows, SentenceRows)


@dataclass(slots=True)
class Kept(Generic[Rows]):
    """A list as it was left: its query and order, its rows, the row under the cursor and its line of the window.

    `whole` says that the search had come to its end, `change` what had been said in the project by then.
    """

    query: str = ""
    sort: int = 0
    descending: bool = False
    rows: Rows | None = None
    row: int = 0
    line: int | None = None
    whole: bool = False
    change: int | None = None


@dataclass(slots=True)
class Browsed:
    """The lists of one sitting."""

    articles: Kept[ArticleRows] = field(default_factory=Kept)
    sentences: Kept[SentenceRows] = field(default_factory=Kept)
    flags: Kept[SentenceRows] = field(default_factory=lambda: Kept("is:flagged"))
