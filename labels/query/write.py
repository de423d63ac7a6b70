"""From the tree of a query back to text: the plainest form that parses to the same tree."""

from __future__ import annotations

import re

from labels.query.nodes import (
    And,
    By,
    Decided,
    InArticle,
    Is,
    Label,
    Measure,
    Node,
    Not,
    Note,
    Or,
    Pattern,
    Reviewed,
    Source,
    Words,
)
from labels.values.review import MARKS

_PLAIN_WORD = re.compile(
    r'(?!(?:and|or|not)$)(?![A-Za-z]+:)[^\s\x00-\x1f\x7f()"/-][^\s\x00-\x1f\x7f()"]*', re.IGNORECASE
)
_PLAIN_VALUE = re.compile(r'[^\s\x00-\x1f\x7f()"]+')
_LOOKS_LIKE_ARTICLE = re.compile(r"\d{1,12}|[0-9a-f]{20}", re.ASCII)


def written(node: Node) -> str:
    """The text of a tree."""
    match node:
        case And((only,)):
            return f"({written(only)})"
        case And(parts):
            return " ".join(map(_in_conjunction, parts))
        case Or(parts):
            return " or ".join(_bracketed(part) if isinstance(part, Or) else written(part) for part in parts)
        case Not(part):
            return "-" + _in_conjunction(part)
    return _leaf(node)


def _in_conjunction(node: Node) -> str:
    bracketed = isinstance(node, Or) or (isinstance(node, And) and len(node.parts) != 1)
    return _bracketed(node) if bracketed else written(node)


def _bracketed(node: Node) -> str:
    return f"({written(node)})"


def _leaf(node: Node) -> str:
    match node:
        case Words(text):
            return text if _PLAIN_WORD.fullmatch(text) else _quoted(text)
        case Pattern(regex, ignore_case):
            return f"/{_slashes_escaped(regex)}/{'i' if ignore_case else ''}"
        case Label(name, near):
            return f"{'near' if near else 'label'}:{_value(name)}"
        case By(name):
            return f"by:{_value(name)}"
        case Is(state):
            return f"is:{state}"
        case Reviewed(state):
            return f"{'is' if state in MARKS else 'state'}:{state}"
        case Note(text):
            return f"note:{_value(text)}"
        case Source(text):
            return f"source:{_value(text)}"
        case InArticle(value, kind):
            looks_otherwise = kind == "words" and _LOOKS_LIKE_ARTICLE.fullmatch(value)
            return f"article:{_quoted(value) if looks_otherwise else _value(value)}"
        case Decided(day, before):
            return f"{'before' if before else 'after'}:{day.isoformat()}"
        case Measure():
            return f"{node.what}:{_range(node)}"
    raise TypeError(node)


def _value(text: str) -> str:
    return text if _PLAIN_VALUE.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _slashes_escaped(regex: str) -> str:
    return re.sub(r"\\.|/", lambda found: "\\/" if found[0] == "/" else found[0], regex, flags=re.DOTALL)


def _range(node: Measure) -> str:
    low, high = node.low, node.high
    if low is not None and high is not None:
        return _number(low) if low == high else f"{_number(low)}..{_number(high)}"
    if low is not None:
        return f">{'=' if node.low_included else ''}{_number(low)}"
    assert high is not None
    return f"<{'=' if node.high_included else ''}{_number(high)}"


def _number(number: float) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".")
