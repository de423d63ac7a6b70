"""Which encoding a Chinese, Japanese, Korean or Thai text is in: the one in which its signs are common ones.

The encodings have rows of common letters and rows of rare ones. Read in a wrong encoding, a text is full of rare ones,
of letters of another script, or of signs that never stand together.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

#: A mean of the signs' weights below this is no text of the language. Right guesses have more than .5.
LEAST = 0.25

_BEYOND = re.compile(r"[^\x00-\x7f]")
_COMMON, _KNOWN, _RARE, _WRONG = 1.0, 0.7, -1.0, -2.0
#: A blank between two letters speaks against Chinese and Japanese; Korean has one after a few.
_BLANK = re.compile(r"(?<=[\u3041-\uff9f]) (?=[\u3041-\uff9f])")
_BLANK_WEIGHT = -2.0
_LONGEST_KOREAN_WORD = re.compile(r"[\uac00-\ud7a3]{16}")
#: Japanese has at least this share of hiragana.
_LEAST_HIRAGANA = 0.12
#: Signs of Thai that stand on or behind a consonant, and what they cannot stand behind.
_THAI_FAULT = re.compile(r"(?:^|[^\u0e01-\u0e5b])[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]|[\u0e40-\u0e44](?![\u0e01-\u0e2e])")


@dataclass(frozen=True, slots=True)
class _Way:
    """An encoding, the language that is written in it, what a sign weighs, and what the whole text adds to the mean."""

    encoding: str
    code: str
    language: str
    sign: Callable[[str], float]
    whole: Callable[[str, int], float]


def east_asian_guesses(sample: bytes, named: str | None = None) -> list[tuple[str, str]]:
    """Pairs of an encoding and the name of its language, likeliest first: those in which `sample` looks like a text.

    `named` is the code of the language that was given: its encodings are meant if the sample is valid in them.
    """
    found: list[tuple[float, int, _Way]] = []
    for rank, way in enumerate(_WAYS):
        try:
            text = _without_a_broken_end(sample, way.encoding)
        except UnicodeDecodeError:
            continue
        mean = _mean(text, way)
        if mean >= LEAST or way.code == named:
            found.append((mean + (way.code == named), -rank, way))
    return [(way.encoding, way.language) for _, _, way in sorted(found, key=lambda each: each[:2], reverse=True)]


def is_east_asian(code: str | None) -> bool:
    """Whether a code is that of a language whose encodings are told here."""
    return any(way.code == code for way in _WAYS)


def _without_a_broken_end(sample: bytes, encoding: str) -> str:
    """The text; a sample may end within a letter. Raises UnicodeDecodeError for any other fault."""
    try:
        return sample.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 3:
            raise
        return sample[: error.start].decode(encoding)


def _mean(text: str, way: _Way) -> float:
    signs = _BEYOND.findall(text)
    return sum(map(way.sign, signs)) / max(1, len(signs)) + way.whole(text, len(signs))


def _is_punctuation(sign: str) -> bool:
    return sign in "、。，．·：；？！「」『』（）《》〈〉【】“”‘’…—～〔〕・ー％　" or "０" <= sign <= "９"


def _lead(sign: str, encoding: str) -> int:
    """The first byte of a sign of two bytes; 0 for others."""
    try:
        data = sign.encode(encoding)
    except UnicodeEncodeError:
        return 0
    return data[0] if len(data) == 2 else 0


def _japanese(sign: str) -> float:
    if "ぁ" <= sign <= "ん" or _is_punctuation(sign):
        return _COMMON
    if "ァ" <= sign <= "ヶ":
        return _KNOWN
    if "\u4e00" <= sign <= "\u9fff" or sign == "々":
        return _KNOWN if 0xB0 <= _lead(sign, "euc_jp") <= 0xCF or sign == "々" else _RARE
    return _WRONG


def _chinese(sign: str, encoding: str, first: int, last: int) -> float:
    if _is_punctuation(sign):
        return _COMMON
    if "\u4e00" <= sign <= "\u9fff":
        lead = _lead(sign, encoding)
        return _COMMON if first <= lead <= last and _is_plain(sign, encoding) else _RARE
    return _WRONG


def _is_plain(sign: str, encoding: str) -> bool:
    """Whether the second byte is one of those of the older, smaller set, for GB 2312; any for Big5."""
    return encoding == "big5" or sign.encode(encoding)[1] >= 0xA1


def _korean(sign: str) -> float:
    if "가" <= sign <= "힣":
        return _COMMON if 0xB0 <= _lead(sign, "euc_kr") <= 0xC8 else _WRONG
    return _COMMON if _is_punctuation(sign) else _WRONG


def _thai(sign: str) -> float:
    if sign in "ฃฅ":  # letters that are no longer in use
        return _WRONG
    return _KNOWN if "\u0e01" <= sign <= "\u0e5b" or sign in "“”‘’–—…" else _WRONG


def _no_blanks(text: str, number: int) -> float:
    return _BLANK_WEIGHT * len(_BLANK.findall(text)) / max(1, number)


def _much_hiragana(text: str, number: int) -> float:
    hiragana = sum("ぁ" <= sign <= "ん" for sign in text)
    return _no_blanks(text, number) + (0.0 if hiragana >= _LEAST_HIRAGANA * number else -0.6)


def _short_words(text: str, number: int) -> float:
    return -1.0 if _LONGEST_KOREAN_WORD.search(text) else 0.0


def _thai_order(text: str, number: int) -> float:
    return -4.0 * len(_THAI_FAULT.findall(text)) / max(1, number)


_WAYS = (
    _Way("cp932", "ja", "Japanese", _japanese, _much_hiragana),
    _Way("euc_jp", "ja", "Japanese", _japanese, _much_hiragana),
    _Way("gb18030", "zh", "Chinese", partial(_chinese, encoding="gb18030", first=0xB0, last=0xD7), _no_blanks),
    _Way("big5", "zh", "Chinese", partial(_chinese, encoding="big5", first=0xA4, last=0xC6), _no_blanks),
    _Way("cp949", "ko", "Korean", _korean, _short_words),
    _Way("cp874", "th", "Thai", _thai, _thai_order),
)
