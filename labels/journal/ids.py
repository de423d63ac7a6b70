"""Event ids: UUIDv7 as 16 bytes. Their order is the order of folding; their time part is never read as a time."""

from __future__ import annotations

import secrets
from datetime import datetime

#: The lower of the random bits.
_LOW = (1 << 61) - 1

#: No event was made after this: 2200-01-01 in milliseconds since 1970.
LAST_MOMENT = 7_258_118_400_000


def new_id(milliseconds: int, newest: bytes | None = None) -> bytes:
    """A UUIDv7 for a time in milliseconds since 1970, always greater than `newest`, the newest id in the file.

    RFC 9562, section 5.7: 48 bits of time, version, 12 random bits, variant, 62 random bits. If the clock is not ahead
    of the newest id, the new one takes its time part plus one millisecond. The random digits are always drawn again. If
    they were counted up, two copies of one file would make the same id for two events.
    """
    if newest is not None:
        milliseconds = max(milliseconds, milliseconds_of(newest) + 1)
    # The highest of the 62 random bits is zero, which leaves room to count up the events of one action.
    drawn = secrets.randbits(73)
    value = milliseconds << 80 | 0x7 << 76 | (drawn >> 61) << 64 | 0b10 << 62 | (drawn & _LOW)
    return value.to_bytes(16, "big")


def ids_of_action(milliseconds: int, newest: bytes | None, count: int) -> list[bytes]:
    """The ids of the `count` events of one action: the first is new, the others count up from it."""
    first = new_id(milliseconds, newest)
    if count == 1:
        return [first]
    value = int.from_bytes(first, "big")
    return [(value + more).to_bytes(16, "big") for more in range(count)]


def milliseconds(moment: datetime) -> int:
    """A time in milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


def milliseconds_of(id: bytes) -> int:
    """The time part of an id. Only for making and checking ids: dates come from the event's `at`."""
    return int.from_bytes(id[:6], "big")


def id_to_text(id: bytes) -> str:
    """The form of an id in archives, logs and exports: `0190163d-8694-739b-aea5-966c26f8ad91`."""
    digits = id.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def id_from_text(text: str) -> bytes:
    """The id in its text form. Raises ValueError for anything else."""
    id = bytes.fromhex(text.replace("-", ""))
    if len(id) != 16 or id_to_text(id) != text:
        raise ValueError(f"{text[:40]!r} is no event id")
    return id


def problem_with_id(id: bytes) -> str | None:
    """Why an id cannot be that of an event: it is no UUID of version 7, or lies beyond the year 2200."""
    if len(id) != 16 or id[6] >> 4 != 7 or id[8] >> 6 != 2:
        return "is no UUID of version 7"
    return "lies beyond the year 2200" if milliseconds_of(id) > LAST_MOMENT else None
