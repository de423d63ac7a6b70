"""Names that look mistyped: before somebody new is registered, the user is asked whether a known person is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

#: How much of two names must be alike (0 to 1, `difflib`).
_ALIKE = 0.7

_NUMBERS = re.compile(r"\d+")


def near_name(name: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant by `name`; None if none is similar, or if it is a known name itself.

    Names that differ in their numbers, such as coder 1 and coder 2, are different people.
    """
    typed = name.casefold()
    found = [(_likeness(typed, each.casefold()), each) for each in known]
    if any(each == name for _, each in found):
        return None
    best, near = max(found, default=(0.0, ""))
    return near if best >= _ALIKE else None


def _likeness(one: str, other: str) -> float:
    if _NUMBERS.findall(one) != _NUMBERS.findall(other):
        return 0.0
    if sorted(one) == sorted(other):  # two letters that were swapped
        return 1.0
    return SequenceMatcher(None, one, other).ratio()
