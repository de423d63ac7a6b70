"""How much of the data goes into which part, as a person writes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import isfinite

from labels.errors import UsageError

#: Names for as many parts as there are figures without names.
_USUAL = {2: ("train", "test"), 3: ("train", "validation", "test")}

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_HELP = "Write 80/10/10 (train, validation, test), 80/20 (train, test) or train=80,dev=10,test=10."


@dataclass(frozen=True, slots=True)
class Share:
    """A part's name, and the share of the data that it is to get, 0 to 1."""

    part: str
    share: float


def read_shares(written: str) -> tuple[Share, ...]:
    """The parts in `80/10/10` or `train=80,test=20`, with shares that add up to 1. Raises UsageError."""
    if "=" in written:
        pairs = [tuple(map(str.strip, each.split("=", 1))) for each in written.split(",")]
        if any(len(pair) != 2 or not _NAME.fullmatch(pair[0]) for pair in pairs):
            raise UsageError(f"{written!r} is no split: each part needs a name and a share. {_HELP}")
        names, figures = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    else:
        figures = written.split("/")
        names = list(_USUAL.get(len(figures), ()))
    if len(names) != len(figures) or len(figures) < 2:
        raise UsageError(f"{written!r} is no split: give two or three shares, or a name to each. {_HELP}")
    if len(set(names)) < len(names):
        raise UsageError(f"{written!r} is no split: a name stands twice. {_HELP}")
    amounts = [_amount(figure, written) for figure in figures]
    whole = sum(amounts)
    return tuple(Share(name, amount / whole) for name, amount in zip(names, amounts, strict=True))


def part_at(point: float, shares: Sequence[Share]) -> str:
    """The part at a point between 0 and 1 (1 excluded), where the parts lie one after the other."""
    for share, end in zip(shares, accumulate(each.share for each in shares), strict=True):
        if point < end:
            return share.part
    return shares[-1].part  # what rounding leaves


def _amount(figure: str, written: str) -> float:
    try:
        amount = float(figure)
    except ValueError:
        amount = 0
    if not isfinite(amount) or amount <= 0:
        raise UsageError(f"{written!r} is no split: {figure.strip()!r} is no share above 0. {_HELP}")
    return amount
