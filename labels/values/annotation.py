"""An annotation: what one annotator currently says of one unit, in one layer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

Status = Literal["undecided", "labelled", "skipped"]


@dataclass(frozen=True, slots=True)
class Annotation:
    """The current decision on a unit, with its flag and note.

    `labels` are label ids, sorted. `decided_at` is ISO 8601; `seconds` is how long the sentence was in view before
    the decision. `event` is the event that decided, `codebook` the event that made the codebook of that time, `version`
    its number where a record from elsewhere tells no more. `carried` decisions were made of another span. `imported`
    ones came from a file. `shared` ones decided several sentences of the article at once, so that their seconds are a
    part of what was measured. `sources` are all events that it was made of. The default is a unit that nobody touched.
    """

    status: Status = "undecided"
    labels: tuple[str, ...] = ()
    decided_at: str | None = None
    seconds: float | None = None
    suggested_label: str | None = None
    suggested_score: float | None = None
    codebook: bytes | None = None
    version: int | None = None
    event: bytes | None = None
    carried: bool = False
    imported: bool = False
    shared: bool = field(default=False, compare=False)
    flagged: bool = False
    flag_reason: str = ""
    note: str = ""
    sources: tuple[bytes, ...] = field(default=(), compare=False)

    @property
    def decided(self) -> bool:
        """Whether the annotator has labelled or skipped the unit."""
        return self.status != "undecided"


#: What is said of a unit that nobody touched.
UNTOUCHED = Annotation()


def without_decision(annotation: Annotation) -> Annotation:
    """What remains when the decision is taken away: flag and note."""
    return Annotation(flagged=annotation.flagged, flag_reason=annotation.flag_reason, note=annotation.note)


def carried(annotation: Annotation) -> Annotation:
    """The annotation as a part of its sentence inherits it: the same decision, not timed, to be confirmed."""
    return replace(annotation, seconds=None, carried=True) if annotation.decided else annotation


def joined(left: Annotation, right: Annotation) -> Annotation:
    """What two annotations agree on; flags and notes of both are kept, so that no word is lost."""
    beside = Annotation(
        flagged=left.flagged or right.flagged,
        flag_reason=_both(left.flag_reason, right.flag_reason),
        note=_both(left.note, right.note),
    )
    if left.status != right.status or not left.decided:
        return beside
    common = tuple(sorted(set(left.labels) & set(right.labels)))
    if left.status == "labelled" and not common:
        return beside
    latest = max(left, right, key=lambda each: each.event or b"")
    return replace(
        beside,
        status=left.status,
        labels=common,
        decided_at=latest.decided_at,
        codebook=latest.codebook,
        version=latest.version,
        event=latest.event,
        carried=True,
        imported=latest.imported,
        sources=tuple(sorted({*left.sources, *right.sources})),
    )


def _both(left: str, right: str) -> str:
    return "\n".join(dict.fromkeys(part for part in (left, right) if part))
