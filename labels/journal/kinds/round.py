"""A round is closed: the decisions on its articles that were in force at that moment, by their events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labels.journal.kinds.kind import Kind, Payload, are_texts, is_text

if TYPE_CHECKING:
    from labels.codebook import Codebook


class RoundKind(Kind):
    """Record the votes with which a round was closed.

    `key` is the setting that holds the round, `saw` the events of the votes.

    `value` has the `codebook` in force then (its event; None if there was none). Events by their hexadecimal digits.
    """

    name = "round"
    about = "project"

    def problem(self, payload: Payload) -> str | None:
        if not is_text(payload.get("key")) or not are_texts(payload.get("saw")):
            return "it does not say which round, or what it saw"
        value = payload.get("value")
        if not isinstance(value, dict) or not isinstance(value.get("codebook"), str | None):
            return "it names no codebook"
        return None if all(map(_is_id, payload["saw"])) else "what it saw is no list of events"

    def in_words(self, payload: Payload, codebook: Codebook) -> str:
        return f"kept {len(payload['saw']):,} decisions of a round"


def _is_id(digits: str) -> bool:
    return len(digits) == 32 and set(digits) <= set("0123456789abcdef")
