"""Writing into the journal: one transaction for each act, committed before anything is shown."""

from __future__ import annotations

import copy
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from labels.errors import CopydeskError
from labels.journal.act_units import are_single_steps, articles_of_several, units_before
from labels.journal.article_state import span_of
from labels.journal.event import ANNOTATION_KINDS, DECISION_KINDS, GOLD, MAIN, Act, Event
from labels.journal.ids import ids_of_action, milliseconds
from labels.journal.kinds import KINDS, PROJECT_WIDE
from labels.journal.numbers import new_key, newest_id, number_of_key
from labels.journal.rows import events_of_action, insert_events
from labels.journal.sitting import Clock, Sitting
from labels.journal.undo import Reversal, action_to_redo, action_to_undo, can_be_undone
from labels.projections import codebooks
from labels.projections.gold_steps import gold_steps, keep_gold_states
from labels.projections.people import numbers_by_name, remember_names
from labels.projections.project import project, project_steps
from labels.projections.units import UnitsNow
from labels.sqlite.busy import wait_for_others
from labels.sqlite.connection import writing
from labels.values.place import Place

#: A large action reports its progress each time after this many events: a few times a second.
_OFTEN = 500

#: This many uncounted events are counted as work at the end of a sitting, or in the middle of it.
_FEW_UNCOUNTED, _MANY_UNCOUNTED = 256, 4_096


def utc_now() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


class Journal:
    """The journal as one annotator in one sitting writes it."""

    def __init__(self, connection: sqlite3.Connection, annotator: str, clock: Clock = utc_now) -> None:
        """Begin a sitting for `annotator`, by name; nothing is written until something is done."""
        self._connection = connection
        self._clock = clock
        self.sitting = Sitting(connection, annotator, clock())
        (counted,) = connection.execute("SELECT coalesce((SELECT until FROM counted), 0)").fetchone()
        #: How many events have arrived that are not yet counted as work.
        self._uncounted = self.sitting.before - counted
        self._has_written = False
        #: How many of them this sitting wrote.
        self._acted = 0

    def over(self, connection: sqlite3.Connection) -> Journal:
        """The same sitting over another connection, such as that of another thread."""
        other = copy.copy(self)
        other._connection = connection
        other.sitting = self.sitting.over(connection)
        return other

    def record(
        self, acts: Sequence[Act], place: Place | None = None, told: Callable[[int], None] | None = None
    ) -> tuple[Event, ...]:
        """Write `acts` as one action, with the place where the annotator is afterwards. Returns its events.

        `told` is called now and then with how many are written. If it raises, this method raises the same. Raises
        BusyError or ProjectError if it could not be written, UsageError for what cannot be stored or cannot be said
        under the codebook in force, MovedError if a sentence is no longer there because somebody split or joined it;
        then nothing has changed.
        """
        if not acts:
            raise ValueError("an action consists of at least one act")
        with self.sitting.transaction():
            codebook = self.sitting.codebook
            for act in acts:
                KINDS[act.kind].check(act, codebook[1] if codebook else None)
            now = self._clock()
            person = self.registered(now)
            events = self._append(acts, now, told, units_before(self._connection, acts, person))
            if place:
                self._keep_place(place)
        return events

    def record_as_found(self, plan: Callable[[], Sequence[Act]]) -> tuple[Event, ...]:
        """Write as one action the acts that `plan` returns, while nobody else can write. There may be none.

        For acts on the whole project and on whole articles. Raises what `plan` raises, and what `record` does.
        """
        with self.sitting.transaction():
            acts = plan()
            for act in acts:
                KINDS[act.kind].check(act, None)
            names = {number: name for name, number in numbers_by_name(self._connection).items()}
            events = self._append(acts, self._clock()) if acts else ()
            if any(act.kind == "annotator" for act in acts):
                remember_names(self._connection, names)
        self.sitting.forget()
        return events

    def as_annotator(self, name: str) -> Journal:
        """The journal as somebody else writes it over the same connection, in a sitting of their own."""
        return Journal(self._connection, name, self._clock)

    def record_first(self, act: Act) -> None:
        """Write `act` if the project has no codebook; of several processes that try at once, one succeeds."""
        with self.sitting.transaction():
            if codebooks.current_event(self._connection) is None:
                self._append([act], self._clock())

    def undo(self, *, review: bool = False) -> Reversal | None:
        """Take back the last action in force of this annotator; None if there is nothing left to undo.

        It looks through this sitting's actions, then through those that were in the file when it began, newest first,
        but never through what a merge or import brought. In a `review` it looks only at what was settled and sent back,
        otherwise only at the rest.
        """
        with self.sitting.transaction():
            action = action_to_undo(self._connection, self.sitting.reach_in(review=review))
            if action is None:
                return None
            done = self._reversed("undo", action)
        self.sitting.undid(action, review=review)
        return done

    def undo_action(self, action: bytes) -> Reversal | None:
        """Take back one particular action of this annotator; None if it is not theirs, or does not stand."""
        with self.sitting.transaction():
            can = can_be_undone(self._connection, self.sitting.reach, action)
            return self._reversed("undo", action) if can else None

    def redo(self, *, review: bool = False) -> Reversal | None:
        """Redo what this sitting undid last, unless it did something new afterwards; None if there is nothing."""
        with self.sitting.transaction():
            found = action_to_redo(self._connection, self.sitting.reach_in(review=review))
            if found is None:
                return None
            done = self._reversed("redo", found[0])
        self.sitting.redid(found[1], review=review)
        return done

    def save_place(self, place: Place) -> None:
        """Store where the annotator is, outside the journal, because moving says nothing about a sentence.

        Survives a crash of the program, not necessarily one of the machine, and never waits: raises
        BusyError at once if another process is writing.
        """
        self._connection.execute("PRAGMA synchronous = NORMAL")
        try:
            with wait_for_others(self._connection, 0), writing(self._connection):
                self._keep_place(place)
        finally:
            self._connection.execute("PRAGMA synchronous = FULL")

    def registered(self, now: datetime) -> int:
        """The annotator's number, in an open transaction. An annotator without one is registered."""
        sitting = self.sitting
        if sitting.person is not None:
            return sitting.person
        key = new_key(sitting.annotator)
        person = number_of_key(self._connection, key)
        sitting.is_person(person)
        self._append([Act("annotator", payload={"who": key, "name": sitting.annotator})], now)
        sitting.is_person(person)
        return person

    def register_other(self, name: str) -> int:
        """Register somebody else of this name under a new key; the number that the file has for the key."""
        with self.sitting.transaction():
            key = new_key(name)
            person = number_of_key(self._connection, key)
            self._append([Act("annotator", payload={"who": key, "name": name})], self._clock())
        return person

    def wrote(self, events: int) -> None:
        """Take note of events that were written over this connection in another way."""
        self._has_written = True
        self._uncounted += events

    def end(self) -> None:
        """Count the work of the sitting, so that later readers need not do it; not if another process is writing.

        A few events are left uncounted, but all are added to the sums that show a change of the journal.
        """
        if not self._has_written:
            return
        from labels.projections.seal import extend_seals
        from labels.projections.work import catch_up

        later = suppress(CopydeskError, sqlite3.Error)  # it can be done the next time
        with later, wait_for_others(self._connection, 0), writing(self._connection):
            (extend_seals if self._uncounted < _FEW_UNCOUNTED else catch_up)(self._connection)

    def _reversed(self, kind: str, action: bytes) -> Reversal:
        self._append([Act(kind, undoes=action)], self._clock())
        return Reversal(action, events_of_action(self._connection, action))

    def _append(
        self,
        acts: Sequence[Act],
        now: datetime,
        told: Callable[[int], None] | None = None,
        units: Mapping[int, UnitsNow] | None = None,
    ) -> tuple[Event, ...]:
        """Write the acts into an open transaction, with all that follows from them.

        `units` is what the annotator says of their units, by article, where it was looked up.
        """
        newest = next((now.newest for now in units.values()), None) if units else None
        events = self._events(acts, now, newest)
        of_main = units is not None and are_single_steps(acts, units, MAIN)
        of_gold = units is not None and not of_main and are_single_steps(acts, units, GOLD)
        before = {n: now.annotations for n, now in units.items()} if units and of_main else None
        several = articles_of_several(acts)
        at_once = len(events) if all(act.kind in PROJECT_WIDE for act in acts) else _OFTEN  # one fold for all of them
        for begin in range(0, len(events), at_once):
            part = events[begin : begin + at_once]
            insert_events(self._connection, part)
            if before is not None:
                project_steps(self._connection, part, before, several)
            elif of_gold:
                gold_steps(self._connection, part, several)
            else:
                project(self._connection, part)
            if told is not None and begin + at_once <= len(events):
                told(begin + at_once)
        with_gold = {n for n, now in units.items() if now.has_gold} if units and of_main else None
        if with_gold:
            keep_gold_states(self._connection, {(n, span_of(e)) for e in events if (n := e.article) in with_gold})
        self._keep_counted(acts)
        kinds = {act.kind for act in acts}
        self.sitting.wrote(wide=not kinds <= ANNOTATION_KINDS)
        if "annotator" in kinds:
            self.sitting.is_person(None)  # the annotator may be another person now
        return events

    def _keep_counted(self, acts: Sequence[Act]) -> None:
        """Count the work of the last events if there are very many, or if one says that two people are the same."""
        self._has_written = True
        self._uncounted += len(acts)
        self._acted += len(acts)
        is_another = any("same_as" in act.payload for act in acts if act.kind == "annotator")
        if is_another or self._acted >= _MANY_UNCOUNTED:  # what others left uncounted is counted at the end
            from labels.projections.work import catch_up

            catch_up(self._connection)
            self._uncounted = self._acted = 0

    def _events(self, acts: Sequence[Act], now: datetime, newest: bytes | None) -> tuple[Event, ...]:
        """What the acts are in the journal: one action of this moment. `newest` is the greatest id there, if known."""
        person = self.registered(now)
        sitting, codebook = self.sitting.registered_number(person), self.sitting.codebook
        at = now.astimezone(UTC).isoformat(timespec="milliseconds")
        ids = ids_of_action(milliseconds(now), newest or newest_id(self._connection), len(acts))
        return tuple(
            Event(
                seq=0,
                id=id,
                at=at,
                person=person,
                sitting=sitting,
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

    def _keep_place(self, place: Place) -> None:
        annotator = self.sitting.annotator
        # A counter says which place is the latest, because a clock may stand still or go back.
        self._connection.execute(
            "INSERT OR REPLACE INTO place (annotator, article, cursor, top, turn) VALUES (?, ?, ?, ?,"
            " (SELECT coalesce(max(turn), 0) + 1 FROM place WHERE annotator = ?))",
            (annotator, place.article, place.cursor, place.top, annotator),
        )
