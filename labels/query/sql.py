"""Pieces of SQL with their values. A value never becomes part of the text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from labels.query.casefold import holds


class Sql(NamedTuple):
    """A piece of SQL, and the values for its question marks in order."""

    text: str
    values: tuple[Any, ...] = ()


def joined(separator: str, pieces: Iterable[Sql]) -> Sql:
    """The pieces with `separator` between them."""
    kept = list(pieces)
    return Sql(separator.join(piece.text for piece in kept), tuple(v for piece in kept for v in piece.values))


def all_of(pieces: Iterable[Sql]) -> Sql:
    """True where every piece is; without pieces, always."""
    kept = [piece for piece in pieces if piece.text != "1"]
    return joined(" AND ", (Sql(f"({piece.text})", piece.values) for piece in kept)) if kept else Sql("1")


def any_of(pieces: Iterable[Sql]) -> Sql:
    """True where a piece is; without pieces, never."""
    kept = list(pieces)
    return joined(" OR ", (Sql(f"({piece.text})", piece.values) for piece in kept)) if kept else Sql("0")


def negated(piece: Sql) -> Sql:
    """True where the piece is false."""
    return Sql(f"NOT ({piece.text})", piece.values)


def one_of(values: Sequence[str | int | bytes]) -> Sql:
    """`(?, ?)` with the values."""
    return Sql(f"({', '.join('?' * len(values))})", tuple(values))


def prepare(connection: sqlite3.Connection) -> None:
    """Give a connection the one function that SQLite lacks: `holds(text, wanted)`, see `labels.query.casefold`."""
    if not connection.execute("SELECT 1 FROM pragma_function_list WHERE name = 'holds'").fetchone():
        connection.create_function("holds", 2, holds, deterministic=True)
