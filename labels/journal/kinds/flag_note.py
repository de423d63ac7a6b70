"""What is said about a unit in addition to the decision: a flag, a note."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from labels.journal.event import Event
from labels.journal.kinds.kind import Kind, Payload, is_text
from labels.values.annotation import Annotation

if TYPE_CHECKING:
    from labels.codebook import Codebook
    from labels.journal.article_state import ArticleState


class Flag(Kind):
    """Put a flag on a unit, with a reason or without, or take it off."""

    name = "flag"
    about = "unit"
    undoable = True
    layered = True

    def problem(self, payload: Payload) -> str | None:
        if not isinstance(payload.get("on"), bool):
            return "it does not say whether the flag is on"
        return None if is_text(payload.get("reason", "")) else "its reason is no text"

    def apply(self, state: ArticleState, event: Event) -> None:
        state.decide(event, lambda annotation: flagged(annotation, event))

    def in_words(self, payload: Payload, codebook: Codebook) -> str:
        if not payload["on"]:
            return "unflagged"
        return "flagged" + (f": {payload['reason']}" if payload.get("reason") else "")

    def as_done(self, payload: Payload, codebook: Codebook) -> str:
        return "flag" if payload["on"] else "taking the flag off"


class Note(Kind):
    """Write a note on a unit; an empty one takes it away."""

    name = "note"
    about = "unit"
    undoable = True
    layered = True

    def problem(self, payload: Payload) -> str | None:
        return None if is_text(payload.get("text")) else "its text is no text"

    def apply(self, state: ArticleState, event: Event) -> None:
        state.decide(event, lambda annotation: noted(annotation, event))

    def in_words(self, payload: Payload, codebook: Codebook) -> str:
        return f"noted: {payload['text']}" if payload["text"] else "note taken away"


def flagged(annotation: Annotation, event: Event) -> Annotation:
    """The annotation after a flag."""
    on = bool(event.payload["on"])
    return replace(annotation, flagged=on, flag_reason=str(event.payload.get("reason", "")) if on else "")


def noted(annotation: Annotation, event: Event) -> Annotation:
    """The annotation after a note."""
    return replace(annotation, note=str(event.payload["text"]))
