"""Words for yes and no, as people and programs write them into tables."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

#: Cells that programs write for a missing value: pandas, Excel, databases. Names of labels look different.
MISSING = frozenset({"nan", "NaN", "<NA>", "NaT", "#N/A", "NULL", "null", "\\N"})

_MISSING_ANSWERS = frozenset({"", *(word.casefold() for word in MISSING), "na", "n/a", "none"})

_DIGITS = (frozenset({"1", "1.0"}), frozenset({"0", "0.0"}))
_MARKS = frozenset({"x", "×", "✓", "✔", "☑", "✅"})
_NO_MARKS = frozenset({"-", "–", "—", "✗", "✘", "☐"})
_SIGNS = _MARKS | _NO_MARKS | _DIGITS[0] | _DIGITS[1]

#: Yes and no, then their abbreviations, in one language each.
_LANGUAGES = (
    ("yes / no", "y / n"),
    ("on / off", ""),
    ("ja / nein", "j / n"),
    ("ja / nee", "j / n"),
    ("ja / nej nei", "j / n"),
    ("oui / non", "o / n"),
    ("sí si sì / no", "s / n"),
    ("sim / não nao", "s / n"),
    ("tak / nie", ""),
    ("так / ні", ""),
    ("да / нет не", "д / н"),
    ("da / ne nu", ""),
    ("ano áno / ne nie", ""),
    ("igen / nem", ""),
    ("kyllä / ei", ""),
    ("jah / ei", ""),
    ("taip / ne", ""),
    ("jā / nē", ""),
    ("evet / hayır hayir", ""),
    ("ναι / όχι οχι", ""),
    ("हाँ हां / नहीं", ""),
    ("نعم / لا", ""),
    ("כן / לא", ""),
    ("ya / tidak", ""),
    ("có / không", ""),
    ("是 / 否 不是", ""),
    ("はい / いいえ", ""),
    ("예 네 / 아니요 아니오", ""),
)

#: The values of logic, as spreadsheets and statistics programs write them in their languages.
_LOGIC = (
    ("true / false", "t / f"),
    ("wahr / falsch", ""),
    ("vrai / faux", ""),
    ("verdadero / falso", ""),
    ("vero / falso", ""),
    ("verdadeiro / falso", ""),
    ("waar / onwaar", ""),
    ("sand / falsk", ""),
    ("sant / usant", ""),
    ("tosi / epätosi", ""),
    ("prawda / fałsz", ""),
    ("pravda / nepravda", ""),
    ("истина / ложь", ""),
    ("igaz / hamis", ""),
    ("doğru / yanlış yanliş", ""),
    ("真 / 假", ""),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """The words for yes and no that go together. `logic` tells that they are true and false."""

    yes: frozenset[str]
    no: frozenset[str]
    abbreviations: tuple[frozenset[str], frozenset[str]]
    logic: bool

    def holds(self, word: str) -> bool:
        """Whether a word, folded, is one of them, or means that nothing was said."""
        return word in self.yes or word in self.no or word in _MISSING_ANSWERS

    def answers(self, words: Collection[str], *, strict: bool) -> bool:
        """Whether `words`, all of which it holds, answer yes or no; if `strict`, only true and false do.

        An abbreviation says something only beside its opposite or a whole word: a lone “s” is a name.
        """
        said = {word for word in words if word not in _MISSING_ANSWERS}
        short, shortly_no = (said & each for each in self.abbreviations)
        if bool(short) != bool(shortly_no) and not said - short - shortly_no - _SIGNS:
            return False
        return bool(said) and (self.logic or not strict)


def folded(value: object) -> str:
    """A value as words are compared: without blanks around it, in small letters."""
    return unicodedata.normalize("NFC", str(value).strip()).casefold()


_NONE = frozenset[str]()


def _pair(words: str, short: str, logic: bool) -> Pair:
    yes, no = _sides(words)
    short_yes, short_no = _sides(short) if short else (_NONE, _NONE)
    signs, no_signs = (_NONE, _NONE) if logic else (_DIGITS[0] | _MARKS, _DIGITS[1] | _NO_MARKS)
    return Pair(yes | short_yes | signs, no | short_no | no_signs, (short_yes, short_no), logic)


def _sides(words: str) -> tuple[frozenset[str], frozenset[str]]:
    yes, no = words.split("/")
    return frozenset(map(folded, yes.split())), frozenset(map(folded, no.split()))


PAIRS = (
    *(_pair(words, short, logic=True) for words, short in _LOGIC),
    *(_pair(words, short, logic=False) for words, short in _LANGUAGES),
)
