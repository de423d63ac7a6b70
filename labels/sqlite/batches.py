"""Rows fetched in batches: for very many rows a call for each takes longer than the row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import Any

_LOT = 1_000


def in_lots(cursor: sqlite3.Cursor) -> Iterator[Any]:
    """All rows of a cursor. Read them to the end."""
    return chain.from_iterable(iter(partial(cursor.fetchmany, _LOT), []))
