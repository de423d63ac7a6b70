"""What the first object of a JSON file looks like, from its first bytes, even where they cut it off."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BETWEEN = re.compile(r"[\s:]*")


def first_keys(head: bytes) -> Mapping[str, str]:
    """The keys of the first object, in order, each with the first character of its value.

    That character tells what the value is: `"` a string, `[` a list, `{` an object, else a number, true, false or
    null. Empty where the file does not begin with an object or a list of them.
    """
    text = _as_text(head).lstrip()
    text = text.removeprefix("[").lstrip()
    if not text.startswith("{"):
        return {}
    keys: dict[str, str] = {}
    depth, at = 0, 0
    while at < len(text):
        sign = text[at]
        if sign == '"':
            string = _STRING.match(text, at)
            if string is None:
                break
            at = string.end()
            between = _BETWEEN.match(text, at)
            value = between.end() if between else at
            if depth == 1 and ":" in text[at:value]:
                keys.setdefault(string[0][1:-1], text[value : value + 1])
                at = value
            continue
        if sign in "{[":
            depth += 1
        elif sign in "}]":
            depth -= 1
            if depth == 0:
                break
        at += 1
    return keys


def _as_text(head: bytes) -> str:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, "replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
