"""fastText's lines."""

from __future__ import annotations

from tests.labels.importing.peers.reading import format_of, read, refusal, said, sentences


def test_labels_wherever_they_stand(tmp_path):
    content = "__label__a __label__b Rates fall.\n\nNo label here.\nThey rose. __label__a\n"
    (found,) = read(tmp_path / "train.txt", content)
    assert sentences(found) == [("Rates fall.", 0), ("No label here.", 1), ("They rose.", 2)]
    assert [each[:3] for each in said(found)] == [
        ("Rates fall.", "labelled", ("a", "b")),
        ("They rose.", "labelled", ("a",)),
    ]


def test_labels_without_a_text_are_refused(tmp_path):
    assert refusal(tmp_path / "train.txt", "__label__a A.\n__label__b\n").startswith("line 2: labels without a text")


def test_bytes_that_are_no_text_are_named_by_their_line(tmp_path):
    assert refusal(tmp_path / "train.ft", b"__label__a A.\n__label__b \xff\n").startswith("line 2: byte 12 of it")


def test_only_a_file_that_begins_with_a_label_is_taken_for_it(tmp_path):
    assert format_of(tmp_path / "a.txt", "__label__a A.") == "fasttext"
    assert format_of(tmp_path / "a.txt", "A text about __label__a.") == "text"
