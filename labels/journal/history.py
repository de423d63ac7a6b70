"""The history: what was done to a sentence, an article or the whole project, newest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from labels.journal.event import Event
from labels.journal.ids import id_to_text
from labels.journal.kinds import UNDOABLE
from labels.journal.rows import EVENT_COLUMNS, event_from_row
from labels.projections import codebooks
from labels.projections.people import names_of_people, person_named
from labels.projections.viewers import by_whom
from labels.values.viewer import Viewer

#: The latest undo or redo by the same annotator that points at the event's action.
_LATEST = (
    "(SELECT kind FROM journal AS reversal WHERE reversal.undoes = journal.action"
    " AND reversal.kind IN ('undo', 'redo') AND reversal.person IN"
    " (SELECT person FROM team WHERE same = (SELECT same FROM team WHERE person = journal.person))"
    " ORDER BY reversal.id DESC LIMIT 1)"
)
#: Whether the event is a decision that waits.
_WAITS = (
    "EXISTS (SELECT 1 FROM waiting WHERE waiting.article = journal.article AND waiting.start = journal.start"
    ' AND waiting."end" = journal."end" AND waiting.event = journal.id)'
)
#: Kinds that everybody may read, whoever wrote them.
_SHARED = "'split', 'join'"
_SELECT = f"SELECT {EVENT_COLUMNS}, {_LATEST}, {_WAITS} FROM journal"


@dataclass(frozen=True, slots=True)
class Entry:
    """One event, who did it (by name), and whether it is in force (`in_force`).

    An undo or redo always is. `version` is the number of the codebook under which it was decided, if that is known. A
    decision `waits` if its span is not a sentence and no sentence shows it yet.
    """

    event: Event
    annotator: str
    in_force: bool
    version: int | None = None
    waits: bool = False


def history_of(connection: sqlite3.Connection, n: int, span: tuple[int, int], viewer: Viewer) -> list[Entry]:
    """Everything said about a span of an article (by number) that the viewer may read, oldest first.

    Sentences that were split, joined or are retired count by the text they cover, so that nothing said about these
    words is missing. Boundaries are shared, so everybody may read who split and joined.
    """
    start, end = span
    readable = f"(kind IN ({_SHARED}) OR {by_whom(viewer)})"
    rows = connection.execute(
        f'{_SELECT} WHERE article = ? AND start < ? AND "end" > ? AND {readable} ORDER BY journal.id', (n, end, start)
    )
    names, numbers = names_of_people(connection), codebooks.numbers(connection)
    return [_entry(row, names, numbers) for row in rows]


def log(
    connection: sqlite3.Connection,
    *,
    annotator: str | None = None,
    wanted: Callable[[Event], bool] = lambda event: True,
    limit: int | None = None,
) -> Iterator[Entry]:
    """The journal backwards: of one annotator or of all, and only what is `wanted`, at most `limit` entries.

    It is an act on the file, so everybody reads everything. Segmentations are left out, because they are long and say
    nothing about a single sentence.
    """
    who, values = " WHERE kind <> 'segment'", tuple[object, ...]()
    if annotator is not None:
        who = f"{who} AND journal.person IN (SELECT person FROM team WHERE same = ?)"
        values = (person_named(connection, annotator),)
    names, numbers = names_of_people(connection), codebooks.numbers(connection)
    count = 0
    for row in connection.execute(f"{_SELECT}{who} ORDER BY journal.id DESC", values):
        if limit is not None and count >= limit:
            return
        entry = _entry(row, names, numbers)
        if wanted(entry.event):
            count += 1
            yield entry


def id_of_sitting(connection: sqlite3.Connection, n: int) -> str:
    """The id of the sitting that has this number here, in its text form. Raises KeyError."""
    row = connection.execute("SELECT id FROM sitting WHERE n = ?", (n,)).fetchone()
    if row is None:
        raise KeyError(n)
    return id_to_text(row[0])


def _entry(row: tuple[object, ...], names: Mapping[int, str], numbers: Mapping[bytes, int]) -> Entry:
    *columns, latest, waits = row
    event = event_from_row(tuple(columns))
    return Entry(
        event,
        names.get(event.person, "?"),
        in_force=latest != "undo" or event.kind not in UNDOABLE,
        version=event.payload.get("version") or numbers.get(event.codebook or b""),
        waits=bool(waits),
    )
