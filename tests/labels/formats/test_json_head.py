"""Telling a format by the first bytes of its first object."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.formats.json.head import first_keys
from labels.formats.reader_registry import READERS
from tests.labels.importing import read_files as files

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
    for importer in READERS:
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
    assert next((each.name for each in READERS if each.name in peers and each.recognises(head)), None) == name


RECORDS = {
    "label-studio": {
        "id": 1, "annotations": [{"completed_by": 1, "result": [{"type": "choices", "value": {"choices": ["a"]}}]}],
        "data": {"text": "A."},
    },
    "label-studio min": {"text": "A.", "id": 1, "stance": "a", "annotator": 1, "annotation_id": 7, "lead_time": 1},
    "argilla": {"id": "1", "fields": {"text": "A."}, "responses": {"label": [{"value": "a", "user_id": "u"}]}},
    "argilla flat": {"id": "1", "text": "A.", "label.responses": ["a"], "label.responses.users": ["u"]},
    "prodigy": {"text": "A.", "options": [{"id": "a"}], "accept": ["a"], "answer": "accept", "_task_hash": 1},
    "potato": {"instance_id": "1", "user_id": "u", "labels": {"s": {"a": True}}, "spans": [{"x": 1}], "text": "A."},
    "doccano": {"id": 1, "text": "A.", "label": ["a"], "Comments": [{"x": 1}]},
    "json": {"title": "T", "notes": [{"x": 1}], "body": "A.", "label": "a"},
}  # fmt: skip


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("name", RECORDS)
def test_content_decides_for_a_list_one_object_and_an_object_around_a_list(tmp_path, name, indent):
    record = RECORDS[name]
    for shape in ([record], record, {"count": 1, "results": [record]}, {"results": [record], "next": None}):
        path = tmp_path / "a.json"
        path.write_text(json.dumps(shape, indent=indent))
        (found,) = files.found(path)
        assert found.origin == f"{name.split()[0]}: {path.name}"
        assert [(text, labels) for text, _, labels in files.decisions(found)] == [("A.", ("a",))]
