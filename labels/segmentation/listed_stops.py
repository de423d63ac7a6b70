"""Whether a full stop ends a sentence, by lists of abbreviations, in languages without a model of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, partial

from labels.segmentation.abbreviations import Kind, forms, read, words
from labels.segmentation.context import Next, Start, bare, token_before
from labels.segmentation.scripts import FullStop

# What no word runs across. Of `l'art.` only `art` is looked up, but all of the Turkish `Cevat'a.`
_LAST_PART = re.compile(r".*(?:[()\[\]{}\"“”„‘‚«»‹›:;@*!?…]|['’](?=\w\w|\Z))", re.DOTALL)
_ROMAN = re.compile(r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})\Z")
# A single letter, or the name of one in an Indic script, with its full stop.
_INITIAL = re.compile("(?:[^\\W\\d_]|[\u0900-\u0dff]{1,5})\\.")
_LONGEST_LABEL = 4
_LONGEST_DOTTED = 16
_LONGEST_ORDINAL = 2
# How many letters an entry for the end of a word has.
_ENDING = 3


@cache
def abbreviations(name: str) -> Mapping[str, Kind]:
    """The abbreviations of `data/<name>.txt`: lines of words, each line after the name of their kind and a colon.

    A line without a kind is of the kind `goes_on`. An entry such as `-str` is how longer words end. What all languages
    in Latin letters share is in `latin.txt`.
    """
    kinds: dict[str, Kind] = {}
    for line in [*(read(name) if name else ()), *read("latin")]:
        kind, colon, listed = line.rpartition(":")
        its = Kind[kind.strip().upper()] if colon else Kind.GOES_ON
        for word in listed.split():
            for form in forms(word):
                kinds.setdefault(form, its)
    return kinds


def kind_of(word: str, known: Mapping[str, Kind]) -> Kind | None:
    """The kind of a word in a list, as a whole or by its last letters: `Hauptstr` is found under `-str`."""
    return known.get(word) or known.get(f"-{word[-_ENDING:]}")


def has_ordinals(code: str) -> bool:
    """Whether the language writes an ordinal as a number with a full stop: `3. maj`, `XIV. Lajos`."""
    return code in words("ordinals")


def last_word(text: str, begin: int, stop: int) -> str:
    """The word before `stop`, without opening marks; empty if a blank or a closing mark stands there."""
    token = bare(token_before(text, begin, stop))
    if token.isalnum():
        return token
    cut = _LAST_PART.match(token)
    return token[cut.end() :] if cut else token


def is_roman(word: str) -> bool:
    """Whether a word of two letters or more is a Roman number below forty."""
    return _ROMAN.match(word) is not None


def is_ordinal(text: str, begin: int, stop: int, word: str, after: Next, known: Mapping[str, Kind]) -> bool:
    """Whether a number with a stop is an ordinal. A month in figures (`21. 6. Rak`) and `str. 5. Rak` are none."""
    if len(word) > _LONGEST_ORDINAL:
        return False
    if after.start is not Start.CAPITAL:
        return True
    before = bare(token_before(text, begin, stop - len(word) - 1))
    if kind_of(before.removesuffix("."), known) is Kind.NUMBERED:
        return False
    return not (before.endswith(".") and before[:-1].isdigit())


def is_label(word: str, begin: int, stop: int) -> bool:
    """Whether the number before `stop` is all there is of the sentence, as in a list."""
    return word.isdigit() and stop - begin == len(word) <= _LONGEST_LABEL


@cache
def full_stop(code: str, name: str) -> FullStop:
    """The rule for a language by the list `data/<name>.txt`."""
    return partial(_ends_here, known=abbreviations(name), ordinals=has_ordinals(code))


def _ends_here(text: str, begin: int, stop: int, after: Next, known: Mapping[str, Kind], ordinals: bool) -> bool:
    if after.start is Start.SMALL:
        return False
    word = last_word(text, begin, stop)
    if not word:
        return True
    if word.isdigit():
        return not is_label(word, begin, stop) and not (ordinals and is_ordinal(text, begin, stop, word, after, known))
    kind = kind_of(word, known)
    if kind is not None and not (len(word) == 1 and _number_before(text, begin, stop - 1)):
        return ends_after(kind, after) and not (kind is Kind.NUMBERED and is_initial(text, after))
    if len(word) == 1:
        return not _goes_on_letter(text, begin, stop, word)
    if "." in word and len(word) <= _LONGEST_DOTTED:
        return not _goes_on_dotted(text, begin, stop, word, known)
    return not ((ordinals and is_roman(word)) or (len(word) == 2 and _is_southern_initial(word)))


def is_doubled(word: str) -> bool:
    """Whether a word is one capital twice, as in `EE. UU.` and `AA. VV.`, but no Roman number."""
    return len(word) == 2 and word[0] == word[1] and word.isupper() and not is_roman(word)


def is_initial(text: str, after: Next) -> bool:
    """Whether a single letter with a full stop follows, as in `A. I. Rabin`."""
    return _INITIAL.match(text, after.at) is not None


def ends_after(kind: Kind, after: Next) -> bool:
    """Whether a full stop after an abbreviation of a `kind` ends the sentence."""
    if kind is Kind.NUMBERED:
        return after.start is not Start.DIGIT and after.word not in ("V", "X") and not is_roman(after.word)
    return kind is not Kind.GOES_ON and after.start is Start.CAPITAL and "(" not in after.opening


def _is_southern_initial(word: str) -> bool:
    """Whether two signs are a letter of Tamil, Telugu, Kannada or Malayalam and its vowel: மு."""
    return "\u0b80" <= word[0] <= "\u0d7f" and not word[1].isalpha()


def _goes_on_letter(text: str, begin: int, stop: int, letter: str) -> bool:
    """Whether a single letter is an initial. One in small letters after a number is a unit or an era: 5 m."""
    if letter.isupper():
        return True
    return letter.isalpha() and not letter.islower() and not _number_before(text, begin, stop - 1)


def _number_before(text: str, begin: int, at: int) -> bool:
    before = token_before(text, begin, at - 1)
    return not text[at].isupper() and before[-1:].isdigit()


def _goes_on_dotted(text: str, begin: int, stop: int, word: str, known: Mapping[str, Kind]) -> bool:
    """Whether letters with stops between them go on: capitals, an abbreviation, or letters of a script without case."""
    parts = word.split(".")
    if known.get(parts[-1]) is Kind.GOES_ON:
        return not any(part.isdigit() for part in parts)
    if all(len(part) == 1 and part.isalpha() for part in parts):
        first = parts[0]
        return first.isupper() or (not first.islower() and not _number_before(text, begin, stop - len(word)))
    return _are_spelled_letters(parts)


def _are_spelled_letters(parts: list[str]) -> bool:
    """Whether these are names of letters in an Indic script, as in बी.जे.पी."""
    return all(1 <= len(part) <= 5 and "\u0900" <= part[0] <= "\u0dff" for part in parts)
