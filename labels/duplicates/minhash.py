"""Keys that similar texts share, so that not all pairs have to be compared: MinHash in bands.

Two texts have equal MinHash values as often as they share shingles; cut into bands of a few values each, alike texts
share at least one band almost surely and unlike ones almost never (Leskovec, Rajaraman and Ullman, "Mining of massive
datasets", chapter 3). All values come from one hash of each shingle (one permutation hashing: Li, Owen and Zhang 2012),
an empty bin borrowing from a bin that is drawn for it (Shrivastava, "Optimal densification", 2017).

This is ours rather than datasketch's, because a text of 500 words costs half a millisecond in plain Python this way,
against NumPy, SciPy and 128 hashes of every shingle: near-duplicates can be looked for at every import, without an
extra, and the keys in a project file stay what they are whatever version of a library reads it. A key only selects
candidates: how alike two texts are is then counted on their shingles.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b

from labels.duplicates.shingles import BITS

#: Bands, and values in each. Of pairs that share 0.4 of their shingles, 96 % meet (1 - (1 - 0.4³)⁵⁰), of those that
#: share half all but one in 800; of pairs that share a hundredth, one in 20,000.
BANDS, VALUES = 50, 3

_BINS = BANDS * VALUES

#: The bytes of a band's values, and what tells the keys of one band from those of another.
_BAND = 8 * VALUES
_SALTS = [band.to_bytes(2, "big") for band in range(BANDS)]


def minhash(shingles: Sequence[int]) -> list[int]:
    """The 150 MinHash values of a text, whose shingles are in ascending order; none for a text without shingles."""
    return _filled(least_in_bins(shingles, _BINS)) if shingles else []


def band_keys(values: Sequence[int]) -> list[int]:
    """One key for each band of MinHash values, signed 64-bit, different between bands."""
    told = struct.pack(f">{len(values)}Q", *values)
    bands = [told[at : at + _BAND] for at in range(0, len(told), _BAND)]
    keys = [blake2b(band, digest_size=8, salt=salt).digest() for band, salt in zip(bands, _SALTS, strict=False)]
    return list(struct.unpack(f">{len(keys)}q", b"".join(keys)))


def least_in_bins(shingles: Sequence[int], count: int) -> list[int | None]:
    """The least shingle in each bin; they are in ascending order, and the leading digits of one give its bin."""
    bins: list[int | None] = [None] * count
    begins = _begins(count)
    at = 0
    while at < len(shingles):
        number = shingles[at] * count >> BITS
        bins[number] = shingles[at]
        at = bisect_left(shingles, begins[number + 1], at + 1)  # a long text has many in a bin
    return bins


@cache
def _begins(count: int) -> tuple[int, ...]:
    """The least number that belongs into each of so many bins, and the one behind them all."""
    return tuple(-(-(number << BITS) // count) for number in range(count + 1))


def _filled(bins: list[int | None]) -> list[int]:
    """The bins, empty ones with the value of the first filled one in the order that is drawn for them."""
    filled: list[int] = []
    for number, value in enumerate(bins):
        found = value if value is not None else next(bins[other] for other in _order(number) if bins[other] is not None)
        assert found is not None
        filled.append(found)
    return filled


@cache
def _order(number: int) -> tuple[int, ...]:
    """In which order bin `number` looks into others, the same on every machine."""
    return tuple(sorted(range(_BINS), key=lambda other: blake2b(bytes([number, other])).digest()))
