"""Drawing articles at random by a hash of each, so that articles that come later change nothing of what was drawn."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from labels.errors import UsageError

#: A float holds so many bits exactly.
_BITS = 53


def point(seed: int, purpose: str, id: str) -> float:
    """A number from 0 to 1 (1 excluded) for an article id. It depends on nothing but the three arguments.

    Draws for two purposes with one seed are independent of each other.
    """
    digits = hashlib.sha256(f"{purpose}:{seed}:{id}".encode()).digest()[:8]
    return (int.from_bytes(digits, "big") >> (64 - _BITS)) / (1 << _BITS)


def is_drawn(share: float, seed: int, purpose: str, id: str) -> bool:
    """Whether an article is in the random `share` (0 to 1), with exactly this probability, each by itself."""
    return point(seed, purpose, id) < share


def drawn(ids: Iterable[str], count: int, seed: int, purpose: str) -> list[str]:
    """`count` of the article ids, drawn without putting back: each has the same probability. Sorted by id."""
    return sorted(sorted(ids, key=lambda id: (point(seed, purpose, id), id))[:count])


def read_share(written: str) -> float:
    """A share from 0 to 1 as a person writes it: 20% or 0.2. Raises UsageError."""
    text = written.strip()
    try:
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:  # also where it is no number
        raise UsageError(f"“{written}” is no share. Write one such as 20% or 0.2.")
    return share
