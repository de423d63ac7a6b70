"""Rows of a file on their way from whatever carries them: JSON, CSV, Parquet, Arrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

#: What stands in a row, by key or column.
Object = dict[str, Any]

#: Where a row begins: its line or number, counted from 1, or words such as "record 3, line 1 column 118".
Spot = int | str

#: Gives every row and where it begins, from the start at every call.
Rows = Callable[[], Iterator[tuple[Spot, Object]]]
