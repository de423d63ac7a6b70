"""Label Studio's two JSON exports."""

from __future__ import annotations

import json
from copy import deepcopy

import pytest

from labels.formats.label_studio.annotation_ids import annotation_id
from tests.labels.formats.reading import format_of, read, refusal, said, sentences


def choice(*labels):
    value = {"choices": list(labels)}
    return {"id": "E", "from_name": "label", "to_name": "text", "type": "choices", "origin": "manual", "value": value}


TASK = {
    "id": 1,
    "data": {"text": "Rates will fall."},
    "annotations": [
        {
            "id": 7,
            "completed_by": 1,
            "result": [choice("Claim")],
            "was_cancelled": False,
            "ground_truth": False,
            "created_at": "2024-01-30T02:40:43Z",
            "updated_at": "2024-01-30T02:41:43.123456Z",
            "lead_time": 8.65,
            "task": 1,
            "parent_prediction": None,
        }
    ],
    "predictions": [{"model_version": "m1", "score": 0.72, "result": [choice("Quote")]}],
}

MIN = {
    "text": "Rates will fall.",
    "id": 1,
    "label": "Claim",
    "annotator": 1,
    "annotation_id": 7,
    "created_at": "2024-01-30T02:40:43Z",
    "updated_at": "2024-01-30T02:41:43Z",
    "lead_time": 8.65,
}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "project-1.json"


def changed(**changes):
    task = deepcopy(TASK)
    task["annotations"][0] |= changes
    return task


def test_an_annotation_is_a_decision_with_its_time_and_the_prediction_that_was_in_view(file):
    (found,) = read(file, json.dumps([TASK]))
    assert said(found) == [("Rates will fall.", "labelled", ("Claim",), "1")]
    (decision,) = found.decisions
    assert (decision.at, decision.seconds) == ("2024-01-30T02:41:43.123+00:00", 8.65)
    assert (decision.suggested_label, decision.suggested_score) == ("Quote", 0.72)


def test_a_cancelled_annotation_is_a_skip(file):
    (found,) = read(file, json.dumps([changed(was_cancelled=True)]))
    assert [each[1:3] for each in said(found)] == [("skipped", ())]


def test_an_annotator_may_have_an_address_and_write_into_a_text_area(file):
    note = {"type": "textarea", "from_name": "why", "value": {"text": ["not sure"]}}
    task = changed(completed_by={"id": 3, "email": "ana@example.org"}, result=[choice("Claim", "Quote"), note])
    (found,) = read(file, json.dumps([task]))
    assert said(found)[0][2:] == (("Claim", "Quote"), "ana@example.org")
    assert found.decisions[0].note == "not sure"


def test_a_task_with_a_prediction_only_is_a_suggestion(file):
    (found,) = read(file, json.dumps([TASK | {"annotations": []}]))
    (decision,) = found.decisions
    assert (decision.status, decision.suggested_label, decision.suggested_score) == ("undecided", "Quote", 0.72)


def test_rows_are_grouped_by_their_data(file):
    tasks = [TASK | {"data": {"body": text, "article": of}} for text, of in [("A.", 1), ("B.", 2), ("C.", 1)]]
    found = read(file, json.dumps(tasks), "label-studio")
    assert [(each.article.text, each.article.title) for each in found] == [("B.", "2"), ("A. C.", "1")]


def test_the_short_form(file):
    other = MIN | {"label": {"choices": ["Claim", "Quote"]}, "annotator": "ben@example.org", "annotation_id": 8}
    (found,) = read(file, json.dumps([MIN, other]))
    assert [text for text, _ in sentences(found)] == ["Rates will fall."]  # one task
    assert [each[1:] for each in said(found)] == [
        ("labelled", ("Claim",), "1"),
        ("labelled", ("Claim", "Quote"), "ben@example.org"),
    ]
    assert found.decisions[0].seconds == 8.65


def test_the_short_form_names_its_control_between_id_and_annotator(file):
    row = {"genre": "news", "text": "A.", "id": 1, "stance": "Pro", "annotator": 1, "annotation_id": 7, "lead_time": 1}
    (found,) = read(file, json.dumps([row]))
    assert said(found) == [("A.", "labelled", ("Pro",), "1")]
    assert found.article.meta == {"genre": "news"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (json.dumps([TASK])[:-30], "record 1, line 1 column "),
        (json.dumps([TASK])[:-1], f"record 1, line 1 column {len(json.dumps([TASK]))}: not valid JSON"),
        ("[" + json.dumps(TASK) + "\n" + json.dumps(TASK) + "]", "record 1, line 2 column 1: not valid JSON"),
        (json.dumps([TASK, 3], indent=0).replace("\n", ""), "record 2, line 1 column "),
        (
            json.dumps([changed(result=[{"value": {"start": 0, "end": 3, "labels": ["X"]}}])]),
            "record 1, line 1 column 2: its results mark",
        ),
        (json.dumps([TASK | {"data": {"image": "a.png", "page": "b.png"}}]), "record 1, line 1 column 2: has no text"),
        ("[]", "holds no records"),
    ],
    ids=["cut off", "no end", "no comma", "no object", "spans", "no text", "empty"],
)
def test_what_is_wrong_is_named(file, content, words):
    assert refusal(file, content, "label-studio").startswith(words)


def test_both_forms_are_recognised(file):
    assert format_of(file, json.dumps([TASK], indent=2)) == "label-studio"
    assert format_of(file, json.dumps([MIN])) == "label-studio"


def test_predictions_told_by_their_number_only_are_passed_over(file):
    (found,) = read(file, json.dumps([TASK | {"predictions": [1, 2]}]))
    assert said(found) == [("Rates will fall.", "labelled", ("Claim",), "1")]
    assert found.decisions[0].suggested_label is None


def test_the_prediction_that_an_annotation_began_with_is_its_suggestion(file):
    began = {"id": 4, "score": 0.4, "result": [choice("Fact")]}
    (found,) = read(file, json.dumps([changed(prediction=began) | {"predictions": [4]}]))
    assert (found.decisions[0].suggested_label, found.decisions[0].suggested_score) == ("Fact", 0.4)


def ours(*decisions):
    """A task as Copydesk wrote it and as it comes back: everything credited to user 1, at the time of the import."""
    data = {"text": "Rates will fall.", "article_id": "a1"}
    data["copydesk"] = {"paragraph": 0, "start": 0, "decisions": list(decisions)}
    back = []
    for each in decisions:
        skipped = each["status"] == "skipped"
        result = [] if skipped else [choice(*each["labels"])]
        number = annotation_id("a1", 0, each["annotator"])
        annotation = {"completed_by": 1, "import_id": number, "result": result, "was_cancelled": skipped}
        back.append(annotation | {"lead_time": each.get("seconds"), "updated_at": "2025-01-30T02:40:43Z"})
    return {"id": 1, "data": data, "annotations": back, "predictions": []}


ANA = {"annotator": "ana", "status": "labelled", "labels": ["Claim"], "decided_at": "2024-03-01T09:15:08.000+00:00"}
BEN = {"annotator": "ben", "status": "skipped", "seconds": 3.5, "note": "odd"}


def test_what_we_sent_comes_back_to_its_annotators(file):
    (found,) = read(file, json.dumps([ours(ANA, BEN)]))
    assert [each[1:] for each in said(found)] == [("labelled", ("Claim",), "ana"), ("skipped", (), "ben")]
    assert found.decisions[0].at == "2024-03-01T09:15:08.000+00:00"
    assert found.decisions[1].note == "odd"


def test_what_was_changed_there_is_of_the_one_who_changed_it(file):
    task = ours(ANA)
    task["annotations"][0]["result"] = [choice("Quote")]
    (found,) = read(file, json.dumps([task]))
    assert [each[1:] for each in said(found)] == [("labelled", ("Quote",), "1")]


def test_in_json_min_they_are_known_by_their_labels_and_seconds(file):
    data = ours(ANA | {"seconds": 8.65}, BEN)["data"]
    (found,) = read(file, json.dumps([MIN | data]))
    assert [each[1:] for each in said(found)] == [("labelled", ("Claim",), "ana"), ("skipped", (), "ben")]
    (found,) = read(file, json.dumps([MIN | data | {"lead_time": 9.0}]))
    assert ("labelled", ("Claim",), "1") in [each[1:] for each in said(found)]


def test_in_json_min_a_text_area_is_known_by_its_name(file):
    row = {"text": "Rates will fall.", "id": 1, "label": "Claim", "note": "not sure", "annotator": 1}
    (found,) = read(file, json.dumps([row | {"annotation_id": 7, "lead_time": 8.65}]))
    assert said(found)[0][1:] == ("labelled", ("Claim",), "1")
    assert found.decisions[0].note == "not sure"
