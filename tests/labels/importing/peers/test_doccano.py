"""doccano's records: of today, of older versions, and as a table."""

from __future__ import annotations

import json
import zipfile

import pytest

from labels.importing import Found, read_articles
from tests.labels.importing.peers.reading import format_of, lines, read, refusal, said, sentences

TODAY = {"id": 15, "text": "Great price.", "source": "a1", "label": ["positive"], "Comments": []}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "all.jsonl"


def test_labels_metadata_and_comments(file):
    rows = [TODAY | {"desk": "metro", "Comments": ["sure?", "yes"]}, TODAY | {"text": "Poor.", "desk": "world"}]
    (found,) = read(file, lines(*rows))
    assert [each[:3] for each in said(found)] == [
        ("Great price.", "labelled", ("positive",)),
        ("Poor.", "labelled", ("positive",)),
    ]
    assert found.decisions[0].note == "sure?\nyes"
    assert found.article.source == "a1"
    assert found.article.meta == {}  # the rows disagree on the desk


def test_a_list_is_read_as_its_lines_are(file):
    rows = [TODAY, TODAY | {"id": 16, "text": "Poor.", "label": []}]
    from_lines = read(file, lines(*rows))
    from_list = read(file, json.dumps(rows, indent=1))
    assert [said(each) for each in from_list] == [said(each) for each in from_lines]
    assert [each.article for each in from_list] == [each.article for each in from_lines]


def test_a_text_without_a_label_is_a_sentence_that_waits(file):
    (found,) = read(file, lines(TODAY | {"label": []}))
    assert (len(sentences(found)), found.decisions) == (1, ())


@pytest.mark.parametrize(
    ("row", "annotators", "labels"),
    [
        ({"text": "A.", "labels": ["x"], "doc_id": 3, "username": "ann"}, ["ann"], [("x",)]),
        (
            {
                "id": 1,
                "text": "A.",
                "annotations": [{"label": 2, "user": 1}, {"label": 3, "user": 1}, {"label": 2, "user": 4}],
            },
            ["1", "4"],
            [("2", "3"), ("2",)],
        ),
        ({"id": 1, "text": "A.", "labels": ["x"], "annotation_approver": "admin", "meta": {}}, ["admin"], [("x",)]),
        ({"id": 1, "text": "A.", "cats": ["x"], "entities": []}, [None], [("x",)]),
        ({"id": 1, "data": "A.", "label": ["x"]}, [None], [("x",)]),
    ],
)
def test_older_shapes(file, row, annotators, labels):
    assert format_of(file, lines(row)) == "doccano"
    (found,) = read(file, lines(row))
    assert [each[3] for each in said(found)] == annotators
    assert [each[2] for each in said(found)] == labels


def test_lines_of_several_users_on_a_document_are_one_sentence(file):
    rows = [{"text": "A.", "labels": [label], "doc_id": 3, "username": user} for label, user in ("xa", "yb")]
    (found,) = read(file, lines(*rows))
    assert [each[1:] for each in said(found)] == [("labelled", ("x",), "a"), ("labelled", ("y",), "b")]


def test_a_table_joins_its_labels_with_a_hash(tmp_path):
    table = 'id,text,source,label,Comments\n1,"A, and\nb.",s,x#y,\n2,C.,s,,\n'
    (found,) = read(tmp_path / "all.csv", table)
    assert said(found) == [("A, and\nb.", "labelled", ("x", "y"), None)]
    assert [text for text, _ in sentences(found)] == ["A, and\nb.", "C."]


def test_a_file_in_a_zip_is_named_after_its_user(tmp_path):
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for user, label in (("ann", "x"), ("bob", "y")):
            archive.writestr(f"{user}.jsonl", lines(TODAY | {"label": [label]}))
    found = [each for each in read_articles([tmp_path / "export.zip"]) if isinstance(each, Found)]
    assert [said(each)[0][2:] for each in found] == [(("x",), "ann"), (("y",), "bob")]
    assert found[0].article.id == found[1].article.id


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (TODAY | {"label": [[0, 5, "PER"]]}, "line 2: its “label” marks spans"),
        ({"id": 1, "text": "", "label": ["x"]}, "line 2: its “text” is empty"),
        ({"id": 1, "label": ["x"]}, "line 2: has no text"),
        ({"id": 1, "text": "A.", "annotations": "x"}, "line 2: its “annotations” is not a list"),
    ],
)
def test_a_bad_row_is_named(file, row, words):
    assert refusal(file, lines(TODAY, row)).startswith(words)


def test_a_bad_row_of_a_table_is_named_by_its_line(tmp_path):
    table = 'id,text,label,Comments\n1,"A\nb.",x,\n2,,y,\n'
    assert refusal(tmp_path / "all.csv", table).startswith("line 4: its “text” is empty")
