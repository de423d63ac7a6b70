"""Undo and redo: events that point at an action. The one with the greatest id says whether the action is undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from labels.journal.event import Event
from labels.journal.kinds.kind import Kind, Payload

if TYPE_CHECKING:
    from labels.codebook import Codebook


class Undo(Kind):
    """Take an action back."""

    name = "undo"
    about = "project"

    def in_words(self, payload: Payload, codebook: Codebook) -> str:
        return "undo of an action"


class Redo(Kind):
    """Bring an action back."""

    name = "redo"
    about = "project"

    def in_words(self, payload: Payload, codebook: Codebook) -> str:
        return "redo of an action"


def undone_actions(
    events: Iterable[Event], reversals: Iterable[Event], same: Mapping[int, int] | None = None
) -> set[bytes]:
    """The actions among `events` that are undone by `reversals` (undo and redo events, in any order).

    Only the annotator whose action it is can take it back; `same` gives the number of the annotator that a person is.
    """
    same = same or {}
    owner = {event.action: same.get(event.person, event.person) for event in events}
    latest: dict[bytes, tuple[bytes, str]] = {}
    for event in reversals:
        action = event.undoes
        is_own = owner.get(action) == same.get(event.person, event.person) if action is not None else False
        if action is None or not is_own or event.kind not in ("undo", "redo"):
            continue
        if action not in latest or event.id > latest[action][0]:
            latest[action] = (event.id, event.kind)
    return {action for action, (_, kind) in latest.items() if kind == "undo"}
