"""Everything that is read, kept in step with the journal: marks, label index, progress, actions, schemes.

Each function runs inside the transaction that writes the event. What is kept here can always be made anew
from the journal alone (`rebuild`), and comes out the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from labels.event import SENTENCE_KINDS, Event
from labels.mark import UNTOUCHED, Mark, fold, folded
from labels.store.rows import EVENT_COLUMNS, MARK_COLUMNS, as_json, event_from_row, mark_from_row, mark_values

#: The tables below are projections: emptied and filled again by `rebuild`, compared by `copydesk check`.
TABLES = ("action", "mark", "mark_label", "progress", "scheme")

#: An article's number, a span, and who speaks of it.
Key = tuple[int, int, int, str]


def project(connection: sqlite3.Connection, event: Event) -> None:
    """Bring the projections up to date with an event that has just been added to the journal."""
    if event.kind in ("undo", "redo"):
        _reverse(connection, event)
        return
    connection.execute(
        "INSERT OR IGNORE INTO action (id, annotator, session, kind) VALUES (?, ?, ?, ?)",
        (event.action, event.annotator, event.session, event.kind),
    )
    if event.kind == "scheme":
        _keep_scheme(connection, event)
        return
    key = _key(connection, event)
    before = read_mark(connection, key)
    _keep_mark(connection, key, before, fold(before, event))


def read_mark(connection: sqlite3.Connection, key: Key) -> Mark:
    """The mark under a key, or an untouched one."""
    row = connection.execute(
        f"SELECT {MARK_COLUMNS} FROM mark WHERE article = ? AND start = ? AND stop = ? AND annotator = ?", key
    ).fetchone()
    return mark_from_row(row) if row else UNTOUCHED


def rebuild(connection: sqlite3.Connection) -> None:
    """Empty every projection and replay the journal into it."""
    for table in TABLES:
        connection.execute(f"DELETE FROM {table}")
    undone = _replay_actions(connection)
    marks: dict[Key, Mark] = {}
    numbers = dict(connection.execute("SELECT id, n FROM article"))
    for row in connection.execute(f"SELECT {EVENT_COLUMNS} FROM event ORDER BY id"):
        event = event_from_row(row)
        if event.kind == "scheme":
            _keep_scheme(connection, event)
        elif event.kind in SENTENCE_KINDS and event.action not in undone:
            assert event.article is not None and event.start is not None and event.stop is not None
            key = (numbers[event.article], event.start, event.stop, event.annotator)
            marks[key] = fold(marks.get(key, UNTOUCHED), event)
    for key, mark in marks.items():
        _keep_mark(connection, key, UNTOUCHED, mark)


def _replay_actions(connection: sqlite3.Connection) -> set[str]:
    """Fill the action table; the ids of the actions that stand undone at the end."""
    undone: dict[str, str] = {}
    events = connection.execute("SELECT id, kind, action, annotator, session, undoes FROM event ORDER BY id")
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
    """Take an action back, or bring it back, and fold anew every mark that it touched."""
    connection.execute(
        "UPDATE action SET undone_by = ? WHERE id = ?",
        (event.id if event.kind == "undo" else None, event.undoes),
    )
    touched = connection.execute(
        "SELECT DISTINCT article.n, event.start, event.stop, event.annotator"
        " FROM event JOIN article ON article.id = event.article WHERE event.action = ?",
        (event.undoes,),
    ).fetchall()
    for key in touched:
        _keep_mark(connection, key, read_mark(connection, key), folded(_standing(connection, key)))


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


def _keep_mark(connection: sqlite3.Connection, key: Key, before: Mark, after: Mark) -> None:
    if before == after:
        return
    if after == UNTOUCHED:
        connection.execute("DELETE FROM mark WHERE article = ? AND start = ? AND stop = ? AND annotator = ?", key)
    else:
        connection.execute(
            f"INSERT OR REPLACE INTO mark (article, start, stop, annotator, {MARK_COLUMNS})"
            " VALUES (?, ?, ?, ?,  ?, ?, ?, ?, ?, ?, ?, ?, ?,  ?, ?, ?)",
            (*key, *mark_values(after)),
        )
    if before.labels != after.labels:
        connection.executemany(
            "DELETE FROM mark_label WHERE label = ? AND article = ? AND start = ? AND stop = ? AND annotator = ?",
            [(label, *key) for label in before.labels],
        )
        connection.executemany(
            "INSERT INTO mark_label VALUES (?, ?, ?, ?, ?)", [(label, *key) for label in after.labels]
        )
    _keep_progress(connection, key, before, after)


def _keep_progress(connection: sqlite3.Connection, key: Key, before: Mark, after: Mark) -> None:
    number, _, _, annotator = key
    change = [b - a for a, b in zip(_counted(before), _counted(after), strict=True)]
    if not any(change):
        return
    connection.execute(
        "INSERT INTO progress (annotator, article, labelled, skipped, flagged, noted) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET labelled = labelled + excluded.labelled, skipped = skipped + excluded.skipped,"
        " flagged = flagged + excluded.flagged, noted = noted + excluded.noted",
        (annotator, number, *change),
    )
    connection.execute(
        "DELETE FROM progress WHERE annotator = ? AND article = ?"
        " AND labelled = 0 AND skipped = 0 AND flagged = 0 AND noted = 0",
        (annotator, number),
    )


def _counted(mark: Mark) -> tuple[int, int, int, int]:
    return (
        int(mark.status == "labelled"),
        int(mark.status == "skipped"),
        int(mark.flagged),
        int(bool(mark.note)),
    )


def _keep_scheme(connection: sqlite3.Connection, event: Event) -> None:
    connection.execute(
        "INSERT INTO scheme (version, event, at, annotator, record)"
        " VALUES ((SELECT coalesce(max(version), 0) + 1 FROM scheme), ?, ?, ?, ?)",
        (event.id, event.at, event.annotator, as_json(event.payload["scheme"])),
    )
