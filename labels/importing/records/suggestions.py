"""What another tool's record suggests for a text about which nobody in it decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from labels.decision import Decision
from labels.importing.records.row_values import as_name


def model_name(value: object) -> str | None:
    """What a record calls that which made its suggestions; None for nothing, and for what is no name."""
    return as_name(value) if isinstance(value, str | int) else None


def for_nobody(suggested: Iterable[tuple[str, float | None]], said: Sequence[Decision] = ()) -> tuple[Decision, ...]:
    """A decision of nobody for each suggested label, with its score; none if anybody decided in what is `said`."""
    if any(decision.status != "undecided" for decision in said):
        return ()
    return tuple(
        Decision(0, 0, "undecided", suggested_label=label, suggested_score=score) for label, score in suggested
    )
