"""A query as a row of tokens, each with its place.

Blanks and control characters separate tokens. No names are looked up here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from labels.query.errors import QueryError

Kind = Literal["(", ")", "-", "and", "or", "not", "word", "quoted", "regex", "field", "end"]

#: More than anybody types; a limit for the parser and SQLite.
MAX_LENGTH = 4000

_FIELD = re.compile(r"([A-Za-z]+):")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_REGEX = re.compile(r"/((?:[^/\\\n]|\\.)*)/([A-Za-z]*)")
_BARE = re.compile(r'[^\s\x00-\x1f\x7f()"]+')
_GAP = re.compile(r"[\s\x00-\x1f\x7f]*")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: `text` is its value (a field's name, what stands between quotes), `flags` those of a regex.

    `at` is the offset of its first code point. `bare` is false for a value in quotes.
    """

    kind: Kind
    text: str
    at: int
    flags: str = ""
    #: The value after a field's colon, and where it begins.
    value: str = ""
    value_at: int = 0
    bare: bool = True


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query, "end" last. Raises QueryError."""
    if len(text) > MAX_LENGTH:
        raise QueryError(f"a query has at most {MAX_LENGTH:,} characters.", text[:80], 0)
    for at, sign in enumerate(text):
        if "\ud800" <= sign <= "\udfff":
            raise QueryError("half a character (a lone surrogate) cannot be looked for.", text[:at], at)
    at = _gap(text, 0)
    while at < len(text):
        token, at = _next(text, at)
        yield token
        at = _gap(text, at)
    yield Token("end", "", len(text))


def _gap(text: str, at: int) -> int:
    found = _GAP.match(text, at)
    assert found is not None
    return found.end()


def _next(text: str, at: int) -> tuple[Token, int]:
    """The token that begins at `at`, and where it ends."""
    sign = text[at]
    if sign in "()":
        return Token("(" if sign == "(" else ")", sign, at), at + 1
    if sign == "-":
        return Token("-", sign, at), at + 1
    if sign == '"':
        value, end = _quoted(text, at)
        return Token("quoted", value, at, bare=False), end
    if sign == "/":
        return _regex(text, at)
    field = _FIELD.match(text, at)
    if field:
        value, end = _value(text, field.end())
        bare = text[field.end() : field.end() + 1] != '"'
        return Token("field", field[1], at, value=value, value_at=field.end(), bare=bare), end
    return _word(text, at)


def _word(text: str, at: int) -> tuple[Token, int]:
    found = _BARE.match(text, at)
    assert found is not None
    word = found[0]
    match word.lower():
        case "and" | "or" | "not" as keyword:
            return Token(keyword, word, at), found.end()
    return Token("word", word, at), found.end()


def _value(text: str, at: int) -> tuple[str, int]:
    """The text after a field's colon; empty if there is none."""
    if text[at : at + 1] == '"':
        return _quoted(text, at)
    found = _BARE.match(text, at)
    return (found[0], found.end()) if found else ("", at)


def _quoted(text: str, at: int) -> tuple[str, int]:
    found = _QUOTED.match(text, at)
    if found is None:
        raise QueryError('this quote is not closed. Put another " at its end.', text, at)
    return re.sub(r'\\(["\\])', r"\1", found[1]), found.end()


def _regex(text: str, at: int) -> tuple[Token, int]:
    found = _REGEX.match(text, at)
    if found is None:
        raise QueryError("this /regex/ is not closed. To look for a slash, put the word in quotes.", text, at)
    return Token("regex", found[1].replace("\\/", "/"), at, found[2]), found.end()
