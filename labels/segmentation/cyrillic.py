"""Which language a text in Cyrillic letters is in, by how often it has the letters that only some of them use."""

from __future__ import annotations

import re
from functools import cache
from math import log

from labels.segmentation.abbreviations import read

# How often a letter is taken to stand in a language that lacks it, per letter: names of other languages are quoted.
_RARE = 0.0005
# Names and words of other languages stand in quotation marks: a letter there tells as much as this share of another.
_QUOTED = 0.25
_QUOTATION = re.compile(r"«[^«»\n]{1,200}»|„[^„“”\n]{1,200}[“”]|“[^“”\n]{1,200}”|\"[^\"\n]{1,200}\"")
# A short text without a letter that Russian lacks is taken for Russian: another language must fit better by this much.
_RUSSIAN_FIRST = 3.0


@cache
def _weights() -> tuple[str, dict[str, tuple[float, dict[str, float]]]]:
    """The telling letters, and for each language the logarithms for any other letter and for each of these."""
    shares: dict[str, dict[str, float]] = {}
    for line in read("cyrillic"):
        code, _, listed = line.partition(":")
        pairs = listed.split()
        shares[code] = {letter: int(count) / 1000 for letter, count in zip(pairs[::2], pairs[1::2], strict=True)}
    letters = "".join(sorted({letter for each in shares.values() for letter in each}))
    weights = {}
    for code, each in shares.items():
        full = {letter: each.get(letter, _RARE) for letter in letters}
        weights[code] = (log(1 - sum(full.values())), {letter: log(share) for letter, share in full.items()})
    return letters, weights


def guess_cyrillic(sample: str, count: int) -> str:
    """The code of the likeliest language of a text with `count` Cyrillic letters."""
    small = sample.lower()
    quoted = "".join(_QUOTATION.findall(small))
    letters, weights = _weights()
    counts = {letter: small.count(letter) - (1 - _QUOTED) * quoted.count(letter) for letter in letters}
    others = max(0.0, count - sum(counts.values()))
    fits = {
        code: others * other + sum(counts[letter] * weight for letter, weight in each.items())
        for code, (other, each) in weights.items()
    }
    russian = weights["ru"][1]
    if not any(counts[letter] >= 1 and weight <= log(_RARE) for letter, weight in russian.items()):
        fits["ru"] += _RUSSIAN_FIRST
    return max(fits, key=lambda code: fits[code])
