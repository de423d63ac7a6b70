"""Guessing the encoding of a text, if it is none of those that can be recognised with certainty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from labels.files.east_asian import east_asian_guesses, is_east_asian
from labels.files.single_byte import LEAST, SURE, best_guesses

#: So many bytes of lines beyond ASCII are looked at, which are looked for in so many bytes from the first of them on.
SAMPLE_BYTES, WINDOW_BYTES = 16_384, 1_000_000
#: So many bytes beyond ASCII are enough to tell.
MOST_SIGNS = 1500

_BEYOND = re.compile(rb"[\x80-\xff]")

#: Encodings of several bytes a letter, and others that `single_byte` does not know, by charset-normalizer's names.
_OTHERS = ("cp932", "euc_jis_2004", "gb18030", "big5", "cp949", "cp874", "cp1255", "cp1256")
_MOST_CHAOS = 0.3


@dataclass(frozen=True, slots=True)
class Guessed:
    """A text, the encoding it was taken to be in, and the name of the language it looks like; empty if unknown."""

    text: str
    encoding: str
    language: str

    def in_words(self) -> str:
        """One line that says what was guessed, and the remedy."""
        encoding = self.encoding.replace("_", "-")
        language = f", in which it looks like {self.language}" if self.language else ""
        return f"Encoding guessed: {encoding}{language}. If letters are wrong, name another with --encoding."


def guessed(data: bytes, first: int, language: str | None = None) -> Guessed | None:
    """The text in the likeliest encoding that fits all of `data`; None if none does.

    `first` is the first byte beyond ASCII, `language` a code, tag or English name.
    """
    for encoding, spoken in _likely(telling_lines(data, first), _code(language)):
        try:
            return Guessed(data.decode(encoding), encoding, spoken)
        except UnicodeDecodeError:
            continue
    return None


def _likely(sample: bytes, named: str | None) -> Iterator[tuple[str, str]]:
    if is_east_asian(named):
        yield from east_asian_guesses(sample, named)
    found = best_guesses(sample, named)
    good = [each for each in found if each.mean >= LEAST]
    if not any(each.mean >= SURE for each in found):
        yield from east_asian_guesses(sample)
    if not good:
        yield from ((encoding, "") for encoding in _by_charset_normalizer(sample))
    yield from ((each.encoding, each.language if each in good else "") for each in found)


def _by_charset_normalizer(sample: bytes) -> list[str]:
    """Encodings by its two measures: chaos (share of odd neighbours) less coherence (letters that fit a language)."""
    from charset_normalizer import from_bytes

    matches = from_bytes(sample, cp_isolation=list(_OTHERS), threshold=_MOST_CHAOS)
    weighed = [
        (match.chaos - match.coherence, _OTHERS.index(name), name)
        for match in matches
        for name in match.could_be_from_charset
        if name in _OTHERS
    ]
    return [name for _, _, name in sorted(weighed)]


def _code(language: str | None) -> str | None:
    """The code of a language."""
    from labels.segmentation.languages import named

    code = named(language).code if language else None
    return {"no": "nb", "nn": "nb"}.get(code or "", code)


def telling_lines(data: bytes, first: int) -> bytes:
    """The lines that hold bytes beyond ASCII, from the first on: all the evidence there is, in a small sample."""
    start = data.rfind(b"\n", max(0, first - SAMPLE_BYTES), first) + 1 or max(0, first - SAMPLE_BYTES // 2)
    telling: list[bytes] = []
    size = 0
    for line in data[start : start + WINDOW_BYTES].splitlines(keepends=True):
        if line.isascii():
            continue
        telling.append(line[:SAMPLE_BYTES])
        size += len(telling[-1])
        if size >= SAMPLE_BYTES:
            break
    sample = b"".join(telling)
    last = next(islice(_BEYOND.finditer(sample), MOST_SIGNS, None), None)
    return sample[: last.start()] if last else sample
