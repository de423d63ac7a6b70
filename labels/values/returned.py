"""Work that a lead sent back to an annotator with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from labels.values.annotation import Annotation


@dataclass(frozen=True, slots=True)
class Returned:
    """A sentence was sent back by this event, by itself or with the `whole` article; `why` is the reason, or empty."""

    event: bytes
    why: str = ""
    whole: bool = False

    def waits(self, annotation: Annotation) -> bool:
        """Whether the annotator has yet to decide the sentence again, by what they say of it now.

        If a whole article was sent back, only sentences that they had decided wait.
        """
        if annotation.event is not None and annotation.event > self.event:
            return False
        return annotation.decided or not self.whole


def latest_waiting(returned: Iterable[Returned], annotation: Annotation) -> Returned | None:
    """The last return of a sentence that still waits; None if none does."""
    waiting = [each for each in returned if each.waits(annotation)]
    return max(waiting, key=lambda each: each.event) if waiting else None


@dataclass(frozen=True, slots=True)
class SentBack:
    """A sentence that waits to be decided again: article number, public id, span in code points, and why.

    `whole`: it was sent back with the whole article.
    """

    article: int
    id: str
    start: int
    end: int
    why: str
    whole: bool = False
