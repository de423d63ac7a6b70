"""What is stored of a list while the desk is open, so that it opens again at the same row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from labels.browsing.rows import ArticleRows, SentenceRows
from labels.browsing.selected_rows import SelectedRows

#: The lists there are.
ListName = Literal["articles", "sentences", "flags", "agreement"]

Rows = TypeVar("Rows", ArticleRows, SentenceRows)


@dataclass(slots=True)
class ListState(Generic[Rows]):
    """A list as it was left: its query and order, its rows, the row under the cursor and its line of the window.

    `whole` says that the search was finished, `change` is the newest event of the project at that time. `selected` are
    the rows that something is to be done with.
    """

    query: str = ""
    sort: int = 0
    descending: bool = False
    rows: Rows | None = None
    row: int = 0
    line: int | None = None
    whole: bool = False
    change: int | None = None
    selected: SelectedRows = field(default_factory=SelectedRows)

    @property
    def shown(self) -> Rows:
        """The rows of a list that is on screen."""
        assert self.rows is not None
        return self.rows


@dataclass(slots=True)
class ListStates:
    """The lists of one sitting."""

    articles: ListState[ArticleRows] = field(default_factory=ListState)
    sentences: ListState[SentenceRows] = field(default_factory=ListState)
    flags: ListState[SentenceRows] = field(default_factory=lambda: ListState("is:flagged"))
