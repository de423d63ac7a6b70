"""YAML from outside: texts, lists and dicts, and nothing that does more than be refused."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.formats.front_matter import read_yaml
from tests.examples import examples

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
    assert read_yaml(CARD) == {
        "license": "mit",
        "dataset_info": [{"config_name": "a", "features": [{"name": "text", "dtype": "string"}, label]}],
        "configs": [{"config_name": "default", "data_files": [train, test]}],
        "empty": "",
        "nothing": "null",
        "long": "this goes on here",
        "quoted": "this too, and no blank  is lost",
        "lines": "one\ntwo\n",
        "none": {},
    }


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a: b\nc: d: e", "line 2: mapping values are not allowed here"),
        ("a: b\n\tc: d", "line 2: found character"),
        ("a: &x [b]\nc: *x", "aliases"),
        ('a: "b', "line 1: found unexpected end of stream"),
        ("a: \x00", "characters that YAML does not allow"),
        pytest.param("[" * 1_000, "nested too deep", id="deep"),
        ("? [a]\n: b", "line 1: found unhashable key"),
        ("a: b\n---\nc: d", "line 2: but found another document"),
    ],
)
def test_what_is_not_read_is_refused(text, why):
    with pytest.raises(ValueError, match=why) as refused:
        read_yaml(text)
    assert "\n" not in str(refused.value)


def test_nothing_is_nothing():
    assert read_yaml("") == read_yaml("# only this\n") == ""


@settings(max_examples=examples(100), deadline=None)
@given(st.text("ab:-#'\"[]{}|>&*!?\\\n  \t", max_size=60))
def test_no_text_does_more_than_be_refused(text):
    with suppress(ValueError):  # anything else fails
        read_yaml(text)
