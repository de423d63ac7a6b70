"""Work that a lead sent back to an annotator with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from labels.values.annotation import Annotation


@dataclass(frozen=True, slots=True)
class Returned:
    """A sentence was sent back by this event; `why` is the reason, or empty."""

    event: bytes
    why: str = ""

    def stands(self, annotation: Annotation) -> bool:
        """Whether the annotator has yet to decide the sentence again, by what they say of it now."""
        return annotation.event is None or annotation.event < self.event


@dataclass(frozen=True, slots=True)
class SentBack:
    """A sentence that waits to be decided again: article number, public id, span in code points, and why."""

    article: int
    id: str
    start: int
    end: int
    why: str
