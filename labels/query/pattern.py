"""Regular expressions over sentences: checked before they run, because nothing can stop Python in the middle of one.

An expression that repeats a repeat without bound, such as `(a+)+`, can practically run for ever on a sentence it almost
matches. Those are refused; what is left can be slow on long sentences (`.*.*.*x`), but is looked at again after each
sentence.
"""

from __future__ import annotations

import re
import warnings
from typing import Any

#: A group repeated at least this often counts as repeated without bound.
_MANY = 10

#: Sentences are looked at up to here, in code points: an expression of quadratic time stays fast enough.
MAX_SENTENCE = 20_000


def compiled(regex: str, ignore_case: bool) -> re.Pattern[str]:
    """The expression, ready to search with."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return re.compile(regex, re.IGNORECASE if ignore_case else 0)


def problem_with(regex: str) -> str | None:
    """Why an expression cannot be used, in one sentence; None if it can."""
    if not regex:
        return "this /regex/ is empty."
    try:
        compiled(regex, False)
    except re.error as error:
        place = "" if error.pos is None else f" (at its character {error.pos + 1})"
        return f"this /regex/ is not valid: {error.msg}{place}."
    except (OverflowError, RecursionError):
        return "this /regex/ is too large."
    if _repeats_repeats(_parsed(regex)):
        return "a repeat within a repeat can run for ever. Make the inner one possessive, as in (?:\\w++ )+"
    return None


def _parsed(regex: str) -> Any:
    """The parse tree of Python's own compiler; None where this Python has no such thing."""
    parser = getattr(re, "_parser", None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return parser.parse(regex) if parser is not None else None


def _repeats_repeats(tree: Any, inside: bool = False) -> bool:
    """Whether something unbounded stands inside (`inside`) something repeated many times."""
    for code, argument in tree or ():
        name = str(code)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            _, most, body = argument
            many = int(most) >= _MANY
            # A single sign that is repeated, as in \w+, can be matched in one way only; in a loop, in many.
            if (inside and many) or _repeats_repeats(body, inside or many):
                return True
        elif name in ("POSSESSIVE_REPEAT", "ATOMIC_GROUP"):
            # They never backtrack, so nothing around them multiplies the ways to match.
            if _repeats_repeats(argument[2] if name == "POSSESSIVE_REPEAT" else argument):
                return True
        elif any(_repeats_repeats(branch, inside) for branch in _bodies(name, argument)):
            return True
    return False


def _bodies(name: str, argument: Any) -> list[Any]:
    """The expressions within one element of the parse tree."""
    match name:
        case "SUBPATTERN":
            return [argument[-1]]
        case "BRANCH":
            return list(argument[1])
        case "ASSERT" | "ASSERT_NOT":
            return [argument[1]]
        case "GROUPREF_EXISTS":
            return [body for body in argument[1:] if body]
    return []
