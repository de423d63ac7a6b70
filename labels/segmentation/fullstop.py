"""Whether a single full stop, with a blank after it, ends an English sentence."""

from __future__ import annotations

import re

from labels.segmentation.abbreviations import Abbreviations, Kind, words
from labels.segmentation.context import Next, Start, bare, token_before

_ACRONYM = re.compile(r"(?:[^\W\d_]\.){1,8}[^\W\d_]\Z")
_LABEL = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[^\W\d_]|[ivxIVX]{1,5})[)\]]?\Z")
_LONGEST_LABEL = 17
_VOWEL = re.compile(r"[aeiouyAEIOUY\d]|[^\x00-\x7f]")
_ROMAN = re.compile(r"[ivxlc]{1,6}|[IVXLC]{1,6}")
_CREDIT = re.compile(
    r"[A-Z]{2,12}/|(?:AP|AFP|EPA|PA|Getty|Reuters|REUTERS)\s?(?:Photo|Images|/)"
    r"|(?:File )?[Pp]hotos?(?: by|:)|Courtesy|FILE"
)


def ends_here(text: str, begin: int, stop: int, after: Next, closed: bool, known: Abbreviations) -> bool:
    """Whether the full stop at `stop` ends the sentence that began at `begin`.

    `after` is what follows the blank, `closed` whether a quote or bracket closes between the two.
    """
    if stop - begin <= _LONGEST_LABEL and _LABEL.match(text, begin, stop):
        return False
    if after.start is Start.OTHER and text[after.at : after.at + 1] in ",;:":
        return False
    token = token_before(text, begin, stop)
    word = bare(token)
    if not word:  # a stop that stands alone, as in `good . the staff`
        return after.start is not Start.SMALL or _is_ordinary(bare(token_before(text, begin, stop - 1)))
    kind = kind_of(text, begin, stop - len(token), word, known)
    if kind is Kind.NUMBERED and not _number_follows(word, after):
        kind = None
    if kind is None:
        return after.start is not Start.SMALL or (not closed and _is_ordinary(word))
    return _ends_after(kind, text, after)


def kind_of(text: str, begin: int, at: int, word: str, known: Abbreviations) -> Kind | None:
    """The kind of the abbreviation `word` that stands at `at`, or None for an ordinary word."""
    kind = known.kinds.get(word)
    if kind is not None:
        return kind
    if len(word) == 1 and word.isalpha():
        if token_before(text, begin, at - 1).lower() in words("before-letters"):
            return None
        return Kind.MAY_END
    if _ACRONYM.match(word):
        return Kind.MAY_END
    if "-" in word or "/" in word:
        last = re.split(r"[-/–]", word)[-1]
        if len(last) > 1:
            return known.kinds.get(last) or (Kind.MAY_END if _ACRONYM.match(last) else None)
    return None


def _ends_after(kind: Kind, text: str, after: Next) -> bool:
    if after.start is not Start.CAPITAL:
        return text[after.at : after.at + 1] == "©" and kind is not Kind.GOES_ON
    if kind is Kind.ENDS_BEFORE_CAPITAL:
        return after.word not in words("after-times")
    return kind is Kind.MAY_END and starts_sentence(text, after)


def _number_follows(word: str, after: Next) -> bool:
    """Whether a figure follows, or "of"; a Roman one or a letter too (Vol. IV, Fig. B), but not after the answer No."""
    if after.start is Start.DIGIT:
        return True
    single = len(after.word) == 1 and after.word not in ("A", "I")
    if after.word == "of":
        return True
    return word.lower() != "no" and (single or _ROMAN.fullmatch(after.word) is not None)


def starts_sentence(text: str, after: Next) -> bool:
    """Whether what follows starts a sentence even after an abbreviation: a usual first word, or a picture credit."""
    if after.word in ("A", "I"):
        return text[after.at + 1 : after.at + 3].strip().islower()
    return after.word in words("starters") or _CREDIT.match(text, after.at) is not None


def _is_ordinary(word: str) -> bool:
    """Whether a word before a small letter is no abbreviation that the lists happen to lack."""
    if len(word) < 3:
        return word.lower() in words("short-words") or word.isdigit()
    return _VOWEL.search(word) is not None
