"""The metadata block at the top of a Markdown file: `key: value` lines between two lines of three dashes.

A small part of YAML is read, the part that articles use: plain and quoted strings, lists in brackets or in dashes, and
text that goes on over indented lines. Every value stays the string it is written as; dates and numbers are not guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

Value = str | list[str]

MAX_BLOCK = 20_000
"""Longest block, in code points; a file whose first dashes close later than this has no front matter."""

_OPENING = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\r|\n)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)
_ENTRY = re.compile(r"([^\s:#\-\[\]{}][^:]*):(?:[ \t]+(.*))?$")
_COMMENT = re.compile(r"(?:^|[ \t])#.*$")
_LIST_PART = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]*)\s*(?:,|$)""")
_BLOCK_MARKS = ("|", "|-", "|+", ">", ">-", ">+")
_ESCAPES = dict(zip("ntr0abefvN_LP", "\n\t\r\0\a\b\x1b\f\v\x85\xa0\u2028\u2029", strict=True))
_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)")


@dataclass(slots=True)
class _Entry:
    """One key with the value on its line and the indented or dashed lines under it."""

    key: str
    value: str
    below: list[str] = field(default_factory=list)


def split_front_matter(text: str) -> tuple[dict[str, Value], str]:
    """The metadata and the text after it. A block that does not read as `key: value` lines stays in the text."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end(), opening.end() + MAX_BLOCK) if opening else None
    if opening is None or closing is None:
        return {}, text
    entries = _entries(text[opening.end() : closing.start()].splitlines())
    if entries is None:
        return {}, text
    return {entry.key: _value(entry) for entry in entries}, text[closing.end() :]


def _entries(lines: list[str]) -> list[_Entry] | None:
    """The lines grouped by key; None when they are something else, such as text between two rules."""
    entries: list[_Entry] = []
    for line in lines:
        found = _ENTRY.match(line)
        if found:
            entries.append(_Entry(found[1].strip(" \t\"'"), (found[2] or "").strip()))
        elif line.startswith((" ", "\t", "- ")) and entries:
            entries[-1].below.append(line.strip())
        elif line.strip() and not line.startswith("#"):
            return None
    return entries


def _value(entry: _Entry) -> Value:
    below = [line for line in entry.below if line]
    if not entry.value and below and all(line.startswith("-") for line in below):
        return [scalar(line[1:].strip()) for line in below]
    if entry.value in _BLOCK_MARKS:
        return ("\n" if entry.value[0] == "|" else " ").join(entry.below)
    value = " ".join([entry.value, *below]).strip()
    bare = without_comment(value)
    if bare.startswith("[") and bare.endswith("]"):
        parts = (found[1] for found in _LIST_PART.finditer(bare[1:-1]))
        return [scalar(part) for part in parts if part.strip()]
    return scalar(value)


def scalar(value: str) -> str:
    """A value without its quotes, or without the comment behind it."""
    for quote in ('"', "'"):
        if value.startswith(quote):
            end = closing_quote(value, quote)
            if end:
                inside = value[1:end]
                return _unescaped(inside) if quote == '"' else inside.replace("''", "'")
    return without_comment(value)


def without_comment(value: str) -> str:
    """A plain value without the comment behind it."""
    return _COMMENT.sub("", value).strip()


def closing_quote(value: str, quote: str) -> int:
    """Where the string that opens at 0 ends, 0 when it does not."""
    at = 1
    while at < len(value):
        if value[at] == "\\" and quote == '"':
            at += 1
        elif value[at] == quote:
            if quote == "'" and value[at + 1 : at + 2] == "'":
                at += 1
            else:
                return at
        at += 1
    return 0


def _unescaped(inside: str) -> str:
    return _ESCAPE.sub(lambda found: _character(found[1]), inside)


def _character(escape: str) -> str:
    """What an escape stands for; one that is no character stays as it is written."""
    if len(escape) == 1:
        return _ESCAPES.get(escape, escape)
    code = int(escape[1:], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else f"\\{escape}"
