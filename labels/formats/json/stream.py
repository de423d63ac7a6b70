"""The records of a JSON file that is one list, an object around one list, or a single object, in constant memory."""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Iterator
from typing import Any

from labels.errors import ReadingError
from labels.files.source import Source
from labels.files.text_lines import LONGEST
from labels.formats.json.head import first_keys, is_one_record
from labels.formats.reader import Spot
from labels.values.import_options import NESTED, USUAL

#: NaN and Infinity are no JSON, but Python writes them; nothing that we keep may be one.
DECODER = json.JSONDecoder(parse_constant=lambda name: None)

_BLANKS = re.compile(r"[ \t\r\n]*")
_CHUNK = 1 << 17


def streamed_values(source: Source) -> Iterator[tuple[Spot, str, Any]]:
    """Every record with where it begins and its own text, for a closer look. Raises ReadingError, naming the
    place, where the file is not valid JSON: where the next record begins cannot be known then.
    """
    one = is_one_record(first_keys(source.head()))
    with source.open() as file:
        stream = _Stream(source, file)
        while stream.peek():
            if stream.peek() == "[":
                yield from _listed(stream)
            elif stream.peek() == "{":
                yield from _wrapped(stream, one)
            else:
                raise stream.refusal("not a list or an object. Give one object ({…}) for each text.")


def what_is_wrong(error: json.JSONDecodeError) -> str:
    """What Python says is wrong with JSON, without the words that lead over to a place."""
    return error.msg.lower().removesuffix(" at").removesuffix(" starting")


def _listed(stream: _Stream) -> Iterator[tuple[Spot, str, Any]]:
    stream.take("[")
    while stream.peek() != "]":
        stream.record += 1
        spot = stream.spot()
        yield spot, *stream.value()
        if stream.peek() == ",":
            stream.take(",")
        elif stream.peek() != "]":
            break
    stream.take("]")
    stream.record = 0


def _wrapped(stream: _Stream, one: bool) -> Iterator[tuple[Spot, str, Any]]:
    """The records of the one list in an object; the object itself if there is none, or it is known to be `one`."""
    line, rows = stream.line, ""
    own: dict[str, Any] = {}
    stream.take("{")
    while stream.peek() != "}":
        _, key = stream.value()
        stream.take(":")
        if not isinstance(key, str):
            raise stream.refusal("a key that is no string. Correct it or export the file again.")
        if not one and stream.begins_list_of_objects() and key.casefold() not in NESTED and not _holds_text(own):
            if rows:
                raise stream.refusal(f"two lists of records, “{rows}” and “{key}”. Keep one of them.")
            rows = key
            yield from _listed(stream)
        else:
            own[key] = stream.value()[1]
        if stream.peek() == ",":
            stream.take(",")
        elif stream.peek() != "}":
            break
    stream.take("}")
    if rows and _holds_text(own):
        raise stream.refusal(f"a text beside a list of records, “{rows}”. Put the text first, or take it out.")
    if not rows:
        yield line, json.dumps(own), own


def _holds_text(own: dict[str, Any]) -> bool:
    return any(isinstance(own.get(name), str) for name in USUAL["text"]) or any(name in own for name in NESTED)


class _Stream:
    """JSON text that is read as it is needed. `line` and `column` are where it stands, `record` the number of the
    record in a list that it is in; all count from 1.
    """

    def __init__(self, source: Source, file: io.BufferedReader) -> None:
        self.line = self.column = 1
        self.record = 0
        self._source = source
        self._file = file
        self._text = ""
        self._at = 0
        self._ended = False
        self._decoder = codecs.getincrementaldecoder(_encoding(source))()
        self._fill(_CHUNK)
        self._at = int(self._text.startswith("\ufeff"))

    def peek(self) -> str:
        """The next character that is no blank; empty at the end."""
        while True:
            found = _BLANKS.match(self._text, self._at)
            self._move(found.end() if found else self._at)
            if self._at < len(self._text) or self._ended:
                return self._text[self._at : self._at + 1]
            self._fill(_CHUNK)

    def take(self, sign: str) -> None:
        """Go over `sign`, which must come next."""
        found = self.peek()
        if found != sign:
            cut = "the file is cut off: " if not found else ""
            raise self.refusal(f"not valid JSON ({cut}“{sign}” is missing). Correct the line or export the file again.")
        self._move(self._at + 1)

    def begins_list_of_objects(self) -> bool:
        if self.peek() != "[":
            return False
        while len(self._text) - self._at < 1000 and not self._ended:
            self._fill(_CHUNK)
        return self._text[self._at + 1 : self._at + 1000].lstrip(" \t\r\n").startswith("{")

    def spot(self) -> str:
        """Where it stands, in words."""
        record = f"record {self.record}, " if self.record else ""
        return f"{record}line {self.line} column {self.column}"

    def value(self) -> tuple[str, Any]:
        """The text of the next value, and the value."""
        self.peek()
        while True:
            try:
                value, end = DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                # An error far from the end of what is there would not go away with more of it.
                hopeless = error.pos < len(self._text) - 16 and not error.msg.startswith("Unterminated")
                if hopeless or self._ended:
                    self._step(error.pos)
                    cut = "the file is cut off: " if not hopeless and self._ends_early(error) else ""
                    raise self.refusal(
                        f"not valid JSON ({cut}{what_is_wrong(error)}). Correct the line or export the file again."
                    ) from error
            except (ValueError, RecursionError) as error:
                raise self.refusal("not valid JSON (nested too deep, or a number too long). Take it out.") from error
            else:
                if end < len(self._text) or self._ended:
                    text = self._text[self._at : end]
                    self._move(end)
                    return text, value
            if len(self._text) - self._at > LONGEST:
                raise self.refusal(f"a record of over {LONGEST >> 20} MB. Cut it into smaller ones.")
            self._fill(max(_CHUNK, len(self._text) - self._at))  # doubling keeps long records linear

    def _ends_early(self, error: json.JSONDecodeError) -> bool:
        """Whether more would have to follow: in a string, after a whole value, or within a word."""
        rest = self._text[error.pos :].strip()
        return error.msg.startswith("Unterminated") or any(word.startswith(rest) for word in ("true", "false", "null"))

    def refusal(self, reason: str) -> ReadingError:
        """An error at the present place."""
        return ReadingError(f"{self._source.name}: {self.spot()}: {reason}")

    def _move(self, to: int) -> None:
        if to != self._at:
            self._step(to)
            self._at = to

    def _step(self, to: int) -> None:
        """Count lines and columns up to a place in the text."""
        lines = self._text.count("\n", self._at, to)
        self.line += lines
        self.column = to - self._text.rfind("\n", self._at, to) if lines else self.column + to - self._at

    def _fill(self, size: int) -> None:
        """Read more, and forget what is behind."""
        data = self._file.read(size)
        self._ended = not data
        try:
            more = self._decoder.decode(data, final=self._ended)
        except UnicodeDecodeError as error:
            self._text += error.object[: error.start].decode(error.encoding, "replace")
            self._step(len(self._text))
            self.record = 0  # which one it is in would be known only when those before it were read
            raise self.refusal(
                f"not valid in {error.encoding.upper()}. Correct the line, or name its encoding with --encoding."
            ) from error
        self._text = self._text[self._at :] + more
        self._at = 0


def _encoding(source: Source) -> str:
    if source.encoding is not None:
        return source.encoding
    head = source.head()[:4]
    for mark, name in (
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return name
    return "utf-8"
