"""The rows of a damaged SQLite file, read page by page without SQLite, which gives up at the first page it cannot read.

The format is that of sqlite.org/fileformat.html. Rows that cannot be read are skipped. The caller must check whether
the others are those that were written.
"""

from __future__ import annotations

import os
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from mmap import ACCESS_READ, mmap
from pathlib import Path
from shutil import copyfile
from typing import Self

from labels.sqlite.connection import may_tidy

Value = int | float | str | bytes | None

#: A row: its number in a table that has numbers (else None), and its values in the order in which they are stored.
StoredRow = tuple[int | None, list[Value]]

#: The kinds of pages.
_INDEX_INSIDE, _TABLE_INSIDE, _INDEX_LEAF, _TABLE_LEAF = 2, 5, 10, 13

#: The exceptions that a damaged cell or page can raise.
_DAMAGE = (IndexError, ValueError, struct.error, OverflowError)

#: No value in SQLite is as long as this.
_MOST = 1_000_000_000


def snapshot(path: Path, copy: Path) -> None:
    """Copy the pages of a file, with those that are still in its log. If SQLite cannot open it, copy only the file."""
    mode = "rw" if may_tidy(path) else "ro"
    try:
        with (
            closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
    except (sqlite3.Error, UnicodeDecodeError):
        copy.unlink(missing_ok=True)
        copyfile(path, copy)


class Pages:
    """The pages of a file to which no program writes. A context manager."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`. Raises ValueError for an empty one."""
        with path.open("rb") as file:
            self._bytes = mmap(file.fileno(), 0, access=ACCESS_READ)
            length = os.fstat(file.fileno()).st_size
        size = int.from_bytes(self._bytes[16:18], "big")
        size = 65_536 if size == 1 else size
        self._size = size if size >= 512 and size & (size - 1) == 0 else 4096
        reserved = self._bytes[20] if length > 20 and self._bytes[20] <= 32 else 0
        self._usable = self._size - reserved
        self._count = length // self._size
        #: The number of the format that the file gives itself, damaged or not.
        self.format = int.from_bytes(self._bytes[60:64], "big")
        #: The pages that were read as part of some table.
        self.seen: set[int] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._bytes.close()

    def roots(self) -> dict[str, int]:
        """The root page of each table, as far as the list of tables can be read."""
        found = {}
        for _, values in self.rows(1):
            if len(values) >= 4 and values[0] == "table" and isinstance(values[1], str) and isinstance(values[3], int):
                found[values[1]] = values[3]
        return found

    def rows(self, root: int) -> Iterator[StoredRow]:
        """The rows of a table with this root page, as far as the pages in between can be read."""
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if not 1 <= number <= self._count or number in self.seen:
                continue
            self.seen.add(number)
            waiting += reversed(self._children(number))
            yield from self._rows_on(number)

    def stray_rows(self) -> Iterator[StoredRow]:
        """The rows on pages to which no readable page leads."""
        for number in range(1, self._count + 1):
            if number not in self.seen and self._page(number)[:1] == bytes([_TABLE_LEAF]):
                self.seen.add(number)
                yield from self._rows_on(number)

    def _page(self, number: int) -> bytes:
        begin = (number - 1) * self._size
        return self._bytes[begin : begin + self._size]

    def _cells(self, number: int) -> tuple[int, bytes, list[int]]:
        """The kind of a page, the page, and where its cells begin."""
        page, head = self._page(number), 100 if number == 1 else 0
        kind = page[head]
        first = head + (12 if kind in (_INDEX_INSIDE, _TABLE_INSIDE) else 8)
        (count,) = struct.unpack_from(">H", page, head + 3)
        count = min(count, (self._size - first) // 2)
        return kind, page, list(struct.unpack_from(f">{count}H", page, first))

    def _children(self, number: int) -> list[int]:
        kind, page, places = self._cells(number)
        if kind not in (_INDEX_INSIDE, _TABLE_INSIDE):
            return []
        head = 100 if number == 1 else 0
        inside = [place for place in places if place + 4 <= len(page)]
        return [
            *(int.from_bytes(page[place : place + 4], "big") for place in inside),
            int.from_bytes(page[head + 8 : head + 12], "big"),
        ]

    def _rows_on(self, number: int) -> Iterator[StoredRow]:
        kind, page, places = self._cells(number)
        if kind not in (_INDEX_INSIDE, _INDEX_LEAF, _TABLE_LEAF):
            return
        for place in places:
            try:
                yield self._row(page, place + (4 if kind == _INDEX_INSIDE else 0), is_table=kind == _TABLE_LEAF)
            except _DAMAGE:
                continue

    def _row(self, page: bytes, place: int, *, is_table: bool) -> StoredRow:
        length, place = _varint(page, place)
        number = None
        if is_table:
            number, place = _varint(page, place)
        if length > _MOST:
            raise ValueError("too long")
        usable = self._usable
        most = usable - 35 if is_table else (usable - 12) * 64 // 255 - 23
        if length <= most:
            payload = page[place : place + length]
        else:
            least = (usable - 12) * 32 // 255 - 23
            here = least + (length - least) % (usable - 4)
            here = here if here <= most else least
            payload = page[place : place + here]
            payload += self._overflow(int.from_bytes(page[place + here : place + here + 4], "big"), length - here)
        if len(payload) != length:
            raise ValueError("cut short")
        return number, _values(payload)

    def _overflow(self, number: int, length: int) -> bytes:
        parts, seen = [], set()
        while length > 0 and 1 <= number <= self._count and number not in seen:
            seen.add(number)
            page = self._page(number)
            part = page[4 : min(self._usable, 4 + length)]
            parts.append(part)
            length -= len(part)
            number = int.from_bytes(page[:4], "big")
        return b"".join(parts)


def _varint(page: bytes, place: int) -> tuple[int, int]:
    """A number of 1 to 9 bytes, and where it ends."""
    value = 0
    for count in range(8):
        byte = page[place + count]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + count + 1
    value = value << 8 | page[place + 8]
    return value - (1 << 64) if value >> 63 else value, place + 9


def _values(record: bytes) -> list[Value]:
    """The values of a record. Raises ValueError if it is not a record, or if a text is not UTF-8."""
    end, place = _varint(record, 0)
    kinds = []
    while place < end:
        kind, place = _varint(record, place)
        kinds.append(kind)
    ends = [end]
    for kind in kinds:
        ends.append(ends[-1] + _length(kind))
    if place != end or ends[-1] != len(record):
        raise ValueError("no record")
    return [_value(kind, record[begin:until]) for kind, (begin, until) in zip(kinds, pairwise(ends), strict=True)]


def _length(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    if kind in (10, 11):
        raise ValueError("no kind of value")
    return (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind]


def _value(kind: int, raw: bytes) -> Value:
    if kind == 0:
        return None
    if kind in (8, 9):
        return kind - 8
    if kind == 7:
        return float(struct.unpack(">d", raw)[0])
    if kind < 7:
        return int.from_bytes(raw, "big", signed=True)
    return raw.decode("utf-8") if kind % 2 else raw
