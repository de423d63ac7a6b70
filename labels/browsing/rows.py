"""The rows of a long list, kept in little memory, and their lines. A row may have a heading above it."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from labels.query import Hit


class ArticleRows:
    """Articles by row, a line each."""

    def __init__(self, numbers: Sequence[int] = ()) -> None:
        """Begin with these `numbers`, which are not copied."""
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, row: int) -> int:
        """The number of the article in a row."""
        return self._numbers[row]

    def extend(self, numbers: Sequence[int]) -> None:
        """Add what was found next."""
        if not self._numbers:
            self._numbers = numbers
        else:
            if not isinstance(self._numbers, array):
                self._numbers = array("q", self._numbers)
            self._numbers.extend(numbers)

    def row_of(self, number: int) -> int | None:
        """The row of an article, if it is in the list."""
        try:
            return self._numbers.index(number)
        except ValueError:
            return None

    @property
    def lines(self) -> int:
        """How many lines all rows take."""
        return len(self._numbers)

    def line_of(self, row: int) -> int:
        """The line of a row."""
        return row

    def find(self, line: int) -> tuple[int, bool]:
        """The row on a line, and whether the line is the heading above it."""
        return line, False


class SentenceRows:
    """Sentences by row; where `headed`, there is a heading above the first one of each article."""

    def __init__(self, headed: bool = True) -> None:
        """Begin with none."""
        self._headed = headed
        self._articles, self._starts, self._ends = array("q"), array("q"), array("q")
        self._heads: list[int] = []  # rows below a heading

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, row: int) -> Hit:
        """The sentence in a row."""
        return Hit(self._articles[row], self._starts[row], self._ends[row])

    def extend(self, hits: Sequence[Hit]) -> None:
        """Add what was found next."""
        last = self._articles[-1] if self._articles else None
        for row, (article, start, end) in enumerate(hits, len(self._starts)):
            if article != last:
                if self._headed:
                    self._heads.append(row)
                last = article
            self._articles.append(article)
            self._starts.append(start)
            self._ends.append(end)

    def row_of(self, hit: Hit) -> int | None:
        """The row of the sentence that begins where this one does, if it is in the list."""
        at = -1
        while True:
            try:
                at = self._articles.index(hit.article, at + 1)
            except ValueError:
                return None
            if self._starts[at] == hit.start:
                return at

    def row_after(self, hit: Hit) -> int:
        """In a list in order of place: the row of this sentence, or of the next one after it."""
        first = bisect_left(self._articles, hit.article)
        last = bisect_right(self._articles, hit.article)
        return bisect_left(self._starts, hit.start, first, last)

    @property
    def articles(self) -> int:
        """How many different articles the sentences are in."""
        return len(self._heads) if self._headed else len(set(self._articles))

    @property
    def lines(self) -> int:
        """How many lines all rows take, headings and all."""
        return len(self._starts) + len(self._heads)

    def line_of(self, row: int) -> int:
        """The line of a row."""
        return row + bisect_right(self._heads, row)

    def find(self, line: int) -> tuple[int, bool]:
        """The row on a line, and whether the line is the heading above it."""
        # The heading above row `heads[k]` has that many rows and k headings before it.
        k = bisect_right(range(len(self._heads)), line, key=lambda k: self._heads[k] + k) - 1
        if k >= 0 and self._heads[k] + k == line:
            return self._heads[k], True
        return line - k - 1, False
