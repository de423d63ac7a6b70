"""Where sentences begin and end: a split of one sentence, a join of two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labels.journal.event import BOUNDARY_KINDS, Event
from labels.journal.kinds.kind import Kind, Payload, is_span

if TYPE_CHECKING:
    from labels.codebook import Codebook
    from labels.journal.article_state import ArticleState


class Split(Kind):
    """Put two sentences in place of one."""

    name = "split"
    about = "sentence"
    undoable = True

    def problem(self, payload: Payload) -> str | None:
        return problem_with_parts(payload.get("into"))

    def apply(self, state: ArticleState, event: Event) -> None:
        if event.start is not None and event.end is not None:
            state.split((event.start, event.end), [(start, end) for start, end in event.payload["into"]])

    def in_words(self, payload: Payload, codebook: Codebook) -> str:
        return "split in two"

    def as_done(self, payload: Payload, codebook: Codebook) -> str:
        return "splitting"


class Join(Kind):
    """Put one sentence in place of two that follow each other."""

    name = "join"
    about = "sentence"
    undoable = True

    def problem(self, payload: Payload) -> str | None:
        return problem_with_parts(payload.get("of"))

    def apply(self, state: ArticleState, event: Event) -> None:
        if event.start is not None and event.end is not None:
            state.join([(start, end) for start, end in event.payload["of"]], (event.start, event.end))

    def in_words(self, payload: Payload, codebook: Codebook) -> str:
        return "joined with the next"

    def as_done(self, payload: Payload, codebook: Codebook) -> str:
        return "joining"


def problem_with_parts(parts: object) -> str | None:
    """Why a value is not the two spans of a split or join; None if it is."""
    if not isinstance(parts, list | tuple) or len(parts) != 2 or not all(map(is_span, parts)):
        return "its parts are not two spans"
    return None if parts[0][1] <= parts[1][0] else "its parts overlap"


def problem_with_ends(event: Event) -> str | None:
    """Why the parts of a split or join do not make up its sentence; None if they do, or the event is neither."""
    parts = event.payload.get("into" if event.kind == "split" else "of") if event.kind in BOUNDARY_KINDS else None
    if parts is None or (parts[0][0], parts[1][1]) == (event.start, event.end):
        return None
    return "its parts are not those of its sentence"
