"""An event: one act, as the journal keeps it for good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["label", "skip", "clear", "flag", "note", "split", "join", "example", "scheme", "undo", "redo"]

#: Kinds that speak of one sentence and change its mark.
MARK_KINDS = frozenset({"label", "skip", "clear", "flag", "note"})

#: Kinds that change which sentences an article has.
BOUNDARY_KINDS = frozenset({"split", "join"})


@dataclass(frozen=True, slots=True)
class Act:
    """Something to be written into the journal: an event before it has an id and a time.

    `article` is an article id, `start` and `stop` the sentence's span in code points; all None for acts
    that are not about a sentence. `payload` holds JSON values only.
    """

    kind: Kind
    article: str | None = None
    start: int | None = None
    stop: int | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the journal. Never changed, never deleted.

    `id` is a UUIDv7; ids rise in the order in which events were committed to their file. `at` is ISO 8601
    in UTC. `action` groups the events of one key press (it is the id of the first of them); `undoes` is the
    action that an undo takes back or a redo brings back.
    """

    id: str
    at: str
    annotator: str
    session: str
    kind: Kind
    article: str | None
    start: int | None
    stop: int | None
    payload: Mapping[str, Any]
    action: str
    undoes: str | None = None
