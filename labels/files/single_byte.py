"""Which encoding of one byte a letter a text is in: the one in which it looks most like a text of some language.

Every sign beyond ASCII is weighed by its place: letters by their share in the language, quotation marks and dashes by
what stands beside them. Signs at impossible places, such as a superscript within a word, are evidence against an
encoding.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from labels.files.letters import FAMILIES, Letters, languages

#: Where the mean of the signs beyond ASCII (a natural logarithm) is less, the text is in none of these encodings: right
#: guesses have more than -3.5, Chinese and Japanese read as European letters less than -7.5.
LEAST = -5.8
#: A guess with more than this is right.
SURE = -4.0

_BEYOND = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile(rb"(?<![a-z\x80-\xff])[a-z]+(?![a-z\x80-\xff])")
#: So many of its frequent words tell a language, if they are so large a share of all.
_FEWEST_WORDS, _LEAST_SHARE = 2, 0.08

_QUOTES, _DASHES, _MONEY = "“”„‘’‚«»‹›", "–—", "€£¥¢"
#: Signs that stand between words, if anywhere, and such as hardly any text has.
_BETWEEN, _RARE = "•·†‡×±§©®™°ªº½¼¾²³µ‰¿¡\xa0", "´¨¸¯¬¦¤¶¹ˆ˜÷ƒ"

#: Logarithms: a letter of another language, a sign at its place, out of place, one hardly ever met, and no text.
_FOREIGN, _AT_HOME, _LOST, _ODD, _NEVER = -9.0, -5.5, -11.0, -12.0, -15.0
#: A capital at the beginning of a word and within one, a small letter before a capital; alone, beside a digit, and
#: beside a letter of another script.
_CAPITAL, _CAPITAL_WITHIN, _BEFORE_CAPITAL, _ALONE, _BESIDE_DIGIT, _MIXED = -2.5, -8.0, -5.0, -1.5, -4.0, -8.0
#: For each sign: a language whose frequent words do not stand in the text, or which is not the one that was named.
_WORDLESS, _NOT_NAMED = -3.0, -4.0
#: For the whole: each encoding that is likelier in its family, and a family that the language is not written in.
_LATER, _OTHER_FAMILY = -0.7, -6.0


@dataclass(frozen=True, slots=True)
class Guess:
    """An encoding, the name of the language that the text looks like in it, and what its signs weigh in the mean."""

    encoding: str
    language: str
    mean: float


@dataclass(frozen=True, slots=True)
class _Signs:
    """How often each small letter beyond ASCII occurs, how many signs there are, and what all but letters weighs."""

    letters: Mapping[str, int]
    number: int
    weight: float


def best_guesses(sample: bytes, named: str | None = None) -> list[Guess]:
    """The encodings that `sample` can be in, likeliest first; `named` is the code of the language that was given."""
    spoken = _spoken(sample, named)
    names = {each.code: each.name for each in languages()}
    found: list[tuple[float, Guess]] = []
    for family, encodings in FAMILIES.items():
        for rank, encoding in enumerate(encodings):
            try:
                signs = _signs(sample.decode(encoding))
            except UnicodeDecodeError:
                continue
            number = signs.number
            weights = {each.code: _weight(signs, each, family) + spoken[each.code] * number for each in languages()}
            code = max(weights, key=weights.__getitem__)
            mean = (weights[code] - spoken[code] * number) / max(1, number)
            found.append((weights[code] + _LATER * rank, Guess(encoding, names[code], mean)))
    return [guess for _, guess in sorted(found, key=lambda each: -each[0])]


def _spoken(sample: bytes, named: str | None) -> dict[str, float]:
    """By language, what it weighs for each sign that its words are missing, or that another one was named."""
    words = Counter(found.decode("ascii") for found in _WORD.findall(sample.lower()))
    total = words.total()
    shares = {each.code: sum(words[word] for word in each.words) / max(1, total) for each in languages()}
    most = max(shares.values())
    tells = most * total >= _FEWEST_WORDS and most >= _LEAST_SHARE
    spoken = {code: _WORDLESS * (1 - share / most) if tells else 0.0 for code, share in shares.items()}
    if named in spoken:
        spoken = {code: weight + _NOT_NAMED * (code != named) for code, weight in spoken.items()}
    return spoken


def _weight(signs: _Signs, language: Letters, family: str) -> float:
    likely = language.likely
    letters = sum(count * likely.get(letter, _FOREIGN) for letter, count in signs.letters.items())
    return signs.weight + letters + _OTHER_FAMILY * (family not in language.families)


def _signs(text: str) -> _Signs:
    """The signs beyond ASCII in a text, each with what stands beside it."""
    last = len(text) - 1
    places = Counter(
        (text[at - 1] if at else " ", found[0], text[at + 1] if at < last else " ")
        for found in _BEYOND.finditer(text)
        for at in (found.start(),)
    )
    letters: Counter[str] = Counter()
    weight = 0.0
    for (before, sign, after), count in places.items():
        if sign.isalpha() and sign not in _BETWEEN:
            letters[sign.lower() if len(sign.lower()) == 1 else sign] += count
            weight += count * _letter(before, sign, after)
        else:
            weight += count * _sign(before, sign, after)
    return _Signs(letters, places.total(), weight)


def _letter(before: str, sign: str, after: str) -> float:
    """What a letter weighs by what stands beside it, whatever letter it is."""
    weight = 0.0
    if sign.isupper():
        weight += _CAPITAL_WITHIN if before.islower() else _CAPITAL
    elif after.isupper():
        weight += _BEFORE_CAPITAL
    if not before.isalpha() and not after.isalpha():
        weight += _ALONE
    if before.isdigit() or after.isdigit():
        weight += _BESIDE_DIGIT
    if any(other.isalpha() and _is_latin(other) != _is_latin(sign) for other in (before, after)):
        weight += _MIXED
    return weight


def _is_latin(letter: str) -> bool:
    return letter < "\u0250"


def _sign(before: str, sign: str, after: str) -> float:
    """What a sign that is no letter weighs by what stands beside it."""
    within = before.isalnum() and after.isalnum()
    if sign in _QUOTES:
        at_home = sign == "’" if within else before.isalnum() or after.isalnum() or not (before + after).strip()
    elif sign in _DASHES:
        at_home = within or before.isspace() or after.isspace()
    elif sign == "…":
        at_home = not within
    elif sign in _MONEY:
        at_home = before.isdigit() or after.isdigit() or not (before.isalnum() or after.isalnum())
    elif sign in _BETWEEN:
        return _LOST if within and sign != "\xa0" else _AT_HOME - 1
    else:
        return _ODD if sign in _RARE or sign == "\xad" else _NEVER
    return _AT_HOME if at_home else _LOST
