from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.codebook import Codebook
from labels.codebook.file import parse_codebook, write_codebook
from labels.codebook.lines import find_lines, line_of
from labels.errors import CodebookError
from tests.examples import examples
from tests.labels.codebook.strategies import codebooks
from tests.labels.codebook.test_file import WHOLE

SOURCE = """\
top = 1 # [[labels]]
long = '''
[[labels]]
''' # and
date = 1979-05-27 07:32:00
ratio = 1.5

[[labels]]
name = "a"
examples = [
  "one", # a, b
  "two", "three",
  ["four",
   { five = 5 }],
]
[[labels]]
a.b."c d" = "x"
[labels.inner]
x = 1
[[labels.deep]]
y = 2
"""


def test_every_path_has_the_line_on_which_it_begins():
    lines = find_lines(SOURCE)
    assert lines == {
        ("top",): 1,
        ("long",): 2,
        ("date",): 5,
        ("ratio",): 6,
        ("labels",): 8,
        ("labels", 0): 8,
        ("labels", 0, "name"): 9,
        ("labels", 0, "examples"): 10,
        ("labels", 0, "examples", 0): 11,
        ("labels", 0, "examples", 1): 12,
        ("labels", 0, "examples", 2): 12,
        ("labels", 0, "examples", 3): 13,
        ("labels", 0, "examples", 3, 0): 13,
        ("labels", 0, "examples", 3, 1): 14,
        ("labels", 0, "examples", 3, 1, "five"): 14,
        ("labels", 1): 16,
        ("labels", 1, "a"): 17,
        ("labels", 1, "a", "b"): 17,
        ("labels", 1, "a", "b", "c d"): 17,
        ("labels", 1, "inner"): 18,
        ("labels", 1, "inner", "x"): 19,
        ("labels", 1, "deep"): 20,
        ("labels", 1, "deep", 0): 20,
        ("labels", 1, "deep", 0, "y"): 21,
    }


def test_what_is_missing_has_the_line_of_what_it_is_missing_from():
    lines = find_lines(SOURCE)
    assert line_of(lines, ("labels", 1, "name")) == 16
    assert line_of(lines, ("nothing",)) == 1


@settings(max_examples=examples(60), deadline=None)
@given(codebooks(), st.data())
def test_a_wrong_line_in_any_codebook_is_found(codebook: Codebook, data: st.DataObject):
    lines = write_codebook(codebook).split("\n")
    paths = find_lines("\n".join(lines))
    index = data.draw(st.integers(0, len(codebook.labels) - 1))
    line = paths["labels", index]
    assert lines[line - 1] == "[[labels]]"
    lines.insert(line, "wrong = 1")
    with pytest.raises(CodebookError) as caught:
        parse_codebook("\n".join(lines), "book.toml")
    assert str(caught.value).startswith(f"book.toml, line {line + 1}: unknown field")


@settings(max_examples=examples(150), deadline=None)
@given(st.data())
def test_any_slip_of_the_hand_ends_in_a_codebook_or_in_a_message_with_a_line(data: st.DataObject):
    start = data.draw(st.integers(0, len(WHOLE)))
    end = data.draw(st.integers(start, min(len(WHOLE), start + 30)))
    typed = data.draw(st.text(alphabet="ab[\"]{}'=,.#\n\\\x1b“\ufeff", max_size=6))
    slipped = WHOLE[:start] + typed + WHOLE[end:]
    try:
        parse_codebook(slipped, "book.toml")
    except CodebookError as error:
        for line in str(error).split("\n"):
            beginning, _, message = line.partition(": ")
            assert 1 <= int(beginning.removeprefix("book.toml, line ")) <= slipped.count("\n") + 1
            assert message
            assert line.isprintable()
