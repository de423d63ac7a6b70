"""The metadata block of Markdown files: YAML, and what people take for it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.formats.front_matter import MAX_BLOCK, split_front_matter


def metadata(block: str) -> dict[str, Any]:
    found, rest = split_front_matter(f"---\n{block}\n---\nBody.\n")
    assert rest == "Body.\n"
    return found


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("key: plain words", "plain words"),
        ("key: 2024-05-01  # a comment", "2024-05-01"),
        ("key: https://example.org/#part", "https://example.org/#part"),
        ('key: "She said: \\"no\\" # not a comment"  # a comment', 'She said: "no" # not a comment'),
        ("key: 'It''s late'", "It's late"),
        ('key: "unclosed', '"unclosed'),
        ("key:", ""),
        ('"key": x', "x"),
        ("key: [a, \"b, c\", 'd']", ["a", "b, c", "d"]),
        ("key: []", []),
        ("key:\n  - a\n  - 'b'", ["a", "b"]),
        ("key:\n- a\n- b", ["a", "b"]),
        ("key: goes on\n  over here", "goes on over here"),
        ("key: |\n  one\n  two", "one\ntwo"),
        ("key: >-\n  one\n  two", "one two"),
        ("# a comment\n\nkey: x\n", "x"),
        ("key: One: two", "One: two"),
        ("key: @somebody  # said", "@somebody # said"),
        ("key: One: two\n  and three", "One: two and three"),
        ("key:\n  name: a\n  tags: [b]", {"name": "a", "tags": ["b"]}),
    ],
)
def test_values(line, value):
    assert metadata(line) == {"key": value}


def test_one_entry_that_is_no_yaml_spoils_no_other():
    told = metadata("title: One: two\ntags: [a, b]\nwhen: '2024'  # or so\nby:\n  - c\n  - d")
    assert told == {"title": "One: two", "tags": ["a", "b"], "when": "2024", "by": ["c", "d"]}


def test_line_ends_and_dots_close_too():
    assert split_front_matter("---\r\na: b\r\n---\r\nBody") == ({"a": "b"}, "Body")
    assert split_front_matter("---\na: b\n...\nBody") == ({"a": "b"}, "Body")
    assert split_front_matter("---\na: b\n---") == ({"a": "b"}, "")


@pytest.mark.parametrize(
    "text",
    [
        "Body.\n---\na: b\n---\n",
        "---\nSome words between two rules.\n---\nMore.",
        "---\na: b\nnever closed",
        "---\na: b\n" + "x: y\n" * MAX_BLOCK + "---\nBody.",
        " ---\na: b\n---\n",
    ],
)
def test_anything_else_stays_in_the_text(text):
    assert split_front_matter(text) == ({}, text)


@given(st.text(alphabet=st.sampled_from("ab:-[]'\"#,| \n\\>"), max_size=80))
def test_any_block_can_be_read(block):
    found, rest = split_front_matter(f"---\n{block}\n---\nBody.")
    assert rest.endswith("Body.")
    assert all(isinstance(key, str) and isinstance(value, str | list | dict) for key, value in found.items())
