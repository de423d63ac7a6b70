"""The keys of labels: what may be a key, and keys for labels that have none."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

#: The digits in the order of a keyboard. They set the first ten labels.
DIGITS_BY_ORDER = "1234567890"

#: Characters that are letters but have no width in a terminal: Hangul vowels and finals, and fillers.
_INVISIBLE = frozenset(map(chr, (*range(0x1160, 0x1200), *range(0xD7B0, 0xD7FC), 0xFFA0)))


def is_typeable(key: str) -> bool:
    """Whether `key` can set a label: one letter or digit of any script, one code point, one cell wide."""
    if len(key) != 1 or key in _INVISIBLE or unicodedata.normalize("NFC", key) != key:
        return False
    category = unicodedata.category(key)
    return (category[0] == "L" or category == "Nd") and unicodedata.east_asian_width(key) not in "WF"


def allot_keys(names: Sequence[str], given: Sequence[str | None], held: Sequence[str | None] = ()) -> tuple[str, ...]:
    """A key for each of `names`, all different, the same for the same arguments.

    `given` keys (one for each name, or None) are kept whatever they are. A label without one keeps the key in `held`
    (what it had until now) if nobody was given that; annotators have learned it. The others take, in their order, the
    first free one of: the letters of their name, a to z, the digits, A to Z. Raises ValueError if the keys run out,
    which takes more than 62 labels.
    """
    keys = list(given)
    taken = {key for key in given if key is not None}
    for index, key in enumerate(held):
        if keys[index] is None and key is not None and key not in taken:
            keys[index] = key
            taken.add(key)
    for index, name in enumerate(names):
        if keys[index] is None:
            keys[index] = _first_free(_wishes(name), taken)
            taken.add(keys[index] or "")
    return tuple(key for key in keys if key is not None)


def _wishes(name: str) -> Iterator[str]:
    """The keys that suit a label with this name, the best first."""
    yield from (sign for sign in name.casefold() if sign.isalpha() and is_typeable(sign))
    yield from string.ascii_lowercase
    yield from DIGITS_BY_ORDER
    yield from string.ascii_uppercase


def _first_free(wishes: Iterable[str], taken: set[str]) -> str:
    for key in wishes:
        if key not in taken:
            return key
    raise ValueError("there are more labels than keys")
