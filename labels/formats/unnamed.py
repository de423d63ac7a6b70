"""Tables that begin with a row, and not with the names of their columns."""

from __future__ import annotations

import re

_ENDED = re.compile(r"[.!?…。！？][\"'”’»“)\]]*$")

#: A cell of so many words is prose; one of two is, if it ends like a sentence.
_WORDS = 4


def unnamed(columns: int) -> list[str]:
    """What so many columns without names are called: 1, 2, 3 …"""
    return [str(number) for number in range(1, columns + 1)]


def is_prose(cell: str) -> bool:
    """Whether a cell holds a sentence rather than a name or a number."""
    words = len(cell.split())
    return words >= _WORDS or (words > 1 and _ENDED.search(cell) is not None)
