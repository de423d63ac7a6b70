"""Abbreviations by kind: what a full stop after each of them means. The lists are the .txt files in data/."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from types import MappingProxyType

from labels.errors import UsageError


class Kind(IntEnum):
    """What a full stop after a word says about the sentence."""

    GOES_ON = 1
    """Never the end: Mr., e.g."""
    MAY_END = 2
    """The end only before a word that usually starts a sentence: Inc., U.S., Fla."""
    ENDS_BEFORE_CAPITAL = 3
    """The end before any capital: etc., p.m., Jan."""
    NUMBERED = 4
    """An abbreviation only before a number, else an ordinary word: No., Fig."""


FILES = {
    Kind.GOES_ON: ("titles", "linking"),
    Kind.MAY_END: ("may-end",),
    Kind.ENDS_BEFORE_CAPITAL: ("ends-before-capital",),
    Kind.NUMBERED: ("numbered",),
}


def read(name: str) -> list[str]:
    """The lines of `data/<name>.txt` that say something; `#` starts a comment."""
    from importlib.resources import files

    text = (files("labels.segmentation") / "data" / f"{name}.txt").read_text("utf-8")
    return [said for line in text.splitlines() if (said := line.partition("#")[0].strip())]


@cache
def words(name: str) -> frozenset[str]:
    """The words of the list `data/<name>.txt`."""
    return frozenset(word for line in read(name) for word in line.split())


@cache
def cased(name: str) -> frozenset[str]:
    """The words of a list, also with a first capital and in capitals."""
    return frozenset(form for word in words(name) for form in (word, word[:1].upper() + word[1:], word.upper()))


def forms(word: str) -> tuple[str, ...]:
    """The spellings an entry stands for: small letters match any case, a capital matches itself and capitals."""
    if word == word.lower():
        return (word, word[:1].upper() + word[1:], word.upper())
    return (word, word.upper())


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """A set of abbreviations, without their last full stop. Immutable: `extended` gives a larger one."""

    kinds: Mapping[str, Kind]
    added: tuple[tuple[str, Kind], ...] = ()

    def extended(self, more: Iterable[str], kind: Kind | str = Kind.GOES_ON) -> Abbreviations:
        """These and `more`, all of one `kind`: a `Kind` or its name in any case ("may_end").

        A full stop at the end of an entry is optional. What is added wins over what was there.

        Raises:
            UsageError: an entry is empty or holds a blank, or there is no such kind.
        """
        wanted = _kind(kind)
        new = tuple((_entry(word), wanted) for word in more)
        kinds = dict(self.kinds)
        for word, its in new:
            kinds.update(dict.fromkeys(forms(word), its))
        return Abbreviations(MappingProxyType(kinds), self.added + new)

    @property
    def mark(self) -> str:
        """A short name for what users added, empty when they added nothing; goes into the segmenter's name."""
        if not self.added:
            return ""
        from hashlib import blake2b

        listed = "\n".join(f"{word} {kind.name}" for word, kind in self.added)
        return blake2b(listed.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def _kind(kind: Kind | str) -> Kind:
    if isinstance(kind, Kind):
        return kind
    try:
        return Kind[kind.upper().replace("-", "_")]
    except KeyError:
        known = ", ".join(each.name.lower() for each in Kind)
        raise UsageError(f"There is no kind of abbreviation called {kind!r}. Use one of: {known}.") from None


def _entry(word: str) -> str:
    entry = word.strip().removesuffix(".")
    if not entry or len(entry.split()) > 1:
        raise UsageError(f"{word!r} is not an abbreviation. Give one word, with or without its full stop.")
    return entry


@cache
def english_abbreviations() -> Abbreviations:
    """The abbreviations that ship with Copydesk. Where two lists name the same word, the first of `FILES` wins."""
    kinds: dict[str, Kind] = {}
    for kind, names in FILES.items():
        for name in names:
            for word in words(name):
                for form in forms(word):
                    kinds.setdefault(form, kind)
    return Abbreviations(MappingProxyType(kinds))
