"""Whether a full stop ends a sentence, as a model of Punkt sees it. Only loaded where its package is there."""

from __future__ import annotations

import re

import punkt
from punkt import OrthoVerdict, PunktToken
from punkt.annotate import first_pass_annotation, ortho_heuristic, second_pass_annotation

from labels.segmentation.abbreviations import words
from labels.segmentation.context import Next, Start
from labels.segmentation.listed_stops import (
    abbreviations,
    ends_after,
    has_ordinals,
    is_doubled,
    is_initial,
    is_label,
    is_ordinal,
    is_roman,
    kind_of,
    last_word,
)

_DOTTED = re.compile(r"(?:[^\W\d_]\.){1,8}[^\W\d_]\Z")
_NUMBER = re.compile(r"\d[\d.,]*")
# A word of four letters or more that ends in a vowel. In some languages whole words do, and words cut short do not.
_ENDS_IN_VOWEL = re.compile(r"[^\W\d_]{3,}[aeiouàèéìòóù]\Z")


class PunktModel:
    """The rule for one language. Punkt knows its abbreviations and which words are small unless they start."""

    def __init__(self, code: str, model: str) -> None:
        """Loads the model called `model` for the language `code`."""
        self._params = punkt.tokenizer_for(model, prefixes=True).params
        self._known = abbreviations(model)
        self._ordinals = has_ordinals(code)
        self._is_greek = code == "el"
        self._vowels_end = code in words("vowels-end")

    def ends_here(self, text: str, begin: int, stop: int, after: Next) -> bool:
        """Whether the full stop or semicolon at `stop` ends the sentence that began at `begin`."""
        if text[stop] == ";":
            return self._semicolon_ends(text, after)
        word = last_word(text, begin, stop)
        if after.start is Start.SMALL:
            return self._vowels_end and _ENDS_IN_VOWEL.match(word) is not None
        if not word:
            return True
        if is_label(word, begin, stop):
            return False
        kind = kind_of(word, self._known)
        if kind is not None and not ends_after(kind, after):
            return False
        following = PunktToken(_as_token(text, after))
        if self._ordinals and word.isdigit() and is_ordinal(text, begin, stop, word, after, self._known):
            return self._starts(following) and self._model_ends(text, word, after, following)
        return self._model_ends(text, word, after, following)

    def _semicolon_ends(self, text: str, after: Next) -> bool:
        """Whether a semicolon ends a sentence: it asks in Greek, else it does before a word that starts one."""
        if self._is_greek:
            return after.start is not Start.SMALL
        return not after.opening and self._starts(PunktToken(after.word))

    def _model_ends(self, text: str, word: str, after: Next, following: PunktToken) -> bool:
        if len(word) == 1 and not word.isdigit():
            return not is_initial(text, after) and self._starts(following)
        if is_doubled(word):
            return not (is_doubled(after.word) and _stop_follows(text, after)) and self._starts(following)
        if _DOTTED.match(word) or (self._ordinals and is_roman(word)):
            return self._starts(following)
        token = PunktToken(f"{word}.")
        first_pass_annotation(token, self._params)
        second_pass_annotation(token, following, self._params)
        return bool(token.sentbreak)

    def _starts(self, following: PunktToken) -> bool:
        """Whether a word has its capital only because a sentence starts with it."""
        if ortho_heuristic(following, self._params) is OrthoVerdict.YES:
            return True
        return following.first_upper and following.type in self._params.sent_starters


def _stop_follows(text: str, after: Next) -> bool:
    at = after.at + len(after.word)
    return text[at : at + 1] == "."


def _as_token(text: str, after: Next) -> str:
    """What follows, as Punkt reads it: a word, a whole number, or a single mark."""
    if after.start is Start.DIGIT:
        number = _NUMBER.match(text, after.at)
        return number[0] if number else after.word
    return after.word or text[after.at : after.at + 1]
