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
    """Every object and its line, counted from 1. What is no object is a bad row of the source; raises ReadingError."""
    if source.head().lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"["):
        yield from _listed(source)
        return
    for line, text in text_lines(source):
        try:
            row = _DECODER.decode(text)
        except (ValueError, RecursionError) as error:
            source.bad_row(line, _why(error))
            continue
        if _is_sound(source, line, text, row):
            yield line, row


def _listed(source: Source) -> Iterator[tuple[int, Object]]:
    text, _ = source.text()
    at, line, counted = _past(text, text.index("[") + 1), 1, 0
    while not text.startswith("]", at):
        line, counted = line + text.count("\n", counted, at), at
        try:
            row, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:  # where the next object begins cannot be known
            raise ReadingError(f"{source.name}: line {getattr(error, 'lineno', line)}: {_why(error)}") from error
        if _is_sound(source, line, text[at:end], row):
            yield line, row
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


def _is_sound(source: Source, line: int, text: str, row: object) -> bool:
    """Whether `row` is an object that can be stored. JSON may hold halves of characters, which nothing can store."""
    if not isinstance(row, dict):
        source.bad_row(line, "not a JSON object. Give one object ({…}) for each text.")
        return False
    if _SURROGATE_ESCAPE.search(text):
        try:
            json.dumps(row, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError:
            source.bad_row(line, "half a character (lone surrogate) cannot be stored. Mend the line.")
            return False
    return True


def _why(error: Exception) -> str:
    why = error.msg.lower() if isinstance(error, json.JSONDecodeError) else "nested too deep or a number too long"
    return f"not valid JSON ({why}). Mend the line or export the file again."
