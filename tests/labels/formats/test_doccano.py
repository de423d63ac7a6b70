"""doccano's records: of today, of older versions, and as a table."""

from __future__ import annotations

import json
import zipfile

import pytest

from labels.formats.reader import ImportedArticle
from labels.importing.reading import read_articles
from tests.labels.formats.reading import format_of, lines, read, refusal, said, sentences

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
    found = [each for each in read_articles([tmp_path / "export.zip"]) if isinstance(each, ImportedArticle)]
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


def sent(number, label, **row):
    """A text that we sent, as ana’s, and that stands in the file of the user who imported it."""
    own = {"paragraph": number, "start": 3 * number, "decisions": [{"annotator": "ana", "status": "labelled"}]}
    own["decisions"][0] |= {"labels": ["a"], "seconds": 2.0}
    return {"id": number, "text": f"{number}.", "article_id": "x", "label": label, "copydesk": own} | row


def zipped(folder, name, *rows):
    with zipfile.ZipFile(folder / "export.zip", "w") as archive:
        archive.writestr(name, lines(*rows))
    (found,) = read_articles([folder / "export.zip"])
    return found


def test_what_we_sent_is_not_taken_for_the_work_of_whoever_imported_it(tmp_path):
    rows = [sent(number, ["a"]) for number in range(12)] + [sent(12, ["b"]), sent(13, [])]
    found = zipped(tmp_path, "admin.jsonl", *rows)
    assert [each[3] for each in said(found)] == ["ana"] * 12 + ["admin"]
    assert found.decisions[0].seconds == 2.0
    assert found.decisions[12].labels == ("b",)


def test_who_labelled_it_anew_gave_other_labels_too(tmp_path):
    rows = [sent(number, ["a"]) for number in range(6)] + [sent(number, ["b"]) for number in range(6, 8)]
    found = zipped(tmp_path, "ben.jsonl", *rows)
    assert {each[3] for each in said(found)} == {"ben"}


def test_our_part_may_be_text_as_its_csv_has_it(tmp_path):
    own = json.dumps(sent(0, [])["copydesk"]).replace('"', '""')
    content = f'id,text,article_id,copydesk,label,Comments\n1,0.,x,"{own}",a,\n'
    (found,) = read(tmp_path / "all.csv", content)
    assert said(found) == [("0.", "labelled", ("a",), "ana")]
