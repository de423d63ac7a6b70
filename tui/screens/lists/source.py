"""The source of the rows of a list, and what is shown of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from textual.widget import Widget

from labels.browsing.lists import Lists
from labels.desk import Step
from tui.screens.list_state import ListName
from tui.widgets.listed_line import Lines, ListedLine


class Rows(Lines, Protocol):
    """The rows that a search found so far."""

    def __getitem__(self, row: int) -> Any:
        """What a row holds: the number of an article, or where a sentence is."""

    def extend(self, found: Any, /) -> None:
        """Add what was found next."""

    def row_of(self, item: Any, /) -> int | None:
        """The row that holds this, if there is one."""


@dataclass(frozen=True, slots=True)
class Request:
    """One search: its number in this sitting, and what it looks for."""

    number: int
    query: str
    sort: int
    descending: bool


class Source(Protocol):
    """One kind of list."""

    name: ListName

    @property
    def query_hint(self) -> str:
        """The hint in the empty query line."""

    @property
    def sorts(self) -> Sequence[str]:
        """The orders that there are, in words."""

    def new_rows(self) -> Rows:
        """Rows to be filled by a search."""

    def find(self, lists: Lists, request: Request, stop: Callable[[], bool]) -> Iterator[Sequence[Any]]:
        """Search, part by part. Runs in a thread, on lists of its own."""

    def descends(self, sort: int) -> bool:
        """Whether an order begins with the most or the newest."""

    def nearest(self, rows: Any, wanted: Any) -> int | None:
        """The row to go to if the `wanted` one is gone; None keeps the number of the row."""

    def draw(self, row: int, heading: bool, width: int) -> ListedLine:
        """The contents of a line."""

    def forget_lines(self) -> None:
        """Read lines again: what they say may have changed."""

    def heads(self, width: int) -> str:
        """The heads of the columns."""

    def summary(self, position: str, order: str) -> str:
        """What the list holds, where the cursor is in it, and its order."""

    def hint(self, searching: bool) -> str:
        """What to do next."""

    def widgets(self) -> Sequence[Widget]:
        """The widgets below the list."""

    def show_row(self, row: int | None) -> None:
        """Show the row under the cursor below the list; None where the list is empty."""

    def open(self, row: int) -> Step:
        """Open the desk at a row."""
