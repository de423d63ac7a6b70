"""Event ids: UUIDv7, rising without exception within one project file."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Iterator


def new_id(milliseconds: int, after: str | None = None) -> str:
    """A UUIDv7 for a time in milliseconds since 1970, always greater than `after`.

    RFC 9562, section 5.7: 48 bits of time, version, 12 random bits, variant, 62 random bits. Where the clock
    stands still or went back, the id that came `after` is counted up instead (section 6.2, method 2), so
    that the order of ids is the order of commits whatever the clock does.
    """
    # The highest of the 62 bits starts at zero, which leaves room for 2**61 increments.
    low = secrets.randbits(61)
    value = (milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | low
    if after is not None:
        floor = int(after.replace("-", ""), 16)
        if value <= floor:
            value = floor + 1
    return _formatted(value)


def new_ids(milliseconds: int, after: str | None = None) -> Iterator[str]:
    """Any number of UUIDv7 for the same moment, each the one before it counted up; all greater than `after`."""
    first = int(new_id(milliseconds, after).replace("-", ""), 16)
    return map(_formatted, itertools.count(first))


def id_at(milliseconds: int) -> str:
    """The smallest UUIDv7 of a moment: ids of that moment or later compare greater or equal."""
    return _formatted((milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76 | 0b10 << 62)


def milliseconds_of(id: str) -> int:
    """The moment in a UUIDv7, in milliseconds since 1970."""
    return int(id[:8] + id[9:13], 16)


def _formatted(value: int) -> str:
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
