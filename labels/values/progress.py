"""How far a long operation is: what it tells whoever waits, and whether it is to end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from labels.formats.writer import Told

#: Told after every so many rows.
EVERY = 1000

Row = TypeVar("Row")


class Passing(Generic[Row]):
    """Passes rows on. `count` is how many have been dealt with; `told` hears it now and then, and at the end."""

    def __init__(self, rows: Iterable[Row], told: Told) -> None:
        """No row has passed yet."""
        self.count = 0
        self._rows = rows
        self._told = told

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            yield row
            self.count += 1
            if self.count % EVERY == 0:
                self._told(self.count)
        self._told(self.count)
