"""YAML as dataset cards are written in: what the reference library writes is read as it reads it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.importing.block_yaml import read_block

CARD = """\
# a comment
license: mit
dataset_info:
- config_name: a
  features:
  - name: text
    dtype: string
  - name: label
    dtype:
      class_label:
        names:
          '0': neg
          '1': 'pos: it''s'
          "2": "a \\U0001F600 \\xfc b"   # behind
          3: yes
configs:
  - config_name: default
    data_files:
      - split: train
        path:
        - data/train-*
        - "x/*.csv"
      -
        split: test
        path: [a, "b, c", 'd']
empty:
nothing: null
long: this goes
  on here
quoted: "this
  too, and no blank \\
  \\ is lost"
lines: |
  one
  two
none: {}
"""


def test_keys_lists_and_scalars():
    names = {"0": "neg", "1": "pos: it's", "2": "a 😀 ü b", "3": "yes"}
    label = {"name": "label", "dtype": {"class_label": {"names": names}}}
    train = {"split": "train", "path": ["data/train-*", "x/*.csv"]}
    test = {"split": "test", "path": ["a", "b, c", "d"]}
    assert read_block(CARD) == {
        "license": "mit",
        "dataset_info": [{"config_name": "a", "features": [{"name": "text", "dtype": "string"}, label]}],
        "configs": [{"config_name": "default", "data_files": [train, test]}],
        "empty": None,
        "nothing": None,
        "long": "this goes on here",
        "quoted": "this too, and no blank  is lost",
        "lines": "one\ntwo",
        "none": {},
    }


@pytest.mark.parametrize(
    "text",
    ["a:\n  - c\n b: d", "\ta: b", "a: [b, {c: d}]", "a: &x b", 'a: "b', "- a\nb: c", "a:\n" + "- " * 100 + "b"],
)
def test_what_is_not_read_is_refused(text):
    with pytest.raises(ValueError, match=r"read|belongs|nested|tab|quotation"):
        read_block(text)


def test_nothing_is_nothing():
    assert read_block("") is None
    assert read_block("# only this\n") is None


_NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=90) | st.text(
    "ab: -#'\"\\,[]{}&*!|>%@`?é😀\xa0", min_size=1, max_size=90
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        _NAMES.filter(lambda name: name and name == name.strip() and len(name.splitlines()) == 1),
        min_size=1,
        max_size=5,
    )
)
def test_names_of_classes_come_back_from_what_the_reference_library_writes(names):
    yaml = pytest.importorskip("yaml")
    card = {
        "features": [{"name": "label", "dtype": {"class_label": {"names": {str(n): x for n, x in enumerate(names)}}}}]
    }
    for more in ({"allow_unicode": True}, {"allow_unicode": True, "width": 10_000}, {}):
        text = yaml.safe_dump({"dataset_info": card}, sort_keys=False, **more)
        assert read_block(text) == {"dataset_info": card}, text


@settings(max_examples=100, deadline=None)
@given(st.text("ab:-#'\"[]{}|>\\\n  \t", max_size=60))
def test_no_text_does_more_than_be_refused(text):
    with suppress(ValueError):  # anything else fails
        read_block(text)
