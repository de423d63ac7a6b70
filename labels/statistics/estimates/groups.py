"""Groups of articles: by source, language, author, month, year, or a value of their metadata."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from labels.errors import UsageError
from labels.statistics.estimates.question import BY, TIMES

#: The group of articles for which it is not known.
NOT_KNOWN = "(none)"

_DAY = re.compile(r"(\d{4})-(\d{2})")
#: How many keys are named in the message for an unknown one.
_NAMED = 12


@dataclass(frozen=True, slots=True)
class Groups:
    """The name of the group of each article (by number), and its month or year as a number where groups are these."""

    names: Mapping[int, str]
    times: Mapping[int, float]


def groups(connection: sqlite3.Connection, by: str) -> Groups:
    """The groups of all articles. Raises UsageError for a key that no article has."""
    if by in TIMES:
        return _times(connection, by)
    if by in BY:
        column = {"source": "source", "language": "language", "author": "author"}[by]
        rows = connection.execute(f"SELECT n, {column} FROM article")
        return Groups({n: name or NOT_KNOWN for n, name in rows}, {})
    metas = {n: json.loads(meta) for n, meta in connection.execute("SELECT n, meta FROM article")}
    if not any(by in meta for meta in metas.values()):
        keys = sorted({key for meta in metas.values() for key in meta})
        more = f", and {len(keys) - _NAMED} more" if len(keys) > _NAMED else ""
        known = f" Keys are: {', '.join(keys[:_NAMED])}{more}." if keys else ""
        raise UsageError(f"No article has “{by}” in its metadata. --by takes {', '.join(BY)}, or such a key.{known}")
    return Groups({n: _told(meta.get(by)) for n, meta in metas.items()}, {})


def _told(value: object) -> str:
    if value is None or value == "":
        return NOT_KNOWN
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _times(connection: sqlite3.Connection, by: str) -> Groups:
    names, times = {}, {}
    for n, published in connection.execute("SELECT n, published FROM article"):
        day = _DAY.match(published or "")
        if day is None:
            names[n] = NOT_KNOWN
            continue
        year, month = int(day[1]), int(day[2])
        names[n] = day[0] if by == "month" else day[1]
        times[n] = float(year * 12 + month if by == "month" else year)
    return Groups(names, times)
