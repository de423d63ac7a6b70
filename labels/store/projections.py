"""Everything that is read, kept in step with the journal: marks, sentences, progress, actions, codebook.

Each function runs inside the transaction that writes the event. What is kept here can always be made anew
from the journal and the articles alone (`rebuild`), and comes out the same.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from labels.event import BOUNDARY_KINDS, MARK_KINDS, Event
from labels.mark import UNTOUCHED, Mark, fold, folded
from labels.store.mark_rows import Key, keep_mark, keep_marks, read_mark
from labels.store.repaired import (
    WHOLE,
    add_repairs,
    fold_again,
    keep_fold,
    recount_repairs,
    repairs_in,
    unrepair_all,
)
from labels.store.rows import EVENT_COLUMNS, as_json, event_from_row

#: The tables below are projections: emptied and filled again by `rebuild`, compared by `copydesk check`.
TABLES = ("action", "mark", "mark_label", "progress", "scheme", "example")

#: Tables that hold what was imported and, besides, something that follows from the journal.
PARTLY = ("article", "sentence")


def project(connection: sqlite3.Connection, event: Event) -> None:
    """Bring the projections up to date with an event that has just been added to the journal."""
    if event.kind in ("undo", "redo"):
        _reverse(connection, event)
        return
    keep_actions(connection, [event])
    if event.kind == "scheme":
        _keep_scheme(connection, event)
    elif event.kind == "example":
        _keep_example(connection, event)
    else:
        _keep_said(connection, event)


def keep_actions(connection: sqlite3.Connection, events: Iterable[Event]) -> None:
    """Note the actions that new events, none of them an undo or redo, belong to."""
    connection.executemany(
        "INSERT OR IGNORE INTO action (id, annotator, session, kind) VALUES (?, ?, ?, ?)",
        [
            (event.action, event.annotator, event.session, "imported" if "origin" in event.payload else event.kind)
            for event in events
        ],
    )


def _keep_said(connection: sqlite3.Connection, event: Event) -> None:
    """Take in what was said of a sentence, or a split or join of it."""
    key = _key(connection, event)
    sentence = "SELECT base, active FROM sentence WHERE article = ? AND start = ? AND stop = ?"
    base, active = connection.execute(sentence, key[:3]).fetchone() or (False, False)
    if event.kind in BOUNDARY_KINDS or not base:
        add_repairs(connection, key[0], 1)
    if event.kind in BOUNDARY_KINDS or not active:
        fold_again(connection, key[0], [(key[1], key[2])])
    else:
        before = read_mark(connection, key)
        keep_mark(connection, key, before, fold(before, event))


def rebuild(connection: sqlite3.Connection) -> None:
    """Empty every projection and replay the journal into it."""
    for table in TABLES:
        connection.execute(f"DELETE FROM {table}")
    unrepair_all(connection)
    undone = _replay_actions(connection)
    numbers = dict(connection.execute("SELECT id, n FROM article"))
    repaired = {
        numbers[id]
        for (id,) in connection.execute("SELECT DISTINCT article FROM event WHERE kind IN ('split', 'join')")
    }
    marks, waiting = _replay_events(connection, numbers, repaired, undone)
    keep_marks(connection, {key: (UNTOUCHED, mark) for key, mark in marks.items()})
    for n in sorted(repaired):
        keep_fold(connection, n, WHOLE, waiting[n])
        recount_repairs(connection, n, waiting[n])


def _replay_events(
    connection: sqlite3.Connection, numbers: Mapping[str, int], repaired: Collection[int], undone: Collection[str]
) -> tuple[dict[Key, Mark], dict[int, list[Event]]]:
    """Fill codebooks and examples; the marks, and the events of `repaired` articles, which are folded as a whole.

    `numbers` has the number of each article, `undone` the actions that stand undone.
    """
    marks: dict[Key, Mark] = {}
    waiting: dict[int, list[Event]] = defaultdict(list)
    for row in connection.execute(f"SELECT {EVENT_COLUMNS} FROM event ORDER BY id"):
        event = event_from_row(row)
        if event.kind == "scheme":
            _keep_scheme(connection, event)
        elif event.action in undone:
            continue
        elif event.kind == "example":
            _keep_example(connection, event)
        elif event.kind in MARK_KINDS | BOUNDARY_KINDS:
            assert event.article is not None and event.start is not None and event.stop is not None
            key = (numbers[event.article], event.start, event.stop, event.annotator)
            if key[0] in repaired:
                waiting[key[0]].append(event)
            else:
                marks[key] = fold(marks.get(key, UNTOUCHED), event)
    return marks, waiting


def _replay_actions(connection: sqlite3.Connection) -> set[str]:
    """Fill the action table; the ids of the actions that stand undone at the end."""
    undone: dict[str, str] = {}
    events = connection.execute(
        "SELECT id, CASE WHEN NOT json_valid(payload) OR json_extract(payload, '$.origin') IS NULL THEN kind"
        " ELSE 'imported' END, action, annotator, session, undoes FROM event ORDER BY id"
    )
    for id, kind, action, annotator, session, undoes in events:
        if kind == "undo":
            undone[undoes] = id
        elif kind == "redo":
            undone.pop(undoes, None)
        else:
            connection.execute(
                "INSERT OR IGNORE INTO action (id, annotator, session, kind) VALUES (?, ?, ?, ?)",
                (action, annotator, session, kind),
            )
    connection.executemany("UPDATE action SET undone_by = ? WHERE id = ?", [(by, id) for id, by in undone.items()])
    return set(undone)


def _reverse(connection: sqlite3.Connection, event: Event) -> None:
    """Take an action back, or bring it back, and fold anew everything that it touched."""
    assert event.undoes is not None
    connection.execute(
        "UPDATE action SET undone_by = ? WHERE id = ?",
        (event.id if event.kind == "undo" else None, event.undoes),
    )
    _reverse_examples(connection, event)
    touched: dict[int, set[Key]] = defaultdict(set)
    for key in connection.execute(
        "SELECT article.n, event.start, event.stop, event.annotator"
        " FROM event JOIN article ON article.id = event.article WHERE event.action = ? AND event.kind <> 'example'",
        (event.undoes,),
    ):
        touched[key[0]].add(key)
    sign = -1 if event.kind == "undo" else 1
    for n, repairs in repairs_in(connection, event.undoes).items():
        if add_repairs(connection, n, sign * repairs) or repairs:
            fold_again(connection, n, [key[1:3] for key in touched[n]])
        else:
            before = {key: read_mark(connection, key) for key in touched[n]}
            keep_marks(connection, {key: (before[key], folded(_standing(connection, key))) for key in touched[n]})


def _standing(connection: sqlite3.Connection, key: Key) -> Iterable[Event]:
    """The events about one sentence by one annotator whose actions are not undone, in order."""
    number, start, stop, annotator = key
    columns = ", ".join(f"event.{name}" for name in EVENT_COLUMNS.split(", "))
    rows = connection.execute(
        f"SELECT {columns} FROM event JOIN action ON action.id = event.action"
        " WHERE event.article = (SELECT id FROM article WHERE n = ?) AND event.start = ? AND event.stop = ?"
        " AND event.annotator = ? AND action.undone_by IS NULL ORDER BY event.id",
        (number, start, stop, annotator),
    )
    return map(event_from_row, rows)


def _key(connection: sqlite3.Connection, event: Event) -> Key:
    (number,) = connection.execute("SELECT n FROM article WHERE id = ?", (event.article,)).fetchone()
    assert event.start is not None and event.stop is not None
    return number, event.start, event.stop, event.annotator


def _keep_scheme(connection: sqlite3.Connection, event: Event) -> None:
    connection.execute(
        "INSERT INTO scheme (version, event, at, annotator, record)"
        " VALUES ((SELECT coalesce(max(version), 0) + 1 FROM scheme), ?, ?, ?, ?)",
        (event.id, event.at, event.annotator, as_json(event.payload["scheme"])),
    )


def _keep_example(connection: sqlite3.Connection, event: Event) -> None:
    payload = event.payload
    connection.execute(
        "INSERT INTO example (event, label, text, counter) VALUES (?, ?, ?, ?)",
        (event.id, payload["label"], payload["text"], bool(payload["counter"])),
    )


def _reverse_examples(connection: sqlite3.Connection, event: Event) -> None:
    rows = connection.execute(
        f"SELECT {EVENT_COLUMNS} FROM event WHERE action = ? AND kind = 'example'", (event.undoes,)
    ).fetchall()
    for example in map(event_from_row, rows):
        connection.execute("DELETE FROM example WHERE event = ?", (example.id,))
        if event.kind == "redo":
            _keep_example(connection, example)
