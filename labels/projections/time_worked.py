"""Time worked, act by act, by the rules of `labels.values.working_time`, for each annotator and for each sitting."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, MutableMapping, Sequence
from itertools import islice

from labels.projections.actions import Actions
from labels.projections.work_acts import TimedAct, WorkAct, WorkActs
from labels.projections.work_row import Key, Row
from labels.values.working_time import QUARTER, moment_of, opening, worked_between

_BATCH = 5_000

#: An act that begins a stretch, whether it does so only in its sitting (`own`), and how it counts: 1 or -1.
_Opening = tuple[WorkAct, bool, int]


def count_person(rows: MutableMapping[Key, Row], acts: Iterator[TimedAct], person: int, actions: Actions) -> None:
    """Count all acts of an annotator, in order: the time they took, and each decision as if it were the last one."""
    uncounted = actions.uncounted(person)
    last: int | None = None
    last_in: dict[int, int] = {}
    row, place, begins = Row(), -1, 0
    while some := list(islice(acts, _BATCH)):
        openings: list[tuple[bytes, Row, bool, bool]] = []
        for id, at, sitting, action, decides, imported in some:
            moment = moment_of(at)
            if sitting != place or not begins <= moment < begins + QUARTER:
                place, begins = sitting, moment // QUARTER * QUARTER
                row = rows[person, sitting, moment // QUARTER]
                row.reach(id)
            row.last = id
            if decides and action not in uncounted:
                row.decided += 1
            last_here = last_in.get(sitting)
            gap = worked_between(last, moment)
            if imported:
                own: int | None = 0
            else:
                own = gap if last_here == last else worked_between(last_here, moment)
                last_in[sitting] = moment
            last = moment
            if gap is None or own is None:
                openings.append((action, row, gap is None, own is None))
            row.worked += gap or 0
            row.own += own or 0
        seconds = actions.seconds({action for action, _, _, _ in openings})
        for action, of_row, of_person, of_sitting in openings:
            of_row.worked += of_person * opening(seconds[action])
            of_row.own += of_sitting * opening(seconds[action])


class Stretches:
    """Adds the time between acts to the rows of their quarters of an hour."""

    def __init__(self, connection: sqlite3.Connection, acts: WorkActs, rows: MutableMapping[Key, Row]) -> None:
        """`rows` makes rows that are asked for."""
        self._connection = connection
        self._acts = acts
        self._rows = rows

    def count(self, touched: Sequence[WorkAct], until: int, before: Actions, after: Actions) -> None:
        """Count what `touched` acts change: those that arrived after `until`, and earlier ones that count otherwise.

        `before` and `after` know the actions as they were then, and as they are now.
        """
        by_person: dict[int, list[WorkAct]] = defaultdict(list)
        by_sitting: dict[tuple[int, int], list[WorkAct]] = defaultdict(list)
        for act in sorted(touched, key=lambda act: act.id):
            self._row(act).reach(act.id)
            by_person[act.person].append(act)
            if not act.imported:
                by_sitting[act.person, act.sitting].append(act)
        openings: list[_Opening] = []
        for person, acts in by_person.items():
            self._count_person(person, acts, until, openings)
        for (person, sitting), acts in by_sitting.items():
            self._count_sitting(person, sitting, acts, until, openings)
        self._open([each for each in openings if each[2] < 0], before)
        self._open([each for each in openings if each[2] > 0], after)

    def _count_person(self, person: int, touched: Sequence[WorkAct], until: int, openings: list[_Opening]) -> None:
        ids = {act.id for act in touched}

        def beside(act: WorkAct, *, before: bool) -> WorkAct | None:
            """The nearest act that is not touched."""
            found = self._acts.beside(person, act.id, until, before=before)
            return next((each for each in found if each.id not in ids), None)

        remaining = list(reversed(touched))
        while remaining:
            together = [remaining.pop()]
            following = beside(together[0], before=False)
            while remaining and (following is None or remaining[-1].id < following.id):
                together.append(remaining.pop())
            last = beside(together[0], before=True)
            self._change(last, together, following, until, openings, own=False)

    def _count_sitting(
        self, person: int, sitting: int, touched: Sequence[WorkAct], until: int, openings: list[_Opening]
    ) -> None:
        first, last = self._connection.execute(
            "SELECT min(first), max(last) FROM worked WHERE person = ? AND sitting = ?", (person, sitting)
        ).fetchone()
        if first is None or last < touched[0].id:
            before = None if last is None else self._acts.with_id(last)
            self._change(before, touched, None, until, openings, own=True)
            return
        reach = (min(first, touched[0].id), max(last, touched[-1].id))
        newest = max(act.seq for act in touched)
        acts = self._acts.between(person, *reach, max(until, newest))
        self._change(None, [act for act in acts if act.sitting == sitting], None, until, openings, own=True)

    def _change(
        self,
        last: WorkAct | None,
        acts: Sequence[WorkAct],
        following: WorkAct | None,
        until: int,
        openings: list[_Opening],
        *,
        own: bool,
    ) -> None:
        """Subtract the time of the acts that were there before, and add the time of all acts as they are now."""
        after = [*acts, following] if following is not None else list(acts)
        before = [act for act in after if act.seq <= until]
        for some, by in ((before, -1), (after, 1)):
            moment = None if last is None else last.moment
            for act in some:
                gap, moment = worked_between(moment, act.moment), act.moment
                if gap is None:
                    openings.append((act, own, by))
                else:
                    self._add(act, own, by * gap)

    def _open(self, openings: Sequence[_Opening], actions: Actions) -> None:
        """Count the seconds of the acts that begin a stretch."""
        actions.load({act.action for act, _, _ in openings})
        seconds = actions.seconds({act.action for act, _, _ in openings})
        for act, own, by in openings:
            self._add(act, own, by * opening(seconds[act.action]))

    def _add(self, act: WorkAct, own: bool, milliseconds: int) -> None:
        if milliseconds and own:
            self._row(act).own += milliseconds
        elif milliseconds:
            self._row(act).worked += milliseconds

    def _row(self, act: WorkAct) -> Row:
        return self._rows[act.person, act.sitting, act.quarter]
