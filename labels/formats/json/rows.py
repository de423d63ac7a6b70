"""The objects of a JSON Lines file, of a JSON list or of an object around one, each with where it begins.

They come one at a time, and no more of the file than one of them is ever held.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from labels.files.source import HEAD_BYTES, Source
from labels.files.text_lines import text_lines
from labels.formats.json.frames import ListedRows, frame_rows
from labels.formats.json.head import first_keys, is_one_record
from labels.formats.json.stream import DECODER, streamed_values, what_is_wrong
from labels.formats.reader import Object, Spot

#: Endings of files that hold one object a line, whatever their first line looks like.
LINES = (".jsonl", ".ndjson")

#: Two lines with a list each: `["It rains.", {"cats": {…}}]`.
_LISTS = re.compile(rb"\[[^\r\n]*\][ \t]*\r?\n\s*\[")
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")


def json_rows(source: Source) -> Iterator[tuple[Spot, Object]]:
    """Every object and where it begins: its line, counted from 1, or in a list its number, line and column in words.

    What is no object is a bad row of the source. Raises ReadingError.
    """
    for spot, text, value in _values(source):
        if _is_sound(source, spot, text, value):
            yield spot, value


def table_rows(source: Source) -> Iterator[tuple[Spot, Object]]:
    """Every row as `json_rows` has them; of a table in one object or in lists, each row of it. Raises ReadingError."""
    asked, number, one = source.options.columns, 0, is_one_record(first_keys(source.head()))
    listed = ListedRows(asked)
    for spot, text, value in _values(source):
        number += 1
        if number == 1 and not one and isinstance(value, dict) and (rows := frame_rows(value, asked.text)) is not None:
            for at, row in enumerate(rows, 1):
                if _is_sound(source, f"row {at}", text, row):
                    yield f"row {at}", row
            continue
        if isinstance(value, list):
            try:
                value = listed.row(value)
            except ValueError as error:
                source.bad_row(spot, str(error))
                continue
            if value is None:
                continue
        if _is_sound(source, spot, text, value):
            yield spot, value


def _values(source: Source) -> Iterator[tuple[Spot, str, Any]]:
    """Every value with where it begins and its own text. Raises ReadingError."""
    if not _is_lines(source):
        for spot, text, value in streamed_values(source):
            source.reached = spot
            yield spot, text, value
        source.reached = 0
        return
    for line, text in text_lines(source):
        try:
            row = DECODER.decode(text)
        except (ValueError, RecursionError) as error:
            source.bad_row(line, _why(error))
            continue
        yield line, text, row


def _is_lines(source: Source) -> bool:
    """Whether a file holds one object a line: its first line is one, or its name says so."""
    whole = source.head()
    head = whole.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    if head.startswith(b"["):
        return source.suffix in LINES and _LISTS.match(head) is not None
    if source.suffix in LINES:
        return True
    first, newline, rest = head.partition(b"\n")
    if not newline or not (rest.strip() or len(whole) == HEAD_BYTES):
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
            source.bad_row(spot, "half a character (lone surrogate) cannot be stored. Correct the line.")
            return False
    return True


def _why(error: Exception) -> str:
    deep = "nested too deep or a number too long"
    why = f"{what_is_wrong(error)}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else deep
    return f"not valid JSON ({why}). Correct the line or export the file again."
