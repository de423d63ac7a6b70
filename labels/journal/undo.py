"""What undo and redo would take back or bring back: looked up in the journal, never kept."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Literal

from labels.journal.event import Event
from labels.journal.kinds import UNDOABLE

#: The kinds that undo and redo apply to. Assignments are taken back by a command, not by a key at the desk.
_WALKED = UNDOABLE - {"assign"}

_KINDS = ", ".join(f"'{kind}'" for kind in sorted(_WALKED))

#: Whether an action (its first event is `journal`) is undone: of the undos and redos by the same annotator that point
#: at it, the one with the greatest id is an undo.
_UNDONE = (
    "coalesce((SELECT kind FROM journal AS reversal WHERE reversal.undoes = journal.action"
    " AND reversal.kind IN ('undo', 'redo') AND reversal.person IN (SELECT person FROM team WHERE same = :who)"
    " ORDER BY reversal.id DESC LIMIT 1), '') = 'undo'"
)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a sitting can undo: its own actions, and those of the person that had arrived before it began.

    `person` and `sitting` are numbers in the file (0 for none yet), `before` is the last `seq` when it began. Undo
    begins before the action `below`, and redo before the undo that arrived as `redo_below`, if these are known: later
    ones are already undone. In a `review` they apply to what was settled and sent back, otherwise to everything else.
    Examples for the codebook belong to both.
    """

    person: int
    sitting: int
    before: int
    below: bytes | None = None
    redo_below: int | None = None
    review: bool = False


def _walked(reach: Reach, event: str = "journal") -> str:
    """The condition, in SQL, that undo and redo walk over an event."""
    of_review = f"({event}.layer IS 1 OR {event}.kind = 'return')"
    mode = f"({of_review} OR {event}.kind = 'example')" if reach.review else f"NOT {of_review}"
    return f"{event}.kind IN ({_KINDS}) AND {mode}"


@dataclass(frozen=True, slots=True)
class Reversal:
    """An action that was just undone or redone, with its events."""

    action: bytes
    events: tuple[Event, ...]


def action_to_undo(connection: sqlite3.Connection, reach: Reach) -> bytes | None:
    """The action that the next undo takes back: the newest that stands within reach."""
    found = []
    # One person at a time, each by the index: for several at once SQLite would sort all their events.
    for (person,) in connection.execute("SELECT person FROM team WHERE same = ?", (reach.person,)).fetchall():
        found += connection.execute(
            "SELECT journal.id FROM journal JOIN sitting ON sitting.n = journal.sitting"
            " WHERE journal.person = :person AND journal.id < :below"
            f" AND {_walked(reach)} AND journal.id = journal.action"
            " AND sitting.here AND (journal.sitting = :sitting OR seq <= :before)"
            f" AND NOT {_UNDONE} ORDER BY journal.id DESC LIMIT 1",
            {
                "person": person,
                "who": reach.person,
                "sitting": reach.sitting,
                "before": reach.before,
                "below": reach.below or b"\xff" * 16,
            },
        ).fetchall()
    return max((bytes(id) for (id,) in found), default=None)


def action_to_redo(connection: sqlite3.Connection, reach: Reach) -> tuple[bytes, int] | None:
    """The action that the next redo brings back, and the `seq` of the undo that took it back.

    That is what this sitting undid last, unless it did something new since.
    """
    within = "sitting = ? AND seq > ?"
    newest = connection.execute(
        f"SELECT seq FROM journal WHERE {within} AND {_walked(reach)} ORDER BY seq DESC LIMIT 1",
        (reach.sitting, reach.before),
    ).fetchone()
    row = connection.execute(
        f"SELECT undoes, seq FROM journal WHERE {within} AND seq < ? AND kind = 'undo'"
        " AND id = (SELECT max(id) FROM journal AS other WHERE other.undoes = journal.undoes"
        " AND other.person IN (SELECT person FROM team WHERE same = ?))"
        f" AND EXISTS (SELECT 1 FROM journal AS done WHERE done.id = journal.undoes AND {_walked(reach, 'done')})"
        " ORDER BY seq DESC LIMIT 1",
        (reach.sitting, newest[0] if newest else reach.before, reach.redo_below or 1 << 62, reach.person),
    ).fetchone()
    return (bytes(row[0]), row[1]) if row else None


def can_be_undone(connection: sqlite3.Connection, reach: Reach, action: bytes) -> bool:
    """Whether an action is this annotator's own, was done here, and stands."""
    row = connection.execute(
        "SELECT 1 FROM journal JOIN sitting ON sitting.n = journal.sitting WHERE journal.id = :action"
        " AND journal.person IN (SELECT person FROM team WHERE same = :who) AND sitting.here"
        f" AND kind IN ({_KINDS}) AND NOT {_UNDONE}",
        {"action": action, "who": reach.person},
    ).fetchone()
    return row is not None


def upcoming(connection: sqlite3.Connection, reach: Reach, way: Literal["undo", "redo"]) -> int:
    """How many events the next undo or redo would take back or bring back; 0 if none.

    It only reads, so what others write before the undo may change the answer.
    """
    if way == "undo":
        action = action_to_undo(connection, reach)
    else:
        found = action_to_redo(connection, reach)
        action = None if found is None else found[0]
    return 0 if action is None else events_in(connection, action)


def events_in(connection: sqlite3.Connection, action: bytes) -> int:
    """How many events an action consists of."""
    (count,) = connection.execute(
        "SELECT (SELECT count(*) FROM journal WHERE id = ?1 AND action = ?1)"
        " + (SELECT count(*) FROM journal WHERE action = ?1 AND action <> id)",
        (action,),
    ).fetchone()
    return int(count)
