"""The part of YAML that dataset cards are written in: keys and lists by indentation, quoted and plain scalars.

Every scalar stays the text it is written as, but for `null`, which is None. Anchors, tags, several documents and lists
in brackets over several lines are not read; what cannot be read raises ValueError.
"""

from __future__ import annotations

import re
from typing import Any

from labels.importing.front_matter import closing_quote, scalar, without_comment

_KEY = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'\[\]{}#&*!|>%@`-][^#]*?|-[^\s#][^#]*?):(?:\s+(.*))?$""")
_PART = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,\[\]{}]+)\s*(?:,|$)""")
_DEEPEST = 40

#: An indentation and what stands behind it.
Line = tuple[int, str]


def read_block(text: str) -> Any:
    """The value of a text: a dict, a list, a string or None. Raises ValueError naming the line that cannot be read."""
    lines = []
    for line in text.replace("\r\n", "\n").split("\n"):
        bare = line.strip(" \t")
        indent = len(line) - len(line.lstrip(" \t"))
        if "\t" in line[:indent]:
            raise ValueError(f"a tab before “{bare[:30]}”")
        if bare and not bare.startswith("#"):
            lines.append((indent, bare))
    reader = _Reader(lines)
    value = reader.node(lines[0][0], 0) if lines else None
    if reader.at < len(lines):
        raise ValueError(f"“{lines[reader.at][1][:30]}” is not where it belongs")
    return value


class _Reader:
    """Goes through the lines once."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self.at = 0

    def node(self, indent: int, depth: int) -> Any:
        """The list, keys or scalar that begins at this line."""
        if depth > _DEEPEST:
            raise ValueError("it is nested too deep")
        content = self._lines[self.at][1]
        if _is_item(content):
            return self._items(indent, depth)
        if _KEY.match(content):
            return self._keys(indent, depth)
        self.at += 1
        return self._scalar(content, indent - 1)

    def _items(self, indent: int, depth: int) -> list[Any]:
        found = []
        while self._is_here(indent) and _is_item(content := self._lines[self.at][1]):
            inside = content[1:].lstrip()
            if inside:  # as if it stood on a line of its own
                deeper = indent + len(content) - len(inside)
                self._lines[self.at] = (deeper, inside)
                found.append(self.node(deeper, depth + 1))
            else:
                self.at += 1
                found.append(self._below(indent, depth, lists=False))
        return found

    def _keys(self, indent: int, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while self._is_here(indent) and (entry := _KEY.match(self._lines[self.at][1])):
            self.at += 1
            key, value = scalar(entry[1]), (entry[2] or "").strip()
            bare = without_comment(value)
            found[key] = self._scalar(value, indent) if bare else self._below(indent, depth, lists=True)
        return found

    def _below(self, indent: int, depth: int, *, lists: bool) -> Any:
        """What stands deeper than `indent`, or is a list at it; None if there is nothing."""
        if self.at < len(self._lines):
            deeper, content = self._lines[self.at]
            if deeper > indent or (lists and deeper == indent and _is_item(content)):
                return self.node(deeper, depth + 1)
        return None

    def _is_here(self, indent: int) -> bool:
        return self.at < len(self._lines) and self._lines[self.at][0] == indent

    def _scalar(self, value: str, indent: int) -> Any:
        """A value that may go on over deeper lines."""
        if re.fullmatch(r"[|>][+-]?", without_comment(value)):
            return ("\n" if value[0] == "|" else " ").join(self._further(indent))
        if value[0] in "\"'":
            while not closing_quote(value, value[0]) and self.at < len(self._lines):
                value = _folded(value, self._lines[self.at][1])
                self.at += 1
            if not closing_quote(value, value[0]):
                raise ValueError(f"the quotation of “{value[:30]}” has no end")
            return scalar(value)
        if value[0] in "[{&*!%@`":
            return _in_brackets(without_comment(value))
        whole = " ".join([without_comment(value), *map(without_comment, self._further(indent))])
        return None if whole in ("null", "~", "Null", "NULL") else whole

    def _further(self, indent: int) -> list[str]:
        begun = self.at
        while self.at < len(self._lines) and self._lines[self.at][0] > indent:
            self.at += 1
        return [content for _, content in self._lines[begun : self.at]]


def _is_item(content: str) -> bool:
    return content == "-" or content.startswith("- ")


def _folded(value: str, line: str) -> str:
    """A quoted scalar with one more of its lines: a backslash at the end means that no blank was there."""
    backslashes = len(value) - len(value.rstrip("\\"))
    if value[0] == '"' and backslashes % 2:
        return value[:-1] + (line[1:] if line.startswith("\\ ") else line)
    return f"{value} {line}"


def _in_brackets(value: str) -> list[str] | dict[str, str]:
    inside = value[1:-1].strip()
    if value == "{}":
        return {}
    parts = [found[1].strip() for found in _PART.finditer(inside)]
    if not (value.startswith("[") and value.endswith("]")) or _PART.sub("", inside).strip():
        raise ValueError(f"“{value[:30]}” is written in a way that is not read")
    return [scalar(part) for part in parts]
