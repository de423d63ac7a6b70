"""A row of the counts of work: a quarter of an hour of a sitting."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Row:
    """Milliseconds worked in a quarter of an hour of a sitting: since the annotator's act before (`worked`) and since
    that of the same sitting (`own`). `decided` counts decisions that were not changed within a day.
    """

    worked: int = 0
    own: int = 0
    decided: int = 0
    first: bytes = b"\xff" * 16
    last: bytes = b""

    def reach(self, id: bytes) -> None:
        """Include an act."""
        if id < self.first:
            self.first = id
        if id > self.last:
            self.last = id


#: Annotator, sitting, quarter of an hour.
Key = tuple[int, int, int]
