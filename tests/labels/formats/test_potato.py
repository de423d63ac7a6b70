"""Potato's records that carry a text."""

from __future__ import annotations

from tests.labels.formats.reading import format_of, lines, read, refusal, said

ROW = {"instance_id": "a1", "user_id": "u1", "labels": {"codebook": {"claim": True, "quote": False}}, "text": "A."}


def test_annotations_joined_with_their_texts(tmp_path):
    other = ROW | {"user_id": "u2", "labels": {"codebook": {"quote": "true"}, "more": "fact"}}
    (found,) = read(tmp_path / "a.jsonl", lines(ROW, other))
    assert [each[1:] for each in said(found)] == [
        ("labelled", ("claim",), "u1"),
        ("labelled", ("quote", "fact"), "u2"),
    ]


def test_adjudicated_rows(tmp_path):
    row = {
        "instance_id": "a1",
        "item_data": {"id": "a1", "text": "A.", "desk": "metro"},
        "labels": {"codebook": "claim"},
        "source": "adjudicated",
        "adjudicator": "lead",
    }
    open_row = row | {"instance_id": "a2", "item_data": {"text": "B."}, "source": "unresolved"}
    (found,) = read(tmp_path / "a.jsonl", lines(row, open_row))
    assert said(found) == [("A.", "labelled", ("claim",), "lead")]
    assert found.article.text == "A.\n\nB."


def test_annotations_alone_say_what_is_missing(tmp_path):
    row = {key: ROW[key] for key in ("instance_id", "user_id", "labels")}
    assert format_of(tmp_path / "a.jsonl", lines(row)) == "potato"
    assert refusal(tmp_path / "a.jsonl", lines(row)).startswith("line 1: has no text. Join Potato's data file")


def test_what_was_written_into_a_box_is_a_note_and_no_label(tmp_path):
    labels = {"role": {"claim": "on"}, "comment": {"text_box": " Ask the desk. "}, "more": {"free_response": ""}}
    (found,) = read(tmp_path / "a.jsonl", lines(ROW | {"labels": labels}))
    assert said(found) == [("A.", "labelled", ("claim",), "u1")]
    assert found.decisions[0].note == "Ask the desk."


def test_the_files_of_version_1_have_the_text_and_lie_in_the_folder_of_their_annotator(tmp_path):
    row = {"id": "a1", "displayed_text": "A.", "label_annotations": {"role": {"claim": "on"}}, "span_annotations": {}}
    (tmp_path / "ana").mkdir()
    file = tmp_path / "ana" / "annotated_instances.jsonl"
    assert format_of(file, lines(row)) == "potato"
    (found,) = read(file, lines(row))
    assert said(found) == [("A.", "labelled", ("claim",), "ana")]
