"""The finish of an article: a summary that is shown once its last sentence is decided."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from labels.desk.page import Page

#: The notice after a key that decides, at the finish.
FINISHED = "The article is finished: this key wrote nothing."


@dataclass(frozen=True, slots=True)
class Finish:
    """The sums of a finished article, or of the part of it that is assigned to the annotator.

    `shares` has for each label id, or None for skipped, how many sentences have it, the most first. `carried` counts
    the decisions that came with a split or a join and are not confirmed. `seconds` is the time measured for its
    decisions. `nothing_left` says in words that there is no other work; empty if there is some.
    """

    sentences: int
    shares: tuple[tuple[str | None, int], ...]
    flagged: int
    seconds: float
    nothing_left: str
    carried: int = 0


def finish_of(page: Page, nothing_left: str) -> Finish:
    """The sums of the article on `page`; `nothing_left` as in `Finish`."""
    annotations = [page.annotation(row) for row in page.rows_to_do]
    counts = Counter[str | None](label for each in annotations for label in each.labels)
    counts[None] = sum(each.status == "skipped" for each in annotations)
    shares = tuple((label, count) for label, count in counts.most_common() if count)
    seconds = sum(each.seconds or 0.0 for each in annotations)
    flagged, carried = sum(each.flagged for each in annotations), sum(each.carried for each in annotations)
    return Finish(len(annotations), shares, flagged, seconds, nothing_left, carried)
