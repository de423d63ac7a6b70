"""The journal as the statistics read it: acts of annotators on sentences, with what is known of their actions."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from labels.journal.fold import Registry
from labels.values.working_time import QUARTER, moment_of

#: An action that decides more sentences than this labels in bulk.
BULK = 100

#: Kinds that are work on sentences; who writes the codebook or assigns articles labels nothing.
_KINDS = ("clear", "example", "flag", "join", "label", "note", "redo", "skip", "split", "undo")
_DECISIONS = "kind IN ('clear', 'label', 'skip')"

_COLUMNS = (
    'seq, id, at, person, sitting, kind, article, start, "end", layer, action, undoes,'
    " CASE WHEN kind IN ('label', 'skip') THEN json_extract(payload, '$.seconds') END, instr(payload, '\"origin\":')"
)
_ACTS = f"SELECT {_COLUMNS} FROM journal WHERE kind IN ({', '.join(map(repr, _KINDS))})"
_DECIDED = f"SELECT {_COLUMNS} FROM journal WHERE {_DECISIONS} AND layer = 0 AND start IS NOT NULL"

#: SQLite takes so many values in one statement.
_MOST = 5_000


class Act(NamedTuple):
    """An event as far as pace goes. `person` is the annotator that its person is, `moment` in milliseconds since 1970,
    `seconds` those that were recorded with a decision.
    """

    seq: int
    id: bytes
    moment: int
    person: int
    sitting: int
    kind: str
    article: int | None
    start: int | None
    end: int | None
    layer: int | None
    action: bytes
    undoes: bytes | None
    seconds: float | None
    imported: bool

    @property
    def quarter(self) -> int:
        """The quarter of an hour in which it was done, since 1970, UTC."""
        return self.moment // QUARTER

    @property
    def decides(self) -> bool:
        """Whether it decides a sentence, or takes its decision away."""
        return self.kind in ("label", "skip", "clear") and self.layer == 0 and self.start is not None


class Acts:
    """Reads acts from the journal; `registry` tells who is who."""

    def __init__(self, connection: sqlite3.Connection, registry: Registry) -> None:
        self._connection = connection
        self._who = registry.who
        self._several: dict[int, list[int]] = {}
        for person, who in registry.same.items():
            self._several.setdefault(who, [who]).append(person)

    def arrived(self, after: int, through: int) -> list[Act]:
        """The acts that arrived after one `seq` and up to another, in that order."""
        return list(self._read(f"{_ACTS} AND seq > ? AND seq <= ? ORDER BY seq", (after, through)))

    def of_person(self, person: int, through: int) -> Iterator[Act]:
        """All acts of an annotator that arrived up to `through`, in the order of their ids."""
        people = self._several.get(person, [person])
        return self._read(f"{_ACTS} AND {_among('person', people)} AND seq <= ? ORDER BY id", (*people, through))

    def between(self, person: int, first: bytes, last: bytes, through: int) -> Iterator[Act]:
        """Those from one id to another."""
        people = self._several.get(person, [person])
        return self._read(
            f"{_ACTS} AND {_among('person', people)} AND id BETWEEN ? AND ? AND seq <= ? ORDER BY id",
            (*people, first, last, through),
        )

    def beside(self, person: int, id: bytes, through: int, *, before: bool) -> Iterator[Act]:
        """The acts of an annotator before an id, newest first, or those after it."""
        people = self._several.get(person, [person])
        comparison, order = ("<", "DESC") if before else (">", "ASC")
        return self._read(
            f"{_ACTS} AND {_among('person', people)} AND id {comparison} ? AND seq <= ? ORDER BY id {order}",
            (*people, id, through),
        )

    def with_id(self, id: bytes) -> Act:
        """One act."""
        return next(self._read(f"{_ACTS} AND id = ?", (id,)))

    def of_actions(self, actions: Iterable[bytes], through: int) -> Iterator[Act]:
        """The acts of some actions that arrived up to `through`."""
        for some in _batches(actions):
            yield from self._read(f"{_ACTS} AND {_among('id', some)} AND action = id AND seq <= ?", (*some, through))
            yield from self._read(
                f"{_ACTS} AND {_among('action', some)} AND action <> id AND seq <= ?", (*some, through)
            )

    def decisions(self, article: int, first: int, last: int, through: int) -> Iterator[Act]:
        """The decisions on the sentences of an article that begin between two places."""
        return self._read(
            f"{_DECIDED} AND article = ? AND start BETWEEN ? AND ? AND seq <= ?", (article, first, last, through)
        )

    def every_decision(self, through: int) -> Iterator[Act]:
        """All decisions in the journal, sentence by sentence."""
        return self._read(f'{_DECIDED} AND seq <= ? ORDER BY article, start, "end"', (through,))

    def people(self) -> list[int]:
        """All annotators."""
        return sorted({self._who(n) for (n,) in self._connection.execute("SELECT n FROM person")})

    def _read(self, statement: str, values: Sequence[object]) -> Iterator[Act]:
        who = self._who
        for row in self._connection.execute(statement, tuple(values)):
            seq, id, at, person, *rest, imported = row
            yield Act(seq, id, moment_of(at), who(person), *rest, imported > 0)


class Actions:
    """What is known of actions as of some moment, told by the `seq` of the event that arrived last."""

    def __init__(self, connection: sqlite3.Connection, registry: Registry, through: int) -> None:
        self._connection = connection
        self._who = registry.who
        self._through = through
        self._sizes: dict[bytes, int] = {}
        #: For each action and annotator that undid or brought it back: the id and the kind of the last such event.
        self._reversals: dict[tuple[bytes, int], tuple[bytes, str]] = {}

    def load(self, actions: Collection[bytes]) -> None:
        """Look up what `is_bulk`, `is_undone` and `has_several` are to be asked about."""
        count = f"(SELECT count(*) FROM (SELECT 1 FROM journal WHERE action = column1 AND action <> id AND seq <= ? LIMIT {BULK}))"
        for some in _batches(set(actions) - self._sizes.keys()):
            values = ", ".join(["(?)"] * len(some))
            self._sizes.update(
                self._connection.execute(f"SELECT column1, {count} FROM (VALUES {values})", (self._through, *some))
            )
            rows = self._connection.execute(
                f"SELECT undoes, id, kind, person FROM journal WHERE {_among('undoes', some)} AND seq <= ? ORDER BY id",
                (*some, self._through),
            )
            for action, id, kind, person in rows:
                self._reversals[action, self._who(person)] = (id, kind)

    def is_bulk(self, action: bytes) -> bool:
        """Whether it has more than BULK events."""
        return self._sizes[action] >= BULK

    def has_several(self, act: Act) -> bool:
        """Whether its action has events beside it, or might have."""
        return act.id != act.action or self._sizes[act.action] > 0

    def is_undone(self, act: Act) -> bool:
        """Whether its action stands undone by its annotator."""
        return self._reversals.get((act.action, act.person), (b"", ""))[1] == "undo"

    def seconds(self, actions: Collection[bytes]) -> dict[bytes, float]:
        """The seconds recorded with the events of each action, added up."""
        found: dict[bytes, float] = {}
        for some in _batches(actions):
            rows = self._connection.execute(
                "SELECT column1, (SELECT sum(json_extract(payload, '$.seconds')) FROM journal WHERE seq <= ?1 AND"
                " (id = column1 AND action = id OR action = column1 AND action <> id)) FROM"
                f" (VALUES {', '.join(['(?)'] * len(some))})",
                (self._through, *some),
            )
            found.update((action, seconds or 0.0) for action, seconds in rows)
        return found


def _among(column: str, values: Sequence[object]) -> str:
    return f"{column} = ?" if len(values) == 1 else f"{column} IN ({', '.join('?' * len(values))})"


def _batches(values: Iterable[bytes]) -> Iterator[list[bytes]]:
    remaining = iter(values)
    while some := list(islice(remaining, _MOST)):
        yield some
