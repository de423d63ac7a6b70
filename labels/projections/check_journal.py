"""Checking the journal itself: the form of every event, undone ones too, and whether any was changed afterwards."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from typing import Any

from labels.journal.form import problem_with_form
from labels.journal.ids import problem_with_id
from labels.journal.payload import is_canonical
from labels.journal.rows import EVENT_COLUMNS, event_from_row
from labels.projections.differences import NAMED, name_of
from labels.projections.seal import problems_with_seal, sealed_until
from labels.sqlite.batches import in_lots

Row = tuple[Any, ...]

#: After so many problems nothing more is looked for.
_MOST = 4 * NAMED

#: The payloads of nearly all decisions: one label, a known number of seconds. A number has at most three decimals, the
#: last no nought, is written by canonical JSON just so.
_SECONDS = r'"seconds":(?:0|[1-9][0-9]{0,8})(?:\.(?:0|[0-9]{0,2}[1-9]))?'
_PLAIN = {
    "label": re.compile(rf'\{{"labels":\["[^"\\\x00-\x1f]+"\](?:,{_SECONDS})?\}}'),
    "skip": re.compile(rf"\{{(?:{_SECONDS})?\}}"),
}

#: The time of an event after its day, as it is written here.
_TIME = re.compile(r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}\+00:00")


def problems_with_journal(connection: sqlite3.Connection) -> Iterator[str]:
    """What is wrong with events, one line each: their form, and whether they are what was written."""
    changed = list(problems_with_seal(connection, "journal"))
    # The sums match, so the events have the form that their writer checked.
    sealed = 0 if changed else sealed_until(connection, "journal")
    days: set[str] = set()
    found = 0
    rows = connection.execute(f"SELECT {EVENT_COLUMNS} FROM journal WHERE seq > ? ORDER BY seq", (sealed,))
    for row in in_lots(rows):
        if _is_plain(row, days):
            continue
        if problem := _problem_with(row):
            yield f"event {name_of(row[1])} {problem}"
            found += 1
            if found >= _MOST:
                break
        else:
            days.add(row[2][:10])
    yield from changed


def _is_plain(row: Row, days: set[str]) -> bool:
    """Whether an event is a complete, plain decision made here on one of these days. All others are checked closely."""
    _, id, at, _, _, kind, article, start, end, layer, codebook, payload, action, undoes = row
    pattern = _PLAIN.get(kind)
    return (
        pattern is not None
        and pattern.fullmatch(payload) is not None
        and layer == 0
        and article is not None
        and undoes is None
        and start is not None
        and end is not None
        and 0 <= start < end
        and at[:10] in days
        and _TIME.fullmatch(at, 10) is not None
        and len(action) == 16
        and (codebook is None or len(codebook) == 16)
        and problem_with_id(id) is None
    )


def _problem_with(row: Row) -> str | None:
    if not is_canonical(row[11]):
        return "is not whole: its payload is no JSON object in canonical form"
    return problem_with_form(event_from_row(row))
