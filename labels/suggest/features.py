"""The features of a sentence: words and pairs of words, its place, its form, and the labels before it.

Each feature is a text, hashed to a place in a table. Two features in one place do little harm.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from zlib import crc32

from labels.sqlite.unblanked import RUN
from labels.suggest.unit import Labels, Unit

#: Places in the table of what sentences show, and in that of what the labels before them show.
PLACES, LABEL_PLACES = 1 << 17, 1 << 13

#: Words, numbers, and marks that may tell what a sentence is.
_TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
_DIGIT = re.compile(r"\d")
_QUOTES = frozenset('"“”„«»「」『』‘')
#: Only this many words of a sentence are used. More say nothing new, and learning must be fast.
_MOST_TOKENS = 80


def features(unit: Unit) -> array[int]:
    """The places of what the sentence and its place in the article show, sorted, each once."""
    return _places(_of_sentence(unit), PLACES)


def features_before(unit: Unit) -> array[int]:
    """The places of what the labels of the sentences before it show, sorted, each once."""
    return _places(_of_labels(unit), LABEL_PLACES)


def _places(names: Iterator[str], places: int) -> array[int]:
    return array("I", sorted({crc32(name.encode("utf-8", "surrogatepass")) % places for name in names}))


def _of_sentence(unit: Unit) -> Iterator[str]:
    text = unit.text
    tokens = _tokens(text)
    yield from (f"w {token}" for token in tokens)
    yield from (f"b {one} {other}" for one, other in zip(["^", *tokens], [*tokens, "$"], strict=True))
    yield "always"
    yield from _of_place(unit)
    yield from _of_form(text, tokens)


def _tokens(text: str) -> list[str]:
    """The words of a text in small letters, digits as 0; in scripts without blanks, every two signs side by side."""
    lowered = _DIGIT.sub("0", text.lower())
    found: list[str] = []
    for token in _TOKEN.findall(lowered):
        if RUN.match(token):
            found += [token[at : at + 2] for at in range(max(1, len(token) - 1))]
        else:
            found.append(token)
        if len(found) >= _MOST_TOKENS:
            break
    return found[:_MOST_TOKENS]


def _of_place(unit: Unit) -> Iterator[str]:
    yield f"at {_rough(unit.position)}"
    yield f"tenth {_tenth(unit)}"
    yield f"left {_rough(unit.sentences - 1 - unit.position)}"
    yield f"paragraph {_rough(unit.paragraph)}"
    yield f"long {_rough(unit.sentences)}"
    yield f"place {min(unit.place, 3)} {min(unit.together, 4)}"


def _of_form(text: str, tokens: list[str]) -> Iterator[str]:
    yield f"length {_rough(len(tokens))}"
    yield f"begins {text[:1] in _QUOTES} ends {text[-1:]}"
    quotes = sum(sign in _QUOTES for sign in text)
    yield f"quoted {min(quotes, 3)}"
    yield f"digits {min(3, len(_DIGIT.findall(text)))}"
    if tokens:
        yield f"first {tokens[0]}"
    if text.isupper():
        yield "capitals"


def _of_labels(unit: Unit) -> Iterator[str]:
    one, two = (*(_name(labels) for labels in unit.before), "^", "^")[:2]
    yield "always"
    yield f"l {one}"
    yield f"m {two}"
    yield f"lm {one} {two}"
    yield f"place {one} {min(unit.place, 1)}"


def _tenth(unit: Unit) -> int:
    return unit.position * 10 // max(1, unit.sentences)


def _name(labels: Labels | None) -> str:
    return "\x1f".join(labels or ("",))


def _rough(count: int) -> int:
    """Small counts unchanged, larger ones in steps that grow."""
    return count if count < 4 else 2 + 2 * count.bit_length() + ((count >> (count.bit_length() - 2)) & 1)
