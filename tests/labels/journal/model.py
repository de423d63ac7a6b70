"""What the journal promises, in plain Python: actions in order, and annotations folded from those that stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

Key = tuple[str, int, int]
"""An article id and a span."""

BLANK: dict[str, Any] = {"status": "undecided", "labels": (), "flagged": False, "reason": "", "note": "", "event": None}


@dataclass(frozen=True)
class Said:
    """One thing said of one sentence, with the id of its event."""

    key: Key
    kind: str
    value: Any
    event: bytes


@dataclass
class Action:
    """One key press: its place in the order of all actions, and whether (when, and by which session) it was undone."""

    number: int
    annotator: str
    session: int
    said: tuple[Said, ...]
    undone: int | None = None
    undone_by: int = 0


@dataclass(frozen=True)
class Session:
    """One opening of the project: `before` is the number of the last thing that had happened by then."""

    number: int
    annotator: str
    before: int


@dataclass
class Model:
    """Everybody's actions. Every act, undo and redo counts one further."""

    actions: list[Action] = field(default_factory=list)
    count: int = 0
    sessions: int = 0

    def open(self, annotator: str) -> Session:
        self.sessions += 1
        return Session(self.sessions, annotator, self.count)

    def act(self, session: Session, said: Iterable[Said]) -> None:
        self.count += 1
        self.actions.append(Action(self.count, session.annotator, session.number, tuple(said)))

    def undo(self, session: Session) -> Action | None:
        """The last action in force of this session, then those from before it began."""
        standing = [action for action in self._within_reach(session) if action.undone is None]
        if not standing:
            return None
        return self._undone(session, standing[-1])

    def undo_action(self, session: Session, action: Action) -> bool:
        """One action of the same annotator, whichever session did it."""
        if action.annotator != session.annotator or action.undone is not None:
            return False
        self._undone(session, action)
        return True

    def redo(self, session: Session) -> Action | None:
        """What this session undid last, unless it did something since."""
        done = max((action.number for action in self.actions if action.session == session.number), default=0)
        undone = [action for action in self.actions if action.undone_by == session.number]
        since = [action for action in undone if action.undone is not None and action.undone > done]
        if not since:
            return None
        last = max(since, key=lambda action: action.undone or 0)
        self.count += 1
        last.undone = None
        return last

    def marks(self) -> dict[tuple[str, Key], dict[str, Any]]:
        """By annotator and sentence, what is not blank."""
        found: dict[tuple[str, Key], dict[str, Any]] = {}
        for action in self.actions:
            if action.undone is not None:
                continue
            for said in action.said:
                at = (action.annotator, said.key)
                found[at] = _after(found.get(at, BLANK), said)
        return {at: mark for at, mark in found.items() if mark != BLANK}

    def _undone(self, session: Session, action: Action) -> Action:
        self.count += 1
        action.undone, action.undone_by = self.count, session.number
        return action

    def _within_reach(self, session: Session) -> list[Action]:
        return [
            action
            for action in self.actions
            if action.annotator == session.annotator
            and (action.session == session.number or action.number <= session.before)
        ]


def _after(mark: dict[str, Any], said: Said) -> dict[str, Any]:
    match said.kind:
        case "label":
            return mark | {"status": "labelled", "labels": said.value, "event": said.event}
        case "skip":
            return mark | {"status": "skipped", "labels": (), "event": said.event}
        case "clear":
            return mark | {"status": "undecided", "labels": (), "event": None}
        case "flag":
            return mark | {"flagged": said.value is not None, "reason": said.value or ""}
        case "note":
            return mark | {"note": said.value}
    raise ValueError(said.kind)
