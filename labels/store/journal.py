"""Writing into the journal: one transaction for each act, on the disk before anything is shown."""

from __future__ import annotations

import copy
import itertools
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from labels.errors import MovedError, UsageError
from labels.event import Act, Event
from labels.store.connection import PATIENCE, writing
from labels.store.entries import enter
from labels.store.ids import new_id, new_ids
from labels.store.rows import EVENT_COLUMNS, Row, event_from_row
from labels.store.storable import fault_in

Clock = Callable[[], datetime]

#: After so many events a large action says how far it is: a few times a second.
_OFTEN = 500

#: The actions that undo and redo walk over: the annotator's own of this session and of those before it. A change
#: of the codebook is not among them: it is changed back by whoever keeps it; nor is what was imported.
WITHIN_REACH = "annotator = ? AND (session = ? OR id <= ?) AND kind NOT IN ('scheme', 'imported')"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an annotator is: an article (its number), the start of the sentence under the cursor, and the first
    character in view; the last two in code points.
    """

    article: int
    cursor: int
    top: int


@dataclass(frozen=True, slots=True)
class Reversal:
    """An action that was just undone or redone, with its events."""

    action: str
    events: tuple[Event, ...]


def utc_now() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


class Journal:
    """The journal as one annotator in one session writes it."""

    def __init__(self, connection: sqlite3.Connection, annotator: str, clock: Clock = utc_now) -> None:
        """Begin a session for `annotator`; nothing is written until something is done."""
        self.annotator = annotator
        self._connection = connection
        self._clock = clock
        self.session = new_id(_milliseconds(clock()))
        # Which sessions came before this one is told by the order of commits, never by a clock.
        (self._before,) = connection.execute("SELECT coalesce(max(id), '') FROM event").fetchone()

    def over(self, connection: sqlite3.Connection) -> Journal:
        """The same session, written over another connection: that of another thread."""
        other = copy.copy(self)
        other._connection = connection
        return other

    def record(
        self, acts: Sequence[Act], place: Place | None = None, told: Callable[[int], None] | None = None
    ) -> tuple[Event, ...]:
        """Write `acts` as one action, with the place where the annotator is afterwards. Returns its events.

        `told` hears now and then how many are written; what it raises comes out here. Raises BusyError or
        ProjectError if it could not be written, UsageError for a note or reason that cannot be stored, MovedError
        if a sentence is no longer there because somebody split or joined it; then nothing has changed.
        """
        if not acts:
            raise ValueError("an action consists of at least one act")
        for act in acts:
            _check_storable(act)
        with writing(self._connection):
            self._check_current(acts)
            events = self._append(acts, told)
            if place:
                self._keep_place(place)
        return events

    def record_first(self, act: Act) -> None:
        """Write `act` if the journal is empty; of several processes that try at once, one succeeds."""
        with writing(self._connection):
            if self._connection.execute("SELECT 1 FROM event LIMIT 1").fetchone() is None:
                self._append([act])

    def undo(self) -> Reversal | None:
        """Take back the last standing action of this annotator; None if there is nothing left to undo.

        Other sessions of the same annotator that run at the same time keep to themselves what they do after
        this one began; everything from before it is walked back into.
        """
        with writing(self._connection):
            found = self._connection.execute(
                f"SELECT id FROM action WHERE {WITHIN_REACH} AND undone_by IS NULL ORDER BY id DESC LIMIT 1",
                self.reach,
            ).fetchone()
            return self._reversed(Act("undo", undoes=found[0])) if found else None

    def undo_action(self, action: str) -> Reversal | None:
        """Take back one particular action of this annotator; None if it is not theirs, or does not stand."""
        with writing(self._connection):
            found = self._connection.execute(
                "SELECT id FROM action WHERE id = ? AND annotator = ? AND undone_by IS NULL"
                " AND kind NOT IN ('scheme', 'imported')",
                (action, self.annotator),
            ).fetchone()
            return self._reversed(Act("undo", undoes=found[0])) if found else None

    def redo(self) -> Reversal | None:
        """Bring back what was undone last, unless something new was done since; None if there is nothing."""
        with writing(self._connection):
            (newest,) = self._connection.execute(
                f"SELECT max(id) FROM action WHERE {WITHIN_REACH}", self.reach
            ).fetchone()
            found = self._connection.execute(
                f"SELECT id, undone_by FROM action WHERE {WITHIN_REACH} AND undone_by IS NOT NULL"
                " ORDER BY undone_by DESC LIMIT 1",
                self.reach,
            ).fetchone()
            if not found or found[1] < newest:
                return None
            return self._reversed(Act("redo", undoes=found[0]))

    def save_place(self, place: Place) -> None:
        """Remember where the annotator is, outside the journal: moving about says nothing of a sentence.

        Survives a crash of the program, not necessarily one of the machine, and never waits: raises
        BusyError at once if another process is writing.
        """
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            with writing(self._connection):
                self._keep_place(place)
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")
            self._connection.execute("PRAGMA synchronous = FULL")

    def events_of(self, action: str) -> tuple[Event, ...]:
        """The events of one action, in order."""
        rows = self._connection.execute(f"SELECT {EVENT_COLUMNS} FROM event WHERE action = ? ORDER BY id", (action,))
        return tuple(map(event_from_row, rows))

    @property
    def reach(self) -> Row:
        """The values for WITHIN_REACH."""
        return self.annotator, self.session, self._before

    def _reversed(self, act: Act) -> Reversal:
        assert act.undoes is not None
        self._append([act])
        return Reversal(act.undoes, self.events_of(act.undoes))

    def _append(self, acts: Sequence[Act], told: Callable[[int], None] | None = None) -> tuple[Event, ...]:
        events = self._events(acts)
        for begin in range(0, len(events), _OFTEN):
            enter(self._connection, events[begin : begin + _OFTEN])
            if told is not None and begin + _OFTEN <= len(events):
                told(begin + _OFTEN)
        return events

    def _events(self, acts: Sequence[Act]) -> tuple[Event, ...]:
        """What the acts are in the journal: one action of this moment."""
        now = self._clock()
        at = now.astimezone(UTC).isoformat(timespec="milliseconds")
        (last,) = self._connection.execute("SELECT max(id) FROM event").fetchone()
        ids = list(itertools.islice(new_ids(_milliseconds(now), last), len(acts)))
        return tuple(
            Event(
                id=id,
                at=at,
                annotator=self.annotator,
                session=self.session,
                kind=act.kind,
                article=act.article,
                start=act.start,
                stop=act.stop,
                payload=act.payload,
                action=ids[0],
                undoes=act.undoes,
            )
            for id, act in zip(ids, acts, strict=True)
        )

    def _check_current(self, acts: Sequence[Act]) -> None:
        """Refuse to speak of sentences that are no longer there, where the lock keeps them from going."""
        meant: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for act in acts:
            if act.article is not None and act.start is not None and act.stop is not None:
                parts = act.payload["of"] if act.kind == "join" else [(act.start, act.stop)]
                meant[act.article].update((start, stop) for start, stop in parts)
        for article, spans in meant.items():
            starts = [start for start, _ in spans]
            there = self._connection.execute(
                "SELECT start, stop FROM sentence WHERE article = (SELECT n FROM article WHERE id = ?)"
                " AND start BETWEEN ? AND ? AND active",
                (article, min(starts), max(starts)),
            )
            if gone := spans.difference(there):
                start, stop = min(gone)
                raise MovedError(f"Article {article} has no sentence at {start}-{stop} any more.")

    def _keep_place(self, place: Place) -> None:
        # Which place is the latest is counted, not timed: a clock may stand still or go back.
        self._connection.execute(
            "INSERT OR REPLACE INTO place (annotator, article, cursor, top, turn) VALUES (?, ?, ?, ?,"
            " (SELECT coalesce(max(turn), 0) + 1 FROM place WHERE annotator = ?))",
            (self.annotator, place.article, place.cursor, place.top, self.annotator),
        )


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _check_storable(act: Act) -> None:
    for value in act.payload.values():
        fault = fault_in(value) if isinstance(value, str) else None
        if fault:
            raise UsageError(f"This {act.kind} cannot be stored: {fault}. Write it anew.")
