"""The values that fields take: numbers, days, states, expressions, each checked where it is written."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, get_args

from labels.query.errors import QueryError
from labels.query.lexer import Token
from labels.query.nodes import (
    STATES,
    By,
    Decided,
    Figure,
    InArticle,
    Is,
    Label,
    Leaf,
    Measure,
    Note,
    Pattern,
    Reviewed,
    Source,
    Words,
)
from labels.query.pattern import problem_with
from labels.values.review import MARKS
from labels.values.review import STATES as GOLD_STATES
from labels.words import meant

FIELDS = (
    *("label", "near", "by", "is", "state", "note", "article", "source", "after", "before"),
    *("seconds", "codebook", "length"),
)

_NUMBER = r"(\d{1,12}(?:\.\d{1,6})?)"
_COMPARED = re.compile(rf"(>=|<=|>|<|=)?{_NUMBER}")
_BETWEEN = re.compile(rf"{_NUMBER}\.\.{_NUMBER}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ID = re.compile(r"[0-9a-f]{20}")


def words(token: Token, text: str) -> Words:
    """A word or a phrase. Raises QueryError where there is neither a letter nor a digit to look for."""
    if not any(sign.isalnum() for sign in token.text):
        raise QueryError("full text has letters and digits only. Look for signs with a /regex/.", text, token.at)
    return Words(token.text, token.at)


def pattern(token: Token, text: str) -> Pattern:
    """A regular expression that can be compiled."""
    if set(token.flags) - {"i"}:
        at = token.at + len(text[token.at :].split("/" + token.flags)[0]) + 1
        raise QueryError("the only flag of a /regex/ is i, for any case.", text, at)
    problem = problem_with(token.text)
    if problem:
        raise QueryError(problem, text, token.at)
    return Pattern(token.text, "i" in token.flags, token.at)


def field(token: Token, text: str) -> Leaf:
    """What a field and its value stand for. Raises QueryError."""
    name = token.text.lower()
    if name not in FIELDS:
        near = meant(name, FIELDS) or f" There are {', '.join(FIELDS)}."
        raise QueryError(f"there is no field “{token.text}:”.{near} Text with a colon goes in quotes.", text, token.at)
    value, at = token.value, token.at
    if not value.strip():
        raise QueryError(f"“{name}:” needs a value, such as {_EXAMPLES[name]}", text, token.value_at)
    match name:
        case "label" | "near":
            return Label(value, name == "near", at)
        case "by":
            return By(value, at)
        case "note":
            return Note(value, at)
        case "source":
            return Source(value, at)
        case "article":
            return InArticle(value, _article_kind(token), at)
        case "is":
            return _state(token, text)
        case "state":
            return _reviewed(token, text)
        case "after" | "before":
            return Decided(_day(token, text), name == "before", at)
    return _measure(token, text)


_EXAMPLES = {
    "label": "label:claim",
    "near": "near:claim",
    "by": "by:ana",
    "is": "is:flagged",
    "state": "state:conflict",
    "note": "note:irony",
    "article": "article:12",
    "source": "source:gazette",
    "after": "after:2026-11-01",
    "before": "before:2026-11-01",
    "seconds": "seconds:>20",
    "codebook": "codebook:<3",
    "length": "length:>300",
}


def _article_kind(token: Token) -> Literal["number", "id", "words"]:
    if token.bare and token.value.isascii() and token.value.isdecimal() and len(token.value) <= 12:
        return "number"
    return "id" if token.bare and _ID.fullmatch(token.value) else "words"


def _state(token: Token, text: str) -> Is | Reviewed:
    for state in STATES:
        if state == token.value.lower():
            return Is(state, token.at)
    for mark in MARKS:
        if mark == token.value.lower():
            return Reviewed(mark, token.at)
    known = (*STATES, *MARKS)
    near = meant(token.value, known) or f" There are {', '.join(known)}."
    raise QueryError(f"a sentence is never “{token.value}”.{near}", text, token.value_at)


def _reviewed(token: Token, text: str) -> Reviewed:
    for state in GOLD_STATES:
        if state == token.value.lower():
            return Reviewed(state, token.at)
    near = meant(token.value, GOLD_STATES) or f" There are {', '.join(GOLD_STATES)}."
    raise QueryError(f"there is no state “{token.value}” of a review.{near}", text, token.value_at)


def _day(token: Token, text: str) -> date:
    try:
        if not _DAY.fullmatch(token.value):
            raise ValueError
        day = date.fromisoformat(token.value)
        if not 1970 < day.year < 9999:
            raise ValueError
    except ValueError:
        raise QueryError(f"“{token.value}” is no day. Write one as 2026-11-01.", text, token.value_at) from None
    return day


def _measure(token: Token, text: str) -> Measure:
    what = next(figure for figure in get_args(Figure) if figure == token.text.lower())
    measure = _figure(what, token, text)
    if what == "codebook" and any(bound is not None and bound % 1 for bound in (measure.low, measure.high)):
        raise QueryError("versions of the codebook are whole numbers.", text, token.value_at)
    return measure


def _figure(what: Figure, token: Token, text: str) -> Measure:
    between = _BETWEEN.fullmatch(token.value)
    if between:
        low, high = float(between[1]), float(between[2])
        if low > high:
            raise QueryError("the smaller number comes first.", text, token.value_at)
        return Measure(what, low, high, at=token.at)
    compared = _COMPARED.fullmatch(token.value)
    if not compared:
        raise QueryError(
            f"“{token.value}” is no number to compare with. Write {what}:>20, {what}:<=5 or {what}:3..8.",
            text,
            token.value_at,
        )
    number = float(compared[2])
    match compared[1]:
        case ">" | ">=" as sign:
            return Measure(what, low=number, low_included=sign == ">=", at=token.at)
        case "<" | "<=" as sign:
            return Measure(what, high=number, high_included=sign == "<=", at=token.at)
    return Measure(what, number, number, at=token.at)
