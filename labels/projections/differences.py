"""Problems in words: rows that are stored and should not be, and rows that are missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from labels.journal.ids import id_to_text

Row = tuple[Any, ...]

#: How many problems of a kind are named.
NAMED = 5

#: The exceptions that reading an event with wrong contents can raise.
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError)

#: What a check says about a row that should not be stored, and about a missing row.
TOO_MUCH, MISSING = "is not in the journal", "is missing, by the journal"


def differences(table: str, kept: set[Row], wanted: set[Row]) -> Iterator[str]:
    """How the rows stored in a table differ from the wanted ones, one line each, a few of each kind."""
    for rows, what in ((kept - wanted, TOO_MUCH), (wanted - kept, MISSING)):
        for row in _first(rows):
            yield f"{table}: {shortened(row)} {what}"


def shortened(row: Row) -> str:
    """A row in at most 120 characters on one line."""
    said = ", ".join(name_of(each) if isinstance(each, bytes) else str(each) for each in row)
    said = " ".join("".join(sign if sign.isprintable() else " " for sign in said).split())
    return said if len(said) <= 120 else said[:119] + "…"


def name_of(id: object) -> str:
    """The id of an event in its text form, as far as it has one."""
    if not isinstance(id, bytes):
        return str(id)[:40]
    return id_to_text(id) if len(id) == 16 else id.hex()[:32]


def _first(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=str)[:NAMED]
