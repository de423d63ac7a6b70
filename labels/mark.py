"""A mark: what one annotator currently says of one sentence, as the fold of the events about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from labels.event import Event

Status = Literal["undecided", "labelled", "skipped"]


@dataclass(frozen=True, slots=True)
class Mark:
    """The current decision on a sentence, and what was noted beside it.

    `labels` are label ids, sorted. `decided_at` is ISO 8601 in UTC; `seconds` is how long the sentence was
    in view before the decision. `event` is the event that decided. The default is a sentence nobody touched.
    """

    status: Status = "undecided"
    labels: tuple[str, ...] = ()
    decided_at: str | None = None
    seconds: float | None = None
    suggested_label: str | None = None
    suggested_score: float | None = None
    scheme_version: int | None = None
    event: str | None = None
    carried: bool = False
    flagged: bool = False
    flag_reason: str = ""
    note: str = ""

    @property
    def decided(self) -> bool:
        """Whether the annotator has labelled or skipped the sentence."""
        return self.status != "undecided"


UNTOUCHED = Mark()


def fold(mark: Mark, event: Event) -> Mark:
    """The mark after `event`. Pure: the journal and nothing else decides what a mark is."""
    payload = event.payload
    if event.kind == "flag":
        on = bool(payload["on"])
        return replace(mark, flagged=on, flag_reason=str(payload.get("reason", "")) if on else "")
    if event.kind == "note":
        return replace(mark, note=str(payload["text"]))
    if event.kind not in ("label", "skip", "clear"):
        return mark
    if event.kind == "clear":
        return Mark(flagged=mark.flagged, flag_reason=mark.flag_reason, note=mark.note)
    return Mark(
        status="labelled" if event.kind == "label" else "skipped",
        labels=tuple(payload.get("labels", ())),
        decided_at=event.at,
        seconds=payload.get("seconds"),
        suggested_label=payload.get("suggested_label"),
        suggested_score=payload.get("suggested_score"),
        scheme_version=payload.get("scheme_version"),
        event=event.id,
        flagged=mark.flagged,
        flag_reason=mark.flag_reason,
        note=mark.note,
    )


def folded(events: Iterable[Event]) -> Mark:
    """The mark that a sentence's events, in order of their ids, amount to."""
    mark = UNTOUCHED
    for event in events:
        mark = fold(mark, event)
    return mark
