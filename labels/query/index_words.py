"""The words of a text as the full-text index has them, with their places, so that what it found can be shown."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from labels.sqlite.unblanked import BOUNDARY, RUN, is_boundary, signs, without_accents
from labels.sqlite.usual_text import is_usual

if TYPE_CHECKING:
    from regex import Pattern

# A word of a usual text: letters and digits, with the accents written behind them.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u0331])*")

_ACCENTS = re.compile("[\u0300-\u036f]")


class IndexWord(NamedTuple):
    """A word as the index compares it, and its start and end in the text, in code points."""

    text: str
    start: int
    end: int


def index_words(text: str) -> list[IndexWord]:
    """The words of `text` in order; of what is written without blanks every sign is one."""
    if is_usual(text):
        return [IndexWord(_folded(found[0]), *found.span()) for found in _WORD.finditer(text)]
    words: list[IndexWord] = []
    run_end = 0  # where the word before ended, if that was the last one of a run
    for found in _words_and_runs().finditer(text):
        start, end = found.span()
        if not found[1]:
            word = _folded(without_accents(found[0]))  # nothing, where only such marks stand between two signs
            words += [IndexWord(word, start, end)] if word else []
            run_end = 0 if word else run_end
            continue
        if run_end and is_boundary(text, run_end, start):
            words.append(IndexWord(BOUNDARY, run_end, start))
        words += map(IndexWord._make, signs(start, found[0]))
        run_end = end
    return words


@cache
def _words_and_runs() -> Pattern[str]:
    """A pattern for words, and in group 1 for runs of signs without blanks."""
    import regex  # knows the categories of characters; few texts need it

    letter = r"[\p{L}\p{N}\p{Co}\p{Mn}\p{Mc}]"
    return regex.compile(f"({RUN.pattern})|(?:(?!{RUN.pattern}){letter})+")


def _folded(word: str) -> str:
    """A word without case, and Latin letters without accents, as the full-text index compares it."""
    word = word.lower()
    return word if word.isascii() else "".join(map(_without_accent, word))


@lru_cache(maxsize=4096)
def _without_accent(letter: str) -> str:
    """A Latin letter without its accent; й, ά and the like are letters of their own for the index."""
    first = unicodedata.normalize("NFD", letter)[0]
    if letter == "ς":
        return "σ"
    return first if first.isascii() else _ACCENTS.sub("", letter)
