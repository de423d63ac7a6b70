"""What can be wrong with a query, with the column where it is wrong."""

from __future__ import annotations

from labels.codebook.fields import printed
from labels.errors import UsageError


class QueryError(UsageError):
    """A query cannot be understood, or names something that is not there.

    `column` counts code points from 1. The message is one line; `pointer` shows the place.
    """

    def __init__(self, problem: str, text: str, at: int) -> None:
        """Say what the `problem` is with the query `text` at offset `at` (from 0, in code points)."""
        self.problem = printed(problem)
        self.text = text
        self.column = at + 1
        super().__init__(f"Query, column {self.column}: {self.problem}")

    @property
    def pointer(self) -> str:
        """Two lines: the query, and a caret under the column."""
        line = "".join(" " if sign.isspace() else sign for sign in self.text)
        return f"{line}\n{' ' * _cells(line[: self.column - 1])}^"


def _cells(text: str) -> int:
    """The columns of a terminal that a text takes, near enough for a caret."""
    import unicodedata

    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
