"""The line of each value in a TOML file. Python's TOML reader does not give it."""

from __future__ import annotations

import re
from collections.abc import Mapping

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""
      (?P<blank>[ \t\r]+ | \#[^\n]*)
    | (?P<newline>\n)
    | (?P<string>
        \"{3} (?: \\[\s\S] | [^\\] )*? \"{3} (?!\")
      | '{3} [\s\S]*? '{3} (?!')
      | "(?: \\. | [^"\\\n] )*"
      | '[^'\n]*'
      )
    | (?P<sign>[\[\]{}=,.])
    | (?P<bare>[^\s\[\]{}=,.\#"']+)
    """,
    re.VERBOSE,
)
_END = ("end", "", 0)


def find_lines(source: str) -> dict[Path, int]:
    """The line (from 1) of every table, key and list entry of `source`, which must be valid TOML.

    A path is what leads to the value once the file is read: `("labels", 2, "examples", 0)`.
    """
    return _Finder(source).lines


def line_of(lines: Mapping[Path, int], path: Path) -> int:
    """The line of the value at `path`, or of the nearest thing around it that has one; else 1."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return 1


class _Finder:
    """Walks through the tokens of a valid document once, noting where each path begins."""

    def __init__(self, source: str) -> None:
        self.lines: dict[Path, int] = {}
        self._tables: dict[Path, int] = {}  # how many [[tables]] of each path there are so far
        self._tokens: list[tuple[str, str, int]] = []
        line = 1
        for match in _TOKEN.finditer(source):
            if match.lastgroup != "blank":
                self._tokens.append((match.lastgroup or "", match.group(), line))
            line += match.group().count("\n")
        self._at = 0
        self._document()

    def _peek(self) -> tuple[str, str, int]:
        return self._tokens[self._at] if self._at < len(self._tokens) else _END

    def _take(self) -> tuple[str, str, int]:
        token = self._peek()
        self._at += 1
        return token

    def _skip(self, *signs: str) -> None:
        while self._peek()[1] in signs and self._peek() != _END:
            self._at += 1

    def _document(self) -> None:
        table: Path = ()
        while self._peek() != _END:
            if self._peek()[0] == "newline":
                self._take()
            elif self._peek()[1] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Path:
        line = self._take()[2]
        several = self._peek()[1] == "["
        self._skip("[")
        *outer, last = self._key()
        self._skip("]")
        path: Path = ()
        for part in outer:
            path = self._inside((*path, part))
        path = (*path, last)
        self.lines.setdefault(path, line)
        if several:
            self._tables[path] = self._tables.get(path, 0) + 1
            path = self._inside(path)
            self.lines[path] = line
        return path

    def _inside(self, path: Path) -> Path:
        """`path`, or the newest entry of the list of tables that it names."""
        return (*path, self._tables[path] - 1) if path in self._tables else path

    def _key(self) -> list[str]:
        parts: list[str] = []
        while self._peek()[0] in ("bare", "string") or self._peek()[1] == ".":
            kind, text, _ = self._take()
            if kind != "sign":
                parts.append(text[1:-1] if kind == "string" else text)
        return parts or [""]

    def _pair(self, table: Path) -> None:
        line = self._peek()[2]
        path = table
        for part in self._key():
            path = (*path, part)
            self.lines.setdefault(path, line)
        self._skip("=")
        self._value(path)

    def _value(self, path: Path) -> None:
        self.lines.setdefault(path, self._peek()[2])
        opening = self._peek()[1]
        if opening == "[":
            self._list(path)
        elif opening == "{":
            self._inline_table(path)
        else:
            self._take()
            while self._peek() != _END and self._peek()[1] not in (",", "]", "}", "\n"):
                self._take()

    def _list(self, path: Path) -> None:
        self._take()
        index = 0
        self._skip("\n")
        while self._peek() != _END and self._peek()[1] != "]":
            self._value((*path, index))
            index += 1
            self._skip("\n", ",")
        self._take()

    def _inline_table(self, path: Path) -> None:
        self._take()
        self._skip("\n")
        while self._peek() != _END and self._peek()[1] != "}":
            self._pair(path)
            self._skip("\n", ",")
        self._take()
