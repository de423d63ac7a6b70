"""The act that settles a unit: a decision in the layer gold that names the events it was made on."""

from __future__ import annotations

from labels.journal.event import GOLD, Act
from labels.values.review import Labels, ReviewUnit

Span = tuple[int, int]


def settlement(
    n: int,
    span: Span,
    unit: ReviewUnit,
    labels: Labels,
    *,
    rule: str = "",
    reason: str = "",
    seconds: float | None = None,
) -> Act:
    """Settle a unit of article number `n` with these labels, or as skipped if there are none.

    `unit` is what was on screen, or what the rule read. Votes that are not in it count as not seen. `rule` is the name
    of a rule, empty for a decision by hand.
    """
    payload: dict[str, object] = {"saw": unit.saw}
    if labels:
        payload["labels"] = sorted(labels)
    if rule:
        payload["rule"] = rule
    if reason:
        payload["reason"] = reason
    if seconds is not None:
        payload["seconds"] = round(seconds, 2)
    return Act("label" if labels else "skip", n, *span, payload, layer=GOLD)
