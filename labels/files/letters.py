"""Facts about languages: their letters beyond A to Z, the encodings in which they were written, a few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import log

#: The encodings of one byte a letter, by family; in each, likeliest first.
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "western": ("cp1252", "iso8859_15", "cp850", "mac_roman", "cp437", "cp865", "cp861", "mac_iceland"),
    "central": ("cp1250", "iso8859_2", "cp852", "mac_latin2", "iso8859_16", "mac_croatian", "mac_romanian"),
    "baltic": ("cp1257", "iso8859_13", "iso8859_4", "cp775"),
    "cyrillic": ("cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic", "cp855"),
    "greek": ("cp1253", "iso8859_7", "cp737", "mac_greek", "cp869"),
    "turkish": ("cp1254", "iso8859_9", "cp857", "mac_turkish"),
    "hebrew": ("cp1255", "iso8859_8", "cp862"),
    "arabic": ("cp1256", "iso8859_6"),
}


@dataclass(frozen=True, slots=True)
class Letters:
    """A language: `likely` is the natural logarithm of each letter's share in those beyond A to Z, small ones only."""

    code: str
    name: str
    families: tuple[str, ...]
    likely: Mapping[str, float]
    words: frozenset[str]


@cache
def languages() -> tuple[Letters, ...]:
    """All languages of `data/letters.txt`."""
    from importlib.resources import files

    text = (files("labels.files") / "data" / "letters.txt").read_text("utf-8")
    return tuple(_language(line) for line in text.splitlines() if line and not line.startswith("#"))


def _language(line: str) -> Letters:
    names, families, letters, words = (part.split() for part in line.split(":"))
    shares = {letter: 1 / (rank + 1.5) for rank, letter in enumerate(letters)}  # by Zipf's law
    total = sum(shares.values())
    likely = {letter: log(share / total) for letter, share in shares.items()}
    return Letters(names[0], names[1], tuple(families), likely, frozenset(words))
