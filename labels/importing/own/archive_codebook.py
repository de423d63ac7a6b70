"""Which codebook is in force when a project has been united with an archived one.

The other project's, if it goes on from ours or ours was never used; else ours stays, as with any other import, and
has to have every label that was ever given.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC

from labels.errors import SchemeError
from labels.event import Event
from labels.importing.codebook import check_together, is_untouched, too_many, unknown_in_words
from labels.project import Project
from labels.scheme import Label, Scheme
from labels.scheme.fields import fold
from labels.scheme.ids import free_id
from labels.scheme.keys import allot_keys
from labels.scheme.record import scheme_to_record
from labels.store import schemes
from labels.store.ids import new_id
from labels.store.projections import project as keep_projections
from labels.store.queries import labels_in_use
from labels.store.rows import insert_event
from labels.store.whole import United


@dataclass(frozen=True, slots=True)
class Before:
    """The codebook of a project before the union, the event that made it, and which labels stood together."""

    scheme: Scheme
    event: str
    is_untouched: bool
    together: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Settled:
    """The names of the labels that the codebook did not have before, and what became of it, in words."""

    labels: tuple[str, ...] = ()
    words: str = ""


def codebook_before(project: Project) -> Before | None:
    """The codebook that is in force before a union; None in a project that has not begun."""
    project.reread_scheme()
    event = schemes.current_event(project.connection)
    if event is None:
        return None
    return Before(project.scheme, event, is_untouched(project), _together(project.connection))


def settle_codebook(project: Project, before: Before | None, done: United, *, make: bool) -> Settled:
    """See to the codebook in the transaction of a union. With `make` ours grows by what it lacks.

    Raises SchemeError, with the labels, where it may not; or where sentences carry labels that exclude each other.
    """
    if before is None or not done.codebooks:
        return Settled()
    connection = project.connection
    newest, theirs = schemes.current(connection), schemes.made_by(connection, max(done.codebooks))
    assert newest is not None and theirs is not None
    gives_way = before.event in done.codebooks or before.is_untouched
    wanted = _wanted(connection, before, done, newest[1], theirs)
    known = {label.id for label in wanted.labels}
    missing = [label for label in _ever_given(connection) if label.id not in known]
    if missing and not gives_way and not make:
        raise SchemeError(unknown_in_words([label.name for label in missing]))
    several = _together(connection) - before.together
    if make and several and wanted.choose == "one":
        wanted = replace(wanted, choose="many")
    in_use = set() if gives_way else set(labels_in_use(connection))
    wanted = _grown(wanted, [replace(each, retired=each.id not in in_use) for each in missing], several)
    check_together(wanted, {tuple(wanted.label(id).name for id in ids) for ids in several})
    if _plain(wanted) != _plain(newest[1]):
        _write(project, wanted)
    words = _in_words(before, wanted, theirs, gives_way=gives_way) if done.events else ""
    return Settled(tuple(wanted.label(label.id).name for label in missing), words)


def _wanted(connection: sqlite3.Connection, before: Before, done: United, newest: Scheme, theirs: Scheme) -> Scheme:
    """The codebook to go on with: the newest if theirs goes on from ours, theirs if ours was never used, else ours."""
    if before.event in done.codebooks:
        return newest
    return theirs if before.is_untouched else _with_examples(connection, before, done)


def _with_examples(connection: sqlite3.Connection, before: Before, done: United) -> Scheme:
    """Our own codebook, with the examples that annotators of the other project have added to its newest since."""
    rows = connection.execute(
        "SELECT label, text, counter, event FROM example WHERE event > ? ORDER BY event", (max(done.codebooks),)
    )
    return before.scheme.with_examples(row[:3] for row in rows if row[3] in done.examples)


def _ever_given(connection: sqlite3.Connection) -> list[Label]:
    """The labels that were ever given, as the newest version of the codebook that has them does."""
    known: dict[str, Label] = {}
    for number, _, _ in schemes.history(connection):
        scheme = schemes.version(connection, number)
        known.update((label.id, label) for label in (scheme.labels if scheme else ()))
    return [known.get(id) or Label(id, id, None) for id in sorted(schemes.labels_ever_given(connection))]


def _together(connection: sqlite3.Connection) -> frozenset[tuple[str, ...]]:
    rows = connection.execute("SELECT DISTINCT labels FROM mark WHERE json_array_length(labels) > 1")
    return frozenset(tuple(json.loads(labels)) for (labels,) in rows)


def _grown(scheme: Scheme, missing: Sequence[Label], several: frozenset[tuple[str, ...]]) -> Scheme:
    """`scheme` with further labels, under names and keys that are free, in groups that no sentence contradicts."""
    taken = {fold(name) for label in scheme.labels for name in (label.id, label.name, *label.formerly)}
    groups = {label.id: label.group for label in (*scheme.labels, *missing)}
    new = []
    for label in missing:
        group = label.group if scheme.choose == "many" else None
        if any(label.id in ids and [groups.get(id) for id in ids].count(group) > 1 for ids in several):
            group = None
        new.append(replace(label, name=free_id(label.name, taken), group=group))
        taken.add(fold(new[-1].name))
    labels = [*scheme.active, *(label for label in new if not label.retired)]
    given = [label.key for label in scheme.active] + [None] * (len(labels) - len(scheme.active))
    try:
        keys = allot_keys([label.name for label in labels], given, [label.key for label in labels])
    except ValueError as error:
        raise too_many(len(labels)) from error
    retired = [replace(label, key=None) for label in (*scheme.labels, *new) if label.retired]
    grown = (replace(label, key=key) for label, key in zip(labels, keys, strict=True))
    return replace(scheme, labels=(*grown, *retired)) if missing else scheme


def _plain(scheme: Scheme) -> Scheme:
    """`scheme` with examples in an order that says nothing of who added them first."""
    labels = (
        replace(each, examples=tuple(sorted(each.examples)), counter_examples=tuple(sorted(each.counter_examples)))
        for each in scheme.labels
    )
    return replace(scheme, labels=tuple(labels))


def _write(project: Project, scheme: Scheme) -> None:
    """Put a codebook in force within the transaction of the union, which the journal’s own way would end."""
    now = project.clock().astimezone(UTC)
    (last,) = project.connection.execute("SELECT max(id) FROM event").fetchone()
    id = new_id(int(now.timestamp() * 1000), last)
    at = now.isoformat(timespec="milliseconds")
    payload = {"scheme": scheme_to_record(scheme)}
    who, session = project.annotator, project.journal.session
    event = Event(id, at, who, session, "scheme", None, None, None, payload, id)
    insert_event(project.connection, event)
    keep_projections(project.connection, event)


def _in_words(before: Before, now: Scheme, theirs: Scheme, *, gives_way: bool) -> str:
    if gives_way:
        return "" if _plain(now) == _plain(before.scheme) else "; the codebook is the archive’s now"
    return "" if _plain(theirs) == _plain(now) else "; the archive’s codebook is another, this project keeps its own"
