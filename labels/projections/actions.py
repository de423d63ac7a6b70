"""Actions as the statistics need them: whether they label in bulk, whether they are undone, their seconds."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence

from labels.journal.fold import Registry
from labels.projections.work_acts import WorkAct, among, batches

#: An action that decides more sentences than this labels in bulk.
BULK = 100


class Actions:
    """What is known about actions at one moment, given as the `seq` of the event that arrived last."""

    def __init__(self, connection: sqlite3.Connection, registry: Registry, through: int) -> None:
        self._connection = connection
        self._who = registry.who
        self._through = through
        self._sizes: dict[bytes, int] = {}
        self._bulk: set[bytes] = set()
        #: For each action, and each annotator who undid or redid it: which of the two they did last.
        self._reversals: dict[tuple[bytes, int], str] = {}

    def load_all(self) -> None:
        """Look up all that `is_bulk` and `is_undone` can be asked about."""
        rows = self._connection.execute(
            "SELECT action FROM journal WHERE action <> id AND seq <= ? GROUP BY action HAVING count(*) >= ?",
            (self._through, BULK),
        )
        self._bulk = {action for (action,) in rows}
        self._load_reversals("undoes IS NOT NULL", ())

    def know(self, acts: Collection[WorkAct]) -> None:
        """Note all acts of some actions, so that they need not be looked up."""
        for act in acts:
            self._sizes[act.action] = self._sizes.get(act.action, 0) + (act.id != act.action)
        self._look_at({act.action for act in acts})

    def load(self, actions: Collection[bytes]) -> None:
        """Look up what `is_bulk`, `is_undone` and `has_several` are to be asked about."""
        count = (
            "SELECT count(*) FROM (SELECT 1 FROM journal WHERE action = column1 AND action <> id AND seq <= ?"
            f" LIMIT {BULK})"
        )
        for some in batches(set(actions) - self._sizes.keys()):
            values = ", ".join(["(?)"] * len(some))
            self._sizes.update(
                self._connection.execute(f"SELECT column1, ({count}) FROM (VALUES {values})", (self._through, *some))
            )
            self._look_at(some)

    def is_bulk(self, action: bytes) -> bool:
        """Whether it has more than BULK events."""
        return action in self._bulk

    def is_undone(self, action: bytes, person: int) -> bool:
        """Whether an action of an annotator is undone by them."""
        return bool(self._reversals) and self._reversals.get((action, person)) == "undo"

    def uncounted(self, person: int) -> set[bytes]:
        """The actions whose decisions do not count: bulk actions, and those that an annotator has undone."""
        return self._bulk | {
            action for (action, who), kind in self._reversals.items() if who == person and kind == "undo"
        }

    def seconds(self, actions: Collection[bytes]) -> dict[bytes, float]:
        """The sum of the seconds recorded with the events of each action; 0 for bulk actions."""
        found = dict.fromkeys(actions, 0.0)
        for some in batches(action for action in actions if not self.is_bulk(action)):
            seconds = "(SELECT sum(json_extract(payload, '$.seconds')) FROM journal WHERE seq <= ?1 AND"
            rows = self._connection.execute(
                f"SELECT column1, coalesce({seconds} id = column1 AND action = id), 0.0)"
                f" + coalesce({seconds} action = column1 AND action <> id), 0.0)"
                f" FROM (VALUES {', '.join(['(?)'] * len(some))})",
                (self._through, *some),
            )
            found.update(rows)
        return found

    def _look_at(self, actions: Collection[bytes]) -> None:
        self._bulk.update(action for action in actions if self._sizes[action] >= BULK)
        for some in batches(actions):
            self._load_reversals(among("undoes", some), some)

    def _load_reversals(self, where: str, values: Sequence[object]) -> None:
        rows = self._connection.execute(
            f"SELECT undoes, person, kind FROM journal WHERE {where} AND kind IN ('undo', 'redo') AND seq <= ?"
            " ORDER BY id",
            (*values, self._through),
        )
        for action, person, kind in rows:
            self._reversals[action, self._who(person)] = kind
