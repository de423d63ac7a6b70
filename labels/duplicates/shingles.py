"""A text as the set of its shingles (runs of three words), by which likeness is measured.

Broder, "On the resemblance and containment of documents" (1997): two texts are as alike as the share of shingles
that they have in common (Jaccard). Case, punctuation, line ends and markup make no difference; a word that was changed
changes three shingles.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from hashlib import blake2b

#: Words in a shingle. Of pairs of unrelated news texts, one in a thousand shares 3 % of its runs of three.
SHINGLE = 3

#: Shingles are numbers of this many bits.
BITS = 60

_WORD = re.compile(r"\w+")
# Scripts without blanks between words: Thai, Lao, Burmese, Khmer, kana, Han. A sign is a word there.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_ANY_UNSPACED = re.compile(f"[{_UNSPACED}]")
_SIGN_OR_WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])\w)+")


def shingles(text: str) -> frozenset[int]:
    """The shingles of a text, as numbers that are the same on every machine; a shorter text is one shingle.

    Each word has a random number for each place in a shingle, and they are put together by exclusive or: simple
    tabulation, which is nearly as good as chance for MinHash (Pătraşcu and Thorup, "The power of simple tabulation
    hashing", 2012).
    """
    numbers = [_NUMBERS[word] for word in words(text)]
    if not numbers:
        return frozenset()
    numbers += [_NOTHING] * (SHINGLE - len(numbers))
    # Taken apart into three columns first, it would take half as long again.
    runs = zip(numbers, numbers[1:], numbers[2:], strict=False)
    return frozenset([first[0] ^ second[1] ^ third[2] for first, second, third in runs])


def words(text: str) -> list[str]:
    """The words of a text, in small letters, composed."""
    plain = unicodedata.normalize("NFKC", text.casefold())
    pattern = _SIGN_OR_WORD if _ANY_UNSPACED.search(plain) else _WORD
    return pattern.findall(plain)


def likeness(one: frozenset[int], other: Collection[int]) -> float:
    """The share of shingles that two texts have in common, 0 to 1 (Jaccard); `other` has each of its own once."""
    common = len(one.intersection(other))
    return common / (len(one) + len(other) - common) if common else 0.0


class _Numbers(dict[str, tuple[int, int, int]]):
    """The numbers of words, kept for the words that have come up."""

    _MOST = 20_000

    def __missing__(self, word: str) -> tuple[int, int, int]:
        if len(self) >= self._MOST:
            self.clear()
        drawn = int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=24).digest(), "big")
        mask = (1 << BITS) - 1
        numbers = self[word] = (drawn & mask, drawn >> 64 & mask, drawn >> 128 & mask)
        return numbers


_NUMBERS = _Numbers()
_NOTHING = (0, 0, 0)
