"""Argilla's records, nested and flattened."""

from __future__ import annotations

import json

import pytest

from tests.labels.formats.reading import format_of, read, refusal, said

ANA, BEN = "0b1f5a2e-0000-4000-8000-000000000001", "0b1f5a2e-0000-4000-8000-000000000002"

NESTED = {
    "id": "r1",
    "fields": {"text": "Rates will fall."},
    "metadata": {"source": "a1"},
    "suggestions": {"label": {"value": "claim", "score": 0.9, "agent": "m1"}},
    "responses": {"label": [{"value": "claim", "user_id": ANA}]},
    "vectors": {},
    "_server_id": BEN,
}

FLAT = {
    "id": "r1",
    "_server_id": BEN,
    "text": "Rates will fall.",
    "source": "a1",
    "label.responses": ["claim", "quote", "fact"],
    "label.responses.users": [ANA, BEN, "3"],
    "label.responses.status": ["submitted", "discarded", "draft"],
    "label.suggestion": "claim",
    "label.suggestion.score": 0.9,
    "label.suggestion.agent": "m1",
}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "records.json"


def test_a_nested_record(file):
    (found,) = read(file, json.dumps([NESTED]))
    assert said(found) == [("Rates will fall.", "labelled", ("claim",), ANA)]
    assert (found.decisions[0].suggested_label, found.decisions[0].suggested_score) == ("claim", 0.9)
    assert found.article.source == "a1"


def test_a_flattened_record_tells_what_was_submitted_discarded_and_drafted(file):
    (found,) = read(file, json.dumps([FLAT]))
    assert [each[1:] for each in said(found)] == [
        ("labelled", ("claim",), ANA),
        ("skipped", (), BEN),
        ("undecided", (), "3"),
    ]
    assert found.decisions[2].note == "draft: fact"


def test_missing_responses_are_null_in_flattened_records(file):
    empty = dict.fromkeys(FLAT) | {"id": "r2", "text": "B.", "source": "a1"}
    (found,) = read(file, json.dumps([FLAT, empty]))
    assert found.article.text == "Rates will fall. B."
    assert len(found.decisions) == 3


def test_several_labels_and_a_question_of_another_name(file):
    row = NESTED | {"suggestions": {}, "responses": {"stance": [{"value": ["pro", "sure"], "user_id": ANA}]}}
    (found,) = read(file, json.dumps([row]))
    assert said(found)[0][2] == ("pro", "sure")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (NESTED | {"responses": {"a": [], "b": []}, "suggestions": {}}, "has several questions (a, b)"),
        (NESTED | {"responses": {"label": "claim"}}, "its “label” is not a list"),
        (NESTED | {"fields": {"text": ""}}, "its “text” is empty"),
        (FLAT | {"label.responses": "claim"}, "its “label.responses” is not a list"),
    ],
)
def test_what_is_wrong_is_named(file, row, words):
    assert refusal(file, json.dumps([row]), "argilla").startswith(f"record 1, line 1 column 2: {words}")


def test_both_forms_are_recognised(file):
    assert format_of(file, json.dumps([NESTED])) == "argilla"
    assert format_of(file, json.dumps([FLAT])) == "argilla"
