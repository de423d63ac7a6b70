"""Telling a format by the first bytes of its first object."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.importing.formats import IMPORTERS
from labels.importing.json_head import first_keys

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.text(st.characters(codec="ascii", exclude_characters='"\\', exclude_categories=["Cc"]), min_size=1)


@given(st.dictionaries(KEYS, VALUES, max_size=5), st.booleans())
def test_the_keys_are_those_of_the_object(record, indented):
    head = json.dumps([record, {"more": 1}], indent=1 if indented else None).encode()
    keys = first_keys(head)
    assert list(keys) == list(record)
    assert all(sign == json.dumps(record[key])[0] for key, sign in keys.items())


@given(st.binary(max_size=200), st.dictionaries(KEYS, VALUES, max_size=5), st.integers(0, 200))
def test_nothing_breaks_on_what_is_cut_off_or_no_json(noise, record, at):
    first_keys(noise)
    whole = json.dumps(record).encode()
    assert set(first_keys(whole[:at])) <= set(record)
    for importer in IMPORTERS:
        assert importer.recognises(noise) in (True, False)


@pytest.mark.parametrize(
    ("record", "name"),
    [
        ({"text": "x" * 100_000, "accept": [], "answer": "accept"}, None),
        ({"answer": "accept", "text": "x" * 100_000}, "prodigy"),
        ({"id": 1, "label": ["a"], "text": "x" * 100_000}, "doccano"),
        ({"id": 1, "data": {"text": "x" * 100_000}, "annotations": []}, "label-studio"),
    ],
    ids=["too late", "prodigy", "doccano", "label-studio"],
)
def test_a_long_text_hides_only_what_comes_after_it(record, name):
    head = json.dumps(record).encode()[:4096]
    peers = ("prodigy", "doccano", "label-studio", "argilla", "potato")
    assert next((each.name for each in IMPORTERS if each.name in peers and each.recognises(head)), None) == name
