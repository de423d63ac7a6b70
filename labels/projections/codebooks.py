"""The versions of the codebook in a project, and which one is in force."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from operator import itemgetter
from typing import Any

from labels.codebook import Codebook
from labels.journal.payload import canonical
from labels.journal.project_fold import Codebooks, merged_labels
from labels.projections.viewers import by_whom
from labels.values.viewer import Viewer


def keep_codebooks(connection: sqlite3.Connection, codebooks: Codebooks) -> None:
    """Write the codebooks that changed; in an open transaction."""
    for table, wanted in codebook_rows(codebooks).items():
        if set(connection.execute(f"SELECT * FROM {table}")) != wanted:
            connection.execute(f"DELETE FROM {table}")
            for row in sorted(wanted, key=itemgetter(0)):
                connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def codebook_rows(codebooks: Codebooks) -> dict[str, set[tuple[Any, ...]]]:
    """The rows of the tables of codebooks, and of labels that were merged into others."""
    return {
        "codebook": {
            (
                event.id,
                number,
                event.at,
                event.person,
                canonical(event.payload["value"]),
                _place_of(event.id, codebooks),
                int(event.id == codebooks.in_force),
            )
            for number, event in enumerate(codebooks.every, 1)
        },
        "label_same": set(merged_labels(codebooks.every, codebooks.in_force).items()),
    }


def _place_of(event: bytes, codebooks: Codebooks) -> int:
    """1 for a head, 2 for a codebook that nothing in force is based on, 0 for the others."""
    if event in codebooks.heads:
        return 1
    return 0 if event in codebooks.ancestors else 2


def current(connection: sqlite3.Connection, viewer: Viewer) -> tuple[int, Codebook] | None:
    """The codebook in force and its number, or None in a project without one.

    It includes examples that it has not seen, except those that wait for a lead. Labels that only other heads have are
    in it as retired, so they are shown but not offered.
    """
    found = current_with_event(connection, viewer)
    return None if found is None else found[1:]


def current_with_event(connection: sqlite3.Connection, viewer: Viewer) -> tuple[bytes, int, Codebook] | None:
    """The event of the codebook in force, its number, and the codebook as the viewer reads it."""
    row = connection.execute("SELECT event, number, record FROM codebook WHERE in_force").fetchone()
    if row is None:
        return None
    event, number, record = row
    codebook = _read(record)
    others = connection.execute("SELECT record FROM codebook WHERE head > 0 AND NOT in_force ORDER BY number DESC")
    codebook = _with_labels_of(codebook, [_read(other) for (other,) in others.fetchall()])
    added = connection.execute(
        "SELECT label, text, counter FROM example JOIN journal ON journal.id = example.event"
        f" WHERE unseen AND {_for(viewer)} ORDER BY event"
    )
    return bytes(event), number, codebook.with_examples(added)


def _for(viewer: Viewer) -> str:
    """The condition that the viewer may see an example (and its event in the journal).

    An example shows what somebody thinks of a sentence. So it waits while others have the article as well. While
    nothing is assigned, everybody has all articles. An example of a lead does not wait. The same holds for packs.
    """
    if viewer.sees_others:
        return "1"
    leads = "SELECT person FROM team WHERE same IN (SELECT same FROM team WHERE role = 'lead')"
    having = "SELECT count(DISTINCT person) FROM assigned WHERE assigned.article = journal.article"
    alone = f"EXISTS (SELECT 1 FROM assigned WHERE start = -1) AND ({having}) < 2"
    return f"({by_whom(viewer)} OR journal.person IN ({leads}) OR {alone})"


def current_event(connection: sqlite3.Connection) -> bytes | None:
    """The event that made the codebook in force, or None in a project without one."""
    row = connection.execute("SELECT event FROM codebook WHERE in_force").fetchone()
    return bytes(row[0]) if row else None


def heads(connection: sqlite3.Connection) -> list[bytes]:
    """The codebooks on which no other is based. If there are several, there is something to settle."""
    return [bytes(event) for (event,) in connection.execute("SELECT event FROM codebook WHERE head = 1 ORDER BY event")]


def to_settle(connection: sqlite3.Connection) -> list[int]:
    """The numbers of the heads if there are several, the one in force last; else nothing."""
    found = [number for (number,) in connection.execute("SELECT number FROM codebook WHERE head = 1 ORDER BY event")]
    return found if len(found) > 1 else []


def parents_of_next(connection: sqlite3.Connection) -> list[bytes]:
    """The parents of a codebook that is written now: all heads, and default codebooks that were replaced by others."""
    rows = connection.execute(
        "SELECT event FROM codebook JOIN journal ON journal.id = codebook.event WHERE head = 1"
        " OR (head = 2 AND json_extract(payload, '$.default')) ORDER BY event"
    )
    return [bytes(event) for (event,) in rows]


def every_event(connection: sqlite3.Connection) -> list[bytes]:
    """The events of all codebooks there are."""
    return [bytes(event) for (event,) in connection.execute("SELECT event FROM codebook ORDER BY event")]


def seen_examples(connection: sqlite3.Connection, viewer: Viewer) -> list[bytes]:
    """The examples in force that the viewer may see. A codebook that they write now has seen them."""
    rows = connection.execute(
        "SELECT event FROM example JOIN journal ON journal.id = example.event"
        f" WHERE NOT unseen OR {_for(viewer)} ORDER BY event"
    )
    return [bytes(event) for (event,) in rows]


def made_by(connection: sqlite3.Connection, event: bytes) -> Codebook | None:
    """The version that an event made, or None."""
    row = connection.execute("SELECT record FROM codebook WHERE event = ?", (event,)).fetchone()
    return _read(row[0]) if row else None


def version(connection: sqlite3.Connection, number: int) -> Codebook | None:
    """One version of the codebook, or None."""
    row = connection.execute("SELECT record FROM codebook WHERE number = ?", (number,)).fetchone()
    return _read(row[0]) if row else None


def history(connection: sqlite3.Connection) -> list[tuple[int, str, str]]:
    """For each version, oldest first: its number, when it was made (ISO 8601, UTC), and by whom."""
    rows = connection.execute(
        "SELECT number, at, coalesce(shown, name) FROM codebook JOIN team USING (person) ORDER BY number"
    )
    return rows.fetchall()


def numbers(connection: sqlite3.Connection) -> dict[bytes, int]:
    """The number of each version by its event: its place among the codebook events in the order of ids."""
    return {bytes(event): number for event, number in connection.execute("SELECT event, number FROM codebook")}


def merged(connection: sqlite3.Connection) -> dict[str, str]:
    """Label ids that were merged into another, each with the id that its decisions are read under."""
    return dict(connection.execute("SELECT label, target FROM label_same"))


def labels_ever_given(connection: sqlite3.Connection, viewer: Viewer) -> dict[str, int]:
    """How often each label id was given in the part of the journal that the viewer may read, with undone decisions."""
    rows = connection.execute(
        "SELECT given.value, count(*) FROM journal, json_each(journal.payload, '$.labels') AS given"
        f" WHERE journal.kind = 'label' AND {by_whom(viewer)} GROUP BY given.value"
    )
    return dict(rows)


def _read(record: str) -> Codebook:
    from labels.codebook.record import codebook_from_record

    return codebook_from_record(json.loads(record))


def _with_labels_of(codebook: Codebook, others: list[Codebook]) -> Codebook:
    """`codebook` with the labels that only `others` have, as retired; no two labels have one name."""
    known = {label.id for label in codebook.labels}
    more = {label.id: label for other in reversed(others) for label in other.labels if label.id not in known}
    if not more:
        return codebook
    from labels.codebook.ids import with_free_name

    labels = list(codebook.labels)
    for label in more.values():
        labels.append(replace(with_free_name(label, labels), key=None, retired=True, same_as=None))
    return replace(codebook, labels=tuple(labels))
