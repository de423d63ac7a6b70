"""JSON in every usual arrangement, streamed; what is wrong with it is named by its place."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.errors import ReadingError
from labels.files import text_lines
from labels.files.source import Source
from labels.formats.json import stream as json_stream
from labels.formats.json.rows import json_rows
from labels.formats.reader_registry import reader_for
from tests.examples import examples


def rows(data: bytes) -> list[tuple[int | str, dict[str, object]]]:
    return list(json_rows(Source(None, stdin=io.BytesIO(data))))


@pytest.mark.parametrize(
    ("text", "spots"),
    [
        ('[{"a": 1},\n {"a": 2}]', ["record 1, line 1 column 2", "record 2, line 2 column 2"]),
        ('\n[\n{"a": 1},\n\n{"a":\n2}\n]\n', ["record 1, line 3 column 1", "record 2, line 5 column 1"]),
        ('{"a": 1}\n{"a": 2}\n', [1, 2]),
        ('{"a": 1}\n\n{"a": 2}', [1, 3]),
        ('{\n"a": 1}\n{"a":\n2}', [1, 3]),
        (
            '{"version": [1], "rows": [{"a": 1},\n{"a": 2}], "more": {"x": []}}',
            ["record 1, line 1 column 27", "record 2, line 2 column 1"],
        ),
        ('\ufeff[{"a": 1}, {"a": 2}]', ["record 1, line 1 column 2", "record 2, line 1 column 12"]),
    ],
)
def test_lists_lines_and_objects_around_a_list_give_the_same_rows(text, spots):
    assert rows(text.encode()) == list(zip(spots, [{"a": 1}, {"a": 2}], strict=True))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_byte_order_mark_says_the_encoding(encoding):
    assert rows('[{"a": "é😀"}]'.encode(encoding)) == [("record 1, line 1 column 2", {"a": "é😀"})]


def test_a_text_beside_a_list_of_objects_makes_it_one_record():
    one = {"text": "Words.", "notes": [{"by": "ana"}]}
    assert rows(json.dumps(one).encode()) == [(1, one)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[{"a": 1},\n{"a": 2', "record 2, line 2 column 8: not valid JSON (the file is cut off"),
        ('[{"a": 1},\n', "record 2, line 2 column 1: not valid JSON (the file is cut off: expecting value)."),
        ('[{"a": 1}\n{"a": 2}]', "record 1, line 2 column 1: not valid JSON (“]” is missing)"),
        ('[{"a": 1},\n\n{"a": nope, "b": "' + "x" * 100 + '"}]', "record 2, line 3 column 7: not valid JSON"),
        ('{"a": 1}\n{"a": \n', "line 2: not valid JSON (expecting value, column 7)"),
        ('[{"a": 1}, 2]', "record 2, line 1 column 12: not a JSON object."),
        ('{"a": 1}\n{"a": "x\n', "line 2: not valid JSON (unterminated string, column 7). Correct the line"),
        ('[{"a": "x\x00"}]', "record 1, line 1 column 10: not valid JSON (invalid control character)."),
        ('{"a": 1}\n"words"\n', "line 2: not a JSON object."),
        ('{"a": [{"x": 1}],\n"b": [{"x": 2}]}', "line 2 column 6: two lists of records, “a” and “b”."),
        ('{"a": "\\ud800"}\n', "line 1: half a character (lone surrogate)"),
        ('[{"a": "\\ud800"}]', "record 1, line 1 column 2: half a character (lone surrogate)"),
        ("[" * 100_000, "record 1, line 1 column 2: not valid JSON (nested too deep"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_line(text, words):
    with pytest.raises(ReadingError) as caught:
        rows(text.encode())
    assert str(caught.value).startswith(f"stdin: {words}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("data", [b'[{"a": "ok"},\n{"a": "\xff"}]', b'{"a": "ok"}\n{"a": "\xff"}\n'])
def test_another_encoding_is_named_by_line(data):
    with pytest.raises(ReadingError, match=r"stdin: line 2( column 8)?:.*not valid in UTF-8.*--encoding"):
        rows(data)


class Endless(io.RawIOBase):
    """A record that never ends; `taken` counts the bytes that anybody asked for."""

    taken = 0

    def __init__(self, begin: bytes) -> None:
        self._begin = begin

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        buffer[:] = self._begin.ljust(len(buffer), b"x")
        self._begin = b""
        Endless.taken += len(buffer)
        return len(buffer)


@pytest.mark.parametrize(("name", "begin"), [("a.jsonl", b'{"a": "'), ("a.json", b'[{"a": "'), ("a.json", b'{"a": "')])
def test_an_endless_record_is_refused_before_it_fills_memory(monkeypatch, name, begin):
    monkeypatch.setattr(text_lines, "LONGEST", 1 << 20)
    monkeypatch.setattr(json_stream, "LONGEST", 1 << 20)
    monkeypatch.setattr(Endless, "taken", 0)
    source = Source(Path(name))
    monkeypatch.setattr(source, "opened_raw", lambda: io.BufferedReader(Endless(begin)))
    with pytest.raises(
        ReadingError, match=r"(line 1|record 1, line 1 column 2|line 1 column 7): (longer than|a record of over) 1 MB"
    ):
        list(json_rows(source))
    assert Endless.taken < 8 << 20


@given(
    st.lists(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=20) | st.none()), max_size=6),
    st.sampled_from([None, 1]),
)
@settings(max_examples=examples(60), deadline=None)
def test_whatever_the_chunks_a_list_is_read_as_it_is(records, indent):
    small = pytest.MonkeyPatch()
    small.setattr(json_stream, "_CHUNK", 7)
    try:
        text = json.dumps(records, ensure_ascii=False, indent=indent)
        found = rows(text.encode("utf-8", "surrogatepass"))
        assert [row for _, row in found] == records
        for number, (spot, row) in enumerate(found, 1):
            record, line, column = map(int, re.fullmatch(r"record (\d+), line (\d+) column (\d+)", spot).groups())
            assert record == number
            rest = text.split("\n", line - 1)[-1][column - 1 :]
            assert json.JSONDecoder().raw_decode(rest)[0] == row
    finally:
        small.undo()


def test_a_text_that_comes_late_beside_a_list_is_never_dropped():
    late = {"text": "Words."}
    assert rows(json.dumps({"notes": [{"by": "ana"}]} | late).encode()) == [(1, {"notes": [{"by": "ana"}]} | late)]
    far = json.dumps({"notes": [{"by": "a" * 70_000}]} | late).encode()
    with pytest.raises(ReadingError, match=r"line 1 column .*: a text beside a list of records, “notes”"):
        rows(far)


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.jsonl", b'{"body": "x"}\n', "jsonl"),
        ("a.json", b'{"body": "x"}\n', "json"),
        ("rows", b'{"body": "x"}\n', "jsonl"),
        ("rows", b'[{"body": "x"}]\n', "json"),
        ("rows", b'{\n"body": "x"}\n', "json"),
        ("rows", b"{braces} begin this text.\n", "text"),
        ("rows", b"[brackets] begin this text.\n", "text"),
        ("a.jsonl.gz", b'{"body": "x"}\n', "jsonl"),
    ],
)
def test_the_format_is_told_from_ending_and_content(tmp_path, name, data, format):
    (tmp_path / name).write_bytes(data)
    assert reader_for(Source(tmp_path / name)).name == format
