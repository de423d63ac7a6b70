"""Actions in words, for notices."""

from __future__ import annotations

from collections.abc import Sequence

from labels.event import Event
from labels.scheme import Scheme


def action_in_words(events: Sequence[Event], scheme: Scheme) -> str:
    """What an action did, such as "claim" or "skip of 3 sentences"."""
    first = events[0]
    what = {"clear": "clearing", "join": "joining", "split": "splitting", "example": "example in the codebook"}.get(
        first.kind, first.kind
    )
    if first.kind == "label":
        what = " + ".join(label_in_words(id, scheme) for id in first.payload["labels"])
    elif first.kind == "flag" and not first.payload["on"]:
        what = "taking the flag off"
    return what if len(events) == 1 else f"{what} of {len(events)} sentences"


def label_in_words(id: str, scheme: Scheme) -> str:
    """The name of a label, or its id if the codebook does not know it any more."""
    try:
        return scheme.label(id).name
    except KeyError:
        return id
