"""A row of what is counted of work: a quarter of an hour of a sitting."""

from __future__ import annotations

from dataclasses import dataclass

from labels.projections.acts import Act

@dataclass(slots=True)
class Row:
    """Milliseconds worked in a quarter of an hour of a sitting: since the annotator's act before (`worked`) and since
    that of the same sitting (`own`). `decided` counts decisions that nothing followed within reach of a day.
    """

    worked: int = 0
    own: int = 0
    decided: int = 0
    first: bytes = b"\xff" * 16
    last: bytes = b""

    def reach(self, act: Act) -> None:
        """Take note that an act lies in here."""
        self.first, self.last = min(self.first, act.id), max(self.last, act.id)


#: Annotator, sitting, quarter of an hour.
Key = tuple[int, int, int]
