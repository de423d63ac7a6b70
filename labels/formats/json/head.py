"""What the first object of a JSON file looks like, from its first bytes, even where they cut it off."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping

from labels.values.import_options import NESTED, USUAL

#: Keys of objects that a record of Label Studio, Argilla or Potato has its text in.
_TEXT_INSIDE = ("data", "fields", "item_data")

#: Keys that only a record has.
_OF_A_RECORD = (*NESTED, "instance_id")

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BETWEEN = re.compile(r"[\s:]*")
_LIST_OF_OBJECTS = re.compile(r"\[\s*\{")


def first_keys(head: bytes) -> Mapping[str, str]:
    """The keys of the first object, in order, each with the first character of its value.

    That character tells what the value is: `"` a string, `[` a list, `{` an object, else a number, true, false or
    null. Empty where the file does not begin with an object or a list of them.
    """
    text = _as_text(head).lstrip().removeprefix("[").lstrip()
    keys: dict[str, str] = {}
    for key, value in _values(text):
        keys.setdefault(key, text[value : value + 1])
    return keys


def is_one_record(keys: Mapping[str, str]) -> bool:
    """Whether an object with these keys is a record itself, whatever lists of objects are in it."""
    if any(keys.get(name) == '"' for name in (*USUAL["text"], "data")):
        return True
    return any(name in keys for name in _OF_A_RECORD) or any(keys.get(name) == "{" for name in _TEXT_INSIDE)


def unwrapped(head: bytes) -> bytes:
    """The first bytes from the list of records on, where an object is wrapped around it; else as they are."""
    text = _as_text(head).lstrip()
    if not text.startswith("{") or is_one_record(first_keys(head)):
        return head
    inner = (value for _, value in _values(text) if _LIST_OF_OBJECTS.match(text, value))
    return next((text[value:].encode("utf-8", "replace") for value in inner), head)


def _values(text: str) -> Iterator[tuple[str, int]]:
    """The keys of the object that `text` begins with, each with the place of its value."""
    depth, at = 0, 0
    while at < len(text) and text.startswith("{"):
        sign = text[at]
        if sign == '"':
            string = _STRING.match(text, at)
            if string is None:
                break
            at = string.end()
            between = _BETWEEN.match(text, at)
            value = between.end() if between else at
            if depth == 1 and ":" in text[at:value]:
                yield string[0][1:-1], value
                at = value
            continue
        if sign in "{[":
            depth += 1
        elif sign in "}]":
            depth -= 1
            if depth == 0:
                break
        at += 1


def _as_text(head: bytes) -> str:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, "replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
