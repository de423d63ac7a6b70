"""Writing into the journal: one transaction for each act, committed before anything is shown."""

from __future__ import annotations

import copy
import itertools
import secrets
import sqlite3
import unicodedata
from base64 import b32encode
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from labels.errors import MovedError
from labels.journal.event import ANNOTATION_KINDS, DECISION_KINDS, MAIN, Act, Event
from labels.journal.ids import ids_of_action, new_id
from labels.journal.kinds import KINDS
from labels.journal.project_fold import KEY_SIGN
from labels.journal.rows import events_of_action, insert_events
from labels.journal.undo import Reach, Reversal, action_to_redo, action_to_undo, can_be_undone
from labels.projections import codebooks
from labels.projections.people import person_named
from labels.projections.project import project
from labels.scheme import Scheme
from labels.sqlite.connection import PATIENCE, writing

Clock = Callable[[], datetime]

#: After so many events a large action says how far it is: a few times a second.
_OFTEN = 500


@dataclass(frozen=True, slots=True)
class Place:
    """Where an annotator is: an article (its number), the start of the sentence under the cursor, and the first
    character in view; the last two in code points.
    """

    article: int
    cursor: int
    top: int


def utc_now() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


class Journal:
    """The journal as one annotator in one sitting writes it."""

    def __init__(self, connection: sqlite3.Connection, annotator: str, clock: Clock = utc_now) -> None:
        """Begin a sitting for `annotator`, by name; nothing is written until something is done."""
        self.annotator = annotator
        self._connection = connection
        self._clock = clock
        self.sitting = new_id(_milliseconds(clock()))
        #: The sitting's number in the file, and the last event that had arrived before it.
        self._number: int | None = None
        (self._before,) = connection.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()
        self._codebook: tuple[bytes, Scheme] | None = None
        #: What was walked over by undo and redo, until something else happens.
        self._below: bytes | None = None
        self._redo_below: int | None = None
        self._data_version = -1

    def over(self, connection: sqlite3.Connection) -> Journal:
        """The same sitting, written over another connection: that of another thread."""
        other = copy.copy(self)
        other._connection = connection
        other._data_version = -1
        return other

    @property
    def person(self) -> int | None:
        """The annotator's number in the file; None while nobody of that name is registered."""
        return person_named(self._connection, self.annotator)

    def record(
        self, acts: Sequence[Act], place: Place | None = None, told: Callable[[int], None] | None = None
    ) -> tuple[Event, ...]:
        """Write `acts` as one action, with the place where the annotator is afterwards. Returns its events.

        `told` hears now and then how many are written; what it raises comes out here. Raises BusyError or
        ProjectError if it could not be written, UsageError for what cannot be stored or cannot be said under the
        codebook in force, MovedError if a sentence is no longer there because somebody split or joined it; then
        nothing has changed.
        """
        if not acts:
            raise ValueError("an action consists of at least one act")
        with writing(self._connection):
            self._check(acts)
            events = self._append(acts, told)
            if place:
                self._keep_place(place)
        return events

    def record_first(self, act: Act) -> None:
        """Write `act` if the project has no codebook; of several processes that try at once, one succeeds."""
        with writing(self._connection):
            if codebooks.current_event(self._connection) is None:
                self._append([act])

    def undo(self) -> Reversal | None:
        """Take back the last standing action of this annotator; None if there is nothing left to undo.

        Walks over this sitting's actions, then over those that were in the file when it began, newest first; never
        over what a merge or import brought.
        """
        with writing(self._connection):
            action = action_to_undo(self._connection, self.reach)
            if action is None:
                return None
            done = self._reversed("undo", action)
        self._below = action
        return done

    def undo_action(self, action: bytes) -> Reversal | None:
        """Take back one particular action of this annotator; None if it is not theirs, or does not stand."""
        with writing(self._connection):
            can = can_be_undone(self._connection, self.reach, action)
            return self._reversed("undo", action) if can else None

    def redo(self) -> Reversal | None:
        """Bring back what this sitting undid last, unless it did something new since; None if there is nothing."""
        with writing(self._connection):
            found = action_to_redo(self._connection, self.reach)
            if found is None:
                return None
            done = self._reversed("redo", found[0])
        self._redo_below = found[1]
        return done

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

    @property
    def reach(self) -> Reach:
        """What undo and redo of this sitting may walk over."""
        self._look_again()
        return Reach(self.person or 0, self._sitting_number() or 0, self._before, self._below, self._redo_below)

    def _reversed(self, kind: str, action: bytes) -> Reversal:
        self._append([Act(kind, undoes=action)])
        return Reversal(action, events_of_action(self._connection, action))

    def _look_again(self) -> None:
        """Forget what was read before, if somebody else has written since."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if version != self._data_version:
            self._data_version = version
            self._codebook = self._below = self._redo_below = None

    def _check(self, acts: Sequence[Act]) -> None:
        codebook = self._current_codebook()
        for act in acts:
            KINDS[act.kind].check(act, codebook[1] if codebook else None)
        self._check_current(acts)

    def _current_codebook(self) -> tuple[bytes, Scheme] | None:
        """The codebook in force at this moment of the transaction."""
        self._look_again()
        if self._codebook is None:
            found = codebooks.current_with_event(self._connection)
            self._codebook = None if found is None else (found[0], found[2])
        return self._codebook

    def _append(self, acts: Sequence[Act], told: Callable[[int], None] | None = None) -> tuple[Event, ...]:
        now = self._clock()
        at = now.astimezone(UTC).isoformat(timespec="milliseconds")
        person = self._registered(now, at)
        sitting = self._sitting_kept(person)
        events = self._events(acts, now, at, (person, sitting))
        for begin in range(0, len(events), _OFTEN):
            part = events[begin : begin + _OFTEN]
            insert_events(self._connection, part)
            project(self._connection, part)
            if told is not None and begin + _OFTEN <= len(events):
                told(begin + _OFTEN)
        self._below = self._redo_below = None
        if any(act.kind not in ANNOTATION_KINDS for act in acts):
            self._codebook = None
        return events

    def _events(self, acts: Sequence[Act], now: datetime, at: str, who: tuple[int, int]) -> tuple[Event, ...]:
        """What the acts are in the journal: one action of this moment."""
        ids = list(itertools.islice(ids_of_action(_milliseconds(now), newest_id(self._connection)), len(acts)))
        codebook = self._current_codebook()
        return tuple(
            Event(
                seq=0,
                id=id,
                at=at,
                person=who[0],
                sitting=who[1],
                kind=act.kind,
                article=act.article,
                start=act.start,
                end=act.end,
                layer=act.layer if act.layer is not None else MAIN if KINDS[act.kind].layered else None,
                codebook=codebook[0] if codebook and act.kind in DECISION_KINDS else None,
                payload=act.payload,
                action=ids[0],
                undoes=act.undoes,
            )
            for id, act in zip(ids, acts, strict=True)
        )

    def registered(self, now: datetime) -> int:
        """The annotator's number, in an open transaction; somebody new is registered."""
        return self._registered(now, now.astimezone(UTC).isoformat(timespec="milliseconds"))

    def _registered(self, now: datetime, at: str) -> int:
        """The annotator's number; whoever says something for the first time is registered before."""
        person = self.person
        if person is not None:
            return person
        key = new_key(self.annotator)
        person = number_of_key(self._connection, key)
        sitting = self._sitting_kept(person)
        act = Act("annotator", payload={"who": key, "name": self.annotator})
        events = self._events([act], now, at, (person, sitting))
        insert_events(self._connection, events)
        project(self._connection, events)
        return person

    def _sitting_number(self) -> int | None:
        if self._number is None:
            row = self._connection.execute("SELECT n FROM sitting WHERE id = ?", (self.sitting,)).fetchone()
            self._number = None if row is None else row[0]
        return self._number

    def _sitting_kept(self, person: int) -> int:
        """The number of this sitting, written with the first thing that is done in it."""
        number = self._sitting_number()
        if number is None:
            number = number_of_sitting(self._connection, self.sitting, person, here=True)
        return number

    def _check_current(self, acts: Sequence[Act]) -> None:
        """Refuse to speak of sentences that are no longer there, where the lock keeps them from going."""
        meant: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for act in acts:
            if act.article is not None and act.start is not None and act.end is not None:
                parts = act.payload["of"] if act.kind == "join" else [(act.start, act.end)]
                meant[act.article].update((start, end) for start, end in parts)
        for article, spans in meant.items():
            starts = [start for start, _ in spans]
            there = self._connection.execute(
                'SELECT start, "end" FROM sentence WHERE article = ? AND start BETWEEN ? AND ?',
                (article, min(starts), max(starts)),
            )
            if gone := spans.difference(there.fetchall()):
                start, end = min(gone)
                raise MovedError(f"Article {article} has no sentence at {start}-{end} any more.")

    def _keep_place(self, place: Place) -> None:
        # Which place is the latest is counted, not timed: a clock may stand still or go back.
        self._connection.execute(
            "INSERT OR REPLACE INTO place (annotator, article, cursor, top, turn) VALUES (?, ?, ?, ?,"
            " (SELECT coalesce(max(turn), 0) + 1 FROM place WHERE annotator = ?))",
            (self.annotator, place.article, place.cursor, place.top, self.annotator),
        )


def newest_id(connection: sqlite3.Connection) -> bytes | None:
    """The greatest event id in the file."""
    (newest,) = connection.execute("SELECT max(id) FROM journal").fetchone()
    return None if newest is None else bytes(newest)


def new_key(name: str) -> str:
    """A new key for somebody of this name, made once at registration, such as `ana~7f3kq2`."""
    return f"{_short(name)}{KEY_SIGN}{b32encode(secrets.token_bytes(5)).decode('ascii').lower()[:6]}"


def imported_key(name: str) -> str:
    """The key of somebody whose name came with an import: computed from it, so that two imports of one are one."""
    digits = b32encode(sha256(name.encode("utf-8")).digest()).decode("ascii").lower()
    return f"{_short(name)}{KEY_SIGN}{digits[:12]}"


def number_of_key(connection: sqlite3.Connection, key: str) -> int:
    """The number that the file has for an annotator's key, given now if it is new."""
    connection.execute("INSERT OR IGNORE INTO person (key) VALUES (?)", (key,))
    (number,) = connection.execute("SELECT n FROM person WHERE key = ?", (key,)).fetchone()
    return int(number)


def number_of_sitting(connection: sqlite3.Connection, id: bytes, person: int, *, here: bool) -> int:
    """The number that the file has for a sitting, given now if it is new. `here`: undo may walk over it."""
    connection.execute("INSERT OR IGNORE INTO sitting (id, person, here) VALUES (?, ?, ?)", (id, person, int(here)))
    (number,) = connection.execute("SELECT n FROM sitting WHERE id = ?", (id,)).fetchone()
    return int(number)


def _short(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(sign for sign in plain if sign.isascii() and sign.isalnum())[:20] or "annotator"


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)

