"""The objects of a JSON Lines file or of a JSON list, one at a time, each with the line it begins on.

JSON Lines in UTF-8 are streamed. A JSON list is held as text, and its objects are still decoded one by one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from labels.errors import ReadingError
from labels.importing.source import Source
from labels.importing.text_lines import text_lines

Object = dict[str, Any]

#: NaN and Infinity are no JSON, but Python writes them; nothing that we keep may be one.
_DECODER = json.JSONDecoder(parse_constant=lambda name: None)
_BLANKS = re.compile(r"[ \t\r\n]*")
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")


def json_rows(source: Source) -> Iterator[tuple[int, Object]]:
    """Every object and its line, counted from 1. Raises ReadingError naming the line of what is no object."""
    if source.head().lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"["):
        yield from _listed(source)
        return
    for line, text in text_lines(source):
        if text.isspace():
            continue
        try:
            row = _DECODER.decode(text)
        except (ValueError, RecursionError) as error:
            raise _not_json(source, line, error) from error
        yield line, _checked(source, line, text, row)


def _listed(source: Source) -> Iterator[tuple[int, Object]]:
    text, _ = source.text()
    at, line, counted = _past(text, text.index("[") + 1), 1, 0
    while not text.startswith("]", at):
        line, counted = line + text.count("\n", counted, at), at
        try:
            row, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            raise _not_json(source, getattr(error, "lineno", line), error) from error
        yield line, _checked(source, line, text[at:end], row)
        at = _past(text, end)
        if text.startswith(",", at):
            at = _past(text, at + 1)
        elif not text.startswith("]", at):
            line += text.count("\n", counted, at)
            raise ReadingError(
                f"{source.name}: line {line}: the list is cut off or a comma is missing. Export it again."
            )


def _past(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def _checked(source: Source, line: int, text: str, row: object) -> Object:
    """`row` if it is an object that can be stored. JSON may hold halves of characters, which nothing can store."""
    if not isinstance(row, dict):
        raise ReadingError(f"{source.name}: line {line}: not a JSON object. Give one object ({{…}}) for each text.")
    if _SURROGATE_ESCAPE.search(text):
        try:
            json.dumps(row, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError as error:
            raise ReadingError(
                f"{source.name}: line {line}: half a character (lone surrogate) cannot be stored. Mend the line."
            ) from error
    return row


def _not_json(source: Source, line: int, error: Exception) -> ReadingError:
    why = error.msg.lower() if isinstance(error, json.JSONDecodeError) else "nested too deep or a number too long"
    return ReadingError(f"{source.name}: line {line}: not valid JSON ({why}). Mend the line or export the file again.")
