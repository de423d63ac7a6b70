"""The acts that are work on sentences, as the statistics read them from the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from labels.journal.fold import Registry
from labels.sqlite.batches import in_lots
from labels.values.working_time import QUARTER, moment_of

#: Kinds that are work on sentences. Writing the codebook or assigning articles is not labelling.
_KINDS = ("clear", "example", "flag", "join", "label", "note", "redo", "skip", "split", "undo")
_DECISIONS = "kind IN ('clear', 'label', 'skip')"

_COLUMNS = (
    'seq, id, at, person, sitting, kind, article, start, "end", layer, action, undoes,'
    " CASE WHEN kind IN ('label', 'skip') THEN json_extract(payload, '$.seconds') END, instr(payload, '\"origin\":')"
)
_OF_WORK = f"kind IN ({', '.join(map(repr, _KINDS))})"
_ACTS = f"SELECT {_COLUMNS} FROM journal WHERE {_OF_WORK}"

#: How many values SQLite takes in one statement.
_MOST = 5_000

#: An act as it is needed to add up time: id, time, sitting, action, whether it decides a sentence, where in its payload
#: it says that it was imported (0: nowhere).
TimedAct = tuple[bytes, str, int, bytes, int, int]


class WorkAct(NamedTuple):
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


class WorkActs:
    """Reads acts from the journal; `registry` tells who is who."""

    def __init__(self, connection: sqlite3.Connection, registry: Registry) -> None:
        self._connection = connection
        self._who = registry.who
        self._several: dict[int, list[int]] = {}
        for person, who in registry.same.items():
            self._several.setdefault(who, [who]).append(person)

    def arrived(self, after: int, through: int) -> list[WorkAct]:
        """The acts that arrived after one `seq` and up to another, in that order."""
        return list(self._read(f"{_ACTS} AND seq > ? AND seq <= ? ORDER BY seq", (after, through)))

    def timed(self, person: int, through: int) -> Iterator[TimedAct]:
        """All acts of an annotator that arrived up to `through`, in the order of their ids."""
        people = self._several.get(person, [person])
        rows = self._connection.execute(
            "SELECT id, at, sitting, action, kind IN ('label', 'skip') AND layer = 0 AND start IS NOT NULL,"
            f" instr(payload, '\"origin\":') FROM journal WHERE {_OF_WORK} AND {among('person', people)} AND seq <= ?"
            " ORDER BY id",
            (*people, through),
        )
        return in_lots(rows)

    def between(self, person: int, first: bytes, last: bytes, through: int) -> Iterator[WorkAct]:
        """Those from one id to another."""
        people = self._several.get(person, [person])
        return self._read(
            f"{_ACTS} AND {among('person', people)} AND id BETWEEN ? AND ? AND seq <= ? ORDER BY id",
            (*people, first, last, through),
        )

    def beside(self, person: int, id: bytes, through: int, *, before: bool) -> Iterator[WorkAct]:
        """The acts of an annotator before an id, newest first, or those after it."""
        people = self._several.get(person, [person])
        comparison, order = ("<", "DESC") if before else (">", "ASC")
        found = self._connection.execute(  # only the first is needed, so it is not read in batches
            f"{_ACTS} AND {among('person', people)} AND id {comparison} ? AND seq <= ? ORDER BY id {order}",
            (*people, id, through),
        )
        return self._acts(found)

    def with_id(self, id: bytes) -> WorkAct:
        """One act."""
        return next(self._read(f"{_ACTS} AND id = ?", (id,)))

    def of_actions(self, actions: Collection[bytes], through: int) -> Iterator[WorkAct]:
        """The acts of some actions that arrived up to `through`."""
        yield from self._firsts(actions, through)
        yield from self._others(actions, through)

    def begun(self, arrived: Sequence[WorkAct], until: int) -> Iterator[WorkAct]:
        """The acts of the same actions that arrived up to `until`."""
        ids = {act.id for act in arrived}
        actions = {act.action for act in arrived}
        if until:
            yield from self._firsts(actions - ids, until)
            yield from self._others(actions, until)

    def decisions(self, article: int, first: int, last: int, through: int) -> Iterator[WorkAct]:
        """The decisions on the sentences of an article that begin between two places."""
        return self._read(
            f"SELECT {_COLUMNS} FROM journal WHERE {_DECISIONS} AND layer = 0 AND article = ? AND start BETWEEN ? AND ?"
            " AND seq <= ?",
            (article, first, last, through),
        )

    def decided_again(self, through: int) -> Iterator[WorkAct]:
        """All decisions on sentences of which more than one thing is said, sentence by sentence."""
        units = (
            'SELECT article, start, "end" FROM journal WHERE start IS NOT NULL GROUP BY article, start, "end"'
            " HAVING count(*) > 1"
        )
        return self._read(
            f'SELECT {_COLUMNS} FROM ({units}) CROSS JOIN journal USING (article, start, "end")'
            f" WHERE {_DECISIONS} AND layer = 0 AND seq <= ?",
            (through,),
        )

    def people(self) -> list[int]:
        """All annotators."""
        return sorted({self._who(n) for (n,) in self._connection.execute("SELECT n FROM person")})

    def _firsts(self, actions: Iterable[bytes], through: int) -> Iterator[WorkAct]:
        for some in batches(actions):
            yield from self._read(f"{_ACTS} AND {among('id', some)} AND action = id AND seq <= ?", (*some, through))

    def _others(self, actions: Iterable[bytes], through: int) -> Iterator[WorkAct]:
        for some in batches(actions):
            yield from self._read(
                f"{_ACTS} AND {among('action', some)} AND action <> id AND seq <= ?", (*some, through)
            )

    def _read(self, statement: str, values: Sequence[object]) -> Iterator[WorkAct]:
        return self._acts(in_lots(self._connection.execute(statement, tuple(values))))

    def _acts(self, rows: Iterable[tuple[Any, ...]]) -> Iterator[WorkAct]:
        who = self._who
        for row in rows:
            seq, id, at, person, sitting, kind, article, start, end, layer, action, undoes, seconds, origin = row
            yield WorkAct(
                seq, id, moment_of(at), who(person), sitting, kind, article, start, end, layer, action, undoes, seconds,
                origin > 0,
            )  # fmt: skip


def among(column: str, values: Sequence[object]) -> str:
    """A condition with a place for each value."""
    return f"{column} = ?" if len(values) == 1 else f"{column} IN ({', '.join('?' * len(values))})"


def batches(values: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Parts that one statement takes."""
    remaining = iter(values)
    while some := list(islice(remaining, _MOST)):
        yield some
