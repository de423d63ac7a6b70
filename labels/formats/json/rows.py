"""The objects of a JSON Lines file, of a JSON list or of an object around one, each with where it begins.

They come one at a time, and no more of the file than one of them is ever held.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from labels.files.source import Source
from labels.files.text_lines import text_lines
from labels.formats.json.stream import DECODER, streamed_values, what_is_wrong
from labels.formats.reader import Object, Spot

#: Endings of files that hold one object a line, whatever their first line looks like.
LINES = (".jsonl", ".ndjson")

_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")


def json_rows(source: Source) -> Iterator[tuple[Spot, Object]]:
    """Every object and where it begins: its line, counted from 1, or in a list its number, line and column in words.

    What is no object is a bad row of the source. Raises ReadingError.
    """
    if not _is_lines(source):
        for spot, text, value in streamed_values(source):
            source.reached = spot
            if _is_sound(source, spot, text, value):
                yield spot, value
        source.reached = 0
        return
    for line, text in text_lines(source):
        try:
            row = DECODER.decode(text)
        except (ValueError, RecursionError) as error:
            source.bad_row(line, _why(error))
            continue
        if _is_sound(source, line, text, row):
            yield line, row


def _is_lines(source: Source) -> bool:
    """Whether a file holds one object a line: its first line is one, or its name says so."""
    head = source.head().lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    if head.startswith(b"["):
        return False
    if source.suffix in LINES:
        return True
    first, newline, _ = head.partition(b"\n")
    if not newline:
        return not head.startswith(b"{")
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return not first.startswith(b"{")
    return True


def _is_sound(source: Source, spot: Spot, text: str, row: object) -> bool:
    """Whether `row` is an object that can be stored. JSON may hold halves of characters, which nothing can store."""
    if not isinstance(row, dict):
        source.bad_row(spot, "not a JSON object. Give one object ({…}) for each text.")
        return False
    if _SURROGATE_ESCAPE.search(text):
        try:
            json.dumps(row, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError:
            source.bad_row(spot, "half a character (lone surrogate) cannot be stored. Mend the line.")
            return False
    return True


def _why(error: Exception) -> str:
    deep = "nested too deep or a number too long"
    why = f"{what_is_wrong(error)}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else deep
    return f"not valid JSON ({why}). Mend the line or export the file again."
