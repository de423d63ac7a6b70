"""The journal as a story: what was said of a sentence, of an article, or of everything, newest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from labels.event import Event
from labels.store.rows import EVENT_COLUMNS, event_from_row

_COLUMNS = ", ".join(f"event.{name}" for name in EVENT_COLUMNS.split(", "))
_SELECT = f"SELECT {_COLUMNS}, action.undone_by FROM event LEFT JOIN action ON action.id = event.action"


@dataclass(frozen=True, slots=True)
class Entry:
    """One event, and whether it still stands. An undo or redo stands by itself."""

    event: Event
    standing: bool


def history_of(connection: sqlite3.Connection, article: str, start: int, stop: int) -> list[Entry]:
    """Everything said of a stretch of an article (id, span), oldest first.

    Sentences that were split, joined or are retired count by the text they cover, so that nothing said of
    these words is missing.
    """
    rows = connection.execute(
        f"{_SELECT} WHERE event.article = ? AND event.start < ? AND event.stop > ? ORDER BY event.id",
        (article, stop, start),
    )
    return [_entry(row) for row in rows]


def log(
    connection: sqlite3.Connection,
    *,
    annotator: str | None = None,
    wanted: Callable[[Event], bool] = lambda event: True,
    limit: int | None = None,
) -> Iterator[Entry]:
    """The journal backwards: of one annotator or of all, and only what is `wanted`, at most `limit` entries."""
    who = "" if annotator is None else " WHERE event.annotator = ?"
    rows = connection.execute(f"{_SELECT}{who} ORDER BY event.id DESC", () if annotator is None else (annotator,))
    count = 0
    for row in rows:
        if limit is not None and count >= limit:
            return
        entry = _entry(row)
        if wanted(entry.event):
            count += 1
            yield entry


def _entry(row: tuple[object, ...]) -> Entry:
    return Entry(event_from_row(row[:-1]), row[-1] is None)
