"""Sketches: half a kilobyte that shows which long texts are surely not alike, without reading them again.

One permutation hashing without densification (Li, Owen and Zhang, "One permutation hashing", 2012): the least shingle
in each of many bins, of which a byte is kept (Li and König, "b-bit minwise hashing", 2010).
"""

from __future__ import annotations

import operator
from collections.abc import Sequence

from labels.duplicates.minhash import least_in_bins

_BINS = 512

#: A bin without any shingle.
_EMPTY = 0

#: How much too low an estimate can be. Its standard deviation is at most 0.025 for texts of 500 shingles, 0.022 for
#: longer ones (binomial, bins that are not empty in both): one pair in 30,000 is further off.
_SURELY = 0.1


def sketch(shingles: Sequence[int]) -> bytes:
    """The sketch of a text, whose shingles are in ascending order."""
    least = least_in_bins(shingles, _BINS)
    return bytes(_EMPTY if shingle is None else 1 + shingle % 255 for shingle in least)


def looks_unlike(one: bytes, other: bytes, alike: float) -> bool:
    """Whether the texts behind two sketches surely have less than the share `alike` of their shingles in common."""
    # A loop over the bins would take four times as long.
    empty_in_both = bytes(map(operator.or_, one, other)).count(_EMPTY)
    equal = sum(map(operator.eq, one, other)) - empty_in_both
    return bool(equal < (alike - _SURELY) * (_BINS - empty_in_both))
