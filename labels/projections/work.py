"""Work, counted: the time worked and the sentences decided in each quarter of an hour of a sitting.

`labels.statistics.pace` says what counts. The stored counts cover the events that arrived up to some `seq`. The few
later ones are counted when somebody reads. At the end of a sitting, an import or a merge all are counted. So a key
press costs nothing, and no figure is wrong if a writer was killed before it counted.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, groupby, zip_longest

from labels.journal.payload import canonical
from labels.projections.actions import Actions
from labels.projections.label_counts import put_in_place
from labels.projections.people import read_registry
from labels.projections.seal import extend_seals, sealed_until
from labels.projections.time_worked import Stretches, count_person
from labels.projections.work_acts import WorkAct, WorkActs
from labels.projections.work_row import Key, Row
from labels.sqlite.sums import BELOW, change_sum, hash_of, keep_sums, kept_sums, name_of_sum, sum_of_rows, sum_whole

#: More than so many events are counted with all others, from the beginning. So are more than `SOME` where no more than
#: three times as many were counted before: to count an event on top of others takes four times as long.
MANY, SOME = 50_000, 1_000

#: Two quarters of an hour that are this far apart are never in one day.
_FAR = 27 * 4


@dataclass(slots=True)
class Counts:
    """What to add to the stored counts, or (`anew`) what replaces them.

    `again` counts the decisions of an annotator in one quarter that a later decision in another quarter follows.
    """

    through: int
    anew: bool = False
    rows: defaultdict[Key, Row] = field(default_factory=lambda: defaultdict(Row))
    again: Counter[Key] = field(default_factory=Counter)


def uncounted(connection: sqlite3.Connection) -> Counts:
    """The counts of the events that arrived since then."""
    until, same = _until(connection)
    (newest,) = connection.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()
    if until == newest:
        return Counts(newest)
    news = newest - until
    if same != _same(connection) or news > MANY or (news > SOME and until <= 3 * news):
        return counted_anew(connection, newest)
    return _counted_since(connection, until, newest)


def catch_up(connection: sqlite3.Connection) -> None:
    """Count what has not been counted; in an open transaction."""
    put_in_place(connection)
    counts = uncounted(connection)
    if counts.anew:
        connection.execute("DELETE FROM worked")
        connection.execute("DELETE FROM decided_again")
        keep_sums(connection, {name_of_sum("work"): 0})
    before = 0 if counts.anew else _sum_of_counts(connection, counts)
    _put_in_place(connection, counts)
    change_sum(connection, "work", _sum_of_counts(connection, counts) - before)
    connection.execute("INSERT OR REPLACE INTO counted VALUES (1, ?, ?)", (counts.through, _same(connection)))
    sum_whole(connection, "counted")
    extend_seals(connection)


def _put_in_place(connection: sqlite3.Connection, counts: Counts) -> None:
    """Add counts to what is kept."""
    connection.executemany(
        "INSERT INTO worked VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " worked = worked + excluded.worked, own = own + excluded.own, decided = decided + excluded.decided,"
        " first = min(first, excluded.first), last = max(last, excluded.last)",
        _rows(counts),
    )
    connection.executemany(
        "INSERT INTO decided_again VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
        [(*key, count) for key, count in counts.again.items() if count],
    )
    if any(count < 0 for count in counts.again.values()):
        connection.execute("DELETE FROM decided_again WHERE count = 0")


def rebuild_work(connection: sqlite3.Connection) -> None:
    """Count everything again; in an open transaction."""
    connection.execute("DELETE FROM counted")
    connection.execute("INSERT INTO counted VALUES (1, 0, '')")
    keep_sums(connection, {name_of_sum("work"): 0})  # an event without counts makes the next reader count everything
    catch_up(connection)


def work_is_as_written(connection: sqlite3.Connection) -> bool:
    """Whether the stored counts are those that were written, and their events are sealed; False if unknown."""
    kept = kept_sums(connection)
    return (
        sealed_until(connection, "journal") >= _until(connection)[0]
        and kept.get(name_of_sum("counted")) == sum_of_rows(connection, "counted")
        and kept.get(name_of_sum("work"))
        == (sum_of_rows(connection, "worked") + sum_of_rows(connection, "decided_again")) % BELOW
    )


def problems_with_work(connection: sqlite3.Connection) -> Iterator[str]:
    """How the stored counts differ from those of the events, one line each."""
    until, same = _until(connection)
    if same != _same(connection):
        return  # it is counted again when somebody reads it
    counts = counted_anew(connection, until)
    for table, wanted in (
        ("worked", set(_rows(counts))),
        ("decided_again", {(*key, count) for key, count in counts.again.items() if count}),
    ):
        kept = set(connection.execute(f"SELECT * FROM {table}"))
        if kept != wanted:
            yield f"{table}: {len(kept ^ wanted):,} rows are not what the journal amounts to"


def counted_anew(connection: sqlite3.Connection, through: int) -> Counts:
    """The counts of all events that arrived up to `through`, annotator by annotator and sentence by sentence."""
    registry = read_registry(connection)
    acts, counts = WorkActs(connection, registry), Counts(through, anew=True)
    actions = Actions(connection, registry, through)
    actions.load_all()
    for person in acts.people():
        count_person(counts.rows, acts.timed(person, through), person, actions)
    for unit in _by_unit(acts.decided_again(through)):
        if len(unit) > 1:
            for act in unit:  # each was counted as if it were the only one
                counts.rows[act.person, act.sitting, act.quarter].decided -= act.kind != "clear" and _stands(
                    act, actions
                )
            _count_unit(counts, unit, actions, 1)
    return counts


def _counted_since(connection: sqlite3.Connection, until: int, newest: int) -> Counts:
    """The counts of the events between, with the changes that they make to earlier counts."""
    registry = read_registry(connection)
    acts, counts = WorkActs(connection, registry), Counts(newest)
    before, after = (Actions(connection, registry, through) for through in (until, newest))
    arrived = acts.arrived(until, newest)
    # If a part of an action arrived earlier, this part may now count differently.
    begun = list(acts.begun(arrived, until))
    touched = [*arrived, *begun]
    before.know(begun)
    after.know(touched)
    reversed_now = {act.undoes for act in arrived if act.undoes is not None}
    units = {_unit(act) for act in (*touched, *acts.of_actions(reversed_now, newest)) if act.decides}
    decisions = [*_decisions(acts, units, until), *(act for act in arrived if act.decides)]
    for actions in (before, after):
        actions.load({act.action for act in decisions if actions is after or act.seq <= until})
    for unit in _by_unit(sorted(decisions, key=_unit)):
        if earlier := [act for act in unit if act.seq <= until]:
            _count_unit(counts, earlier, before, -1)
        _count_unit(counts, unit, after, 1)
    Stretches(connection, acts, counts.rows).count(touched, until, before, after)
    return counts


def _count_unit(counts: Counts, decisions: Iterable[WorkAct], actions: Actions, by: int) -> None:
    """Count the decisions of one annotator on one sentence. Only the last of a day counts, unless it takes it away."""
    in_force = [act for act in sorted(decisions, key=lambda act: act.id) if _stands(act, actions)]
    for act, following in zip_longest(in_force, in_force[1:]):
        if act.kind == "clear":
            continue
        quarter = act.quarter
        if following is None or abs(following.quarter - quarter) >= _FAR:
            counts.rows[act.person, act.sitting, quarter].decided += by
        elif following.quarter != quarter:
            counts.again[act.person, quarter, following.quarter] += by


def _stands(act: WorkAct, actions: Actions) -> bool:
    if act.kind != "clear" and actions.is_bulk(act.action):
        return False
    return not actions.is_undone(act.action, act.person)


def _unit(act: WorkAct) -> tuple[int, int, int, int]:
    """What is decided, and by whom: article, span, annotator."""
    return act.article or 0, act.start or 0, act.end or 0, act.person


def _decisions(acts: WorkActs, units: Collection[tuple[int, int, int, int]], until: int) -> Iterator[WorkAct]:
    """The decisions on these sentences by these annotators that arrived up to `until`."""
    starts: dict[int, list[int]] = defaultdict(list)
    for article, start, _, _ in units:
        starts[article].append(start)
    for article, places in starts.items():
        found = acts.decisions(article, min(places), max(places), until)
        yield from (act for act in found if _unit(act) in units)


def _by_unit(decisions: Iterable[WorkAct]) -> Iterator[list[WorkAct]]:
    """The decisions of each annotator on each sentence; they come sentence by sentence."""
    for _, of_sentence in groupby(decisions, key=lambda act: _unit(act)[:3]):
        together = list(of_sentence)
        people = {act.person for act in together}
        for person in people:
            yield together if len(people) == 1 else [act for act in together if act.person == person]


def _rows(counts: Counts) -> Iterator[tuple[object, ...]]:
    return (
        (*key, row.worked, row.own, row.decided, row.first, row.last)
        for key, row in counts.rows.items()
        if counts.anew or row != Row()
    )


def _sum_of_counts(connection: sqlite3.Connection, counts: Counts) -> int:
    """The sum over those stored rows that the counts change."""
    rows = chain(
        _with_keys(connection, "SELECT * FROM worked WHERE person = ? AND sitting = ? AND quarter = ?", counts.rows),
        _with_keys(
            connection, "SELECT * FROM decided_again WHERE person = ? AND quarter = ? AND later = ?", counts.again
        ),
    )
    return sum(map(hash_of, rows))


def _with_keys(connection: sqlite3.Connection, statement: str, keys: Iterable[Key]) -> Iterator[tuple[object, ...]]:
    return chain.from_iterable(connection.execute(statement, key) for key in keys)


def _until(connection: sqlite3.Connection) -> tuple[int, str]:
    row = connection.execute("SELECT until, same FROM counted").fetchone()
    return (0, "") if row is None else (row[0], row[1])


def _same(connection: sqlite3.Connection) -> str:
    """Who is somebody else, as text."""
    return canonical({str(person): who for person, who in read_registry(connection).same.items()})
