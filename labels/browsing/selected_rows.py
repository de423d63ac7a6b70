"""The rows of a list that are selected."""

from __future__ import annotations

from collections.abc import Iterator


class SelectedRows:
    """Row numbers, counted from 0. Selecting a million rows needs no more memory than one number."""

    def __init__(self) -> None:
        """Nothing is selected."""
        self._first_rows = 0  # this many rows from the first on are selected, except those in `_others`
        self._others: set[int] = set()
        self._anchor: int | None = None  # where a stretch began that grows and shrinks

    def __len__(self) -> int:
        within = sum(row < self._first_rows for row in self._others)
        return self._first_rows - within + (len(self._others) - within)

    def __bool__(self) -> bool:
        return len(self) > 0

    def __contains__(self, row: object) -> bool:
        return isinstance(row, int) and (row < self._first_rows) != (row in self._others)

    def __iter__(self) -> Iterator[int]:
        """The rows, from the first on."""
        last = max(self._others, default=-1)
        return (row for row in range(max(self._first_rows, last + 1)) if row in self)

    def toggle(self, row: int) -> None:
        """Select a row, or take it out of the selection."""
        self._anchor = None
        self._others ^= {row}

    def extend(self, row: int, to: int) -> None:
        """Select the rows from `row` to the next one, `to`; going back towards where it began takes `row` out again."""
        anchor = self._anchor if self._anchor is not None else row
        self._put(row, abs(to - anchor) >= abs(row - anchor))
        self._put(to, True)
        self._anchor = anchor

    def end_stretch(self) -> None:
        """End the stretch, because the cursor moved elsewhere. The next call of `extend` begins a new one."""
        self._anchor = None

    def select_all(self, count: int) -> None:
        """Select all rows of a list of `count`."""
        self._first_rows, self._others, self._anchor = count, set(), None

    def clear(self) -> None:
        """Select nothing."""
        self.select_all(0)

    def _put(self, row: int, selected: bool) -> None:
        if (row in self) != selected:
            self._others ^= {row}
