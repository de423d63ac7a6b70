"""Kinds of the review: work sent back to a person, names looked up, and what a person may see of what was settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labels.journal.kinds.kind import Kind, Payload, is_text
from labels.journal.kinds.project_wide import name_in

if TYPE_CHECKING:
    from labels.codebook import Codebook


class Return(Kind):
    """Send a unit back to one person with a reason, or (`on` false) take that back.

    It stands until the person decides the unit again.
    """

    name = "return"
    about = "unit"
    undoable = True

    def problem(self, payload: Payload) -> str | None:
        if not is_text(payload.get("to")) or not isinstance(payload.get("on"), bool):
            return "it does not say to whom it goes back"
        return None if is_text(payload.get("why", "")) else "its reason is no text"

    def in_words(self, payload: Payload, codebook: Codebook) -> str:
        if not payload["on"]:
            return f"no longer sent back to {name_in(payload['to'])}"
        return f"sent back to {name_in(payload['to'])}" + (f": {payload['why']}" if payload.get("why") else "")

    def as_done(self, payload: Payload, codebook: Codebook) -> str:
        return "sending back"


class Reveal(Kind):
    """Look up who said what in an article that is reviewed. It changes nothing, but is recorded."""

    name = "reveal"
    about = "article"

    def in_words(self, payload: Payload, codebook: Codebook) -> str:
        return "looked up who said what"


class Feedback(Kind):
    """Let a person see what was settled about their sentences until now, or (`on` false) close this again."""

    name = "feedback"
    about = "project"

    def problem(self, payload: Payload) -> str | None:
        if not is_text(payload.get("who")) or not isinstance(payload.get("on"), bool):
            return "it does not say who gets it"
        return None

    def in_words(self, payload: Payload, codebook: Codebook) -> str:
        return f"{'opened' if payload['on'] else 'closed'} feedback for {name_in(payload['who'])}"
