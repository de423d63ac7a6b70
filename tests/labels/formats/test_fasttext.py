"""fastText's lines."""

from __future__ import annotations

from tests.labels.formats.reading import format_of, read, refusal, said, sentences


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


def test_the_quoted_lines_of_doccano(tmp_path):
    content = (
        '" No label, and a ""word"" in quotes."\n'
        '"__label__a __label__b Over two\nlines. __comment__Why? __comment__Ask."\n'
        '"__label__a Last. "\n'
    )
    assert format_of(tmp_path / "all.txt", content) == "fasttext"
    (found,) = read(tmp_path / "all.txt", content)
    assert [each[0] for each in sentences(found)] == ['No label, and a "word" in quotes.', "Over two lines.", "Last."]
    assert [each[1:3] for each in said(found)] == [("labelled", ("a", "b")), ("labelled", ("a",))]
    assert found.decisions[0].note == "Why?\nAsk."


def test_a_quotation_that_never_ends_is_named_by_its_line(tmp_path):
    content = '"__label__a First."\n"__label__a Second\nand so on\n'
    assert refusal(tmp_path / "all.txt", content).startswith("line 2: its quotation mark is never closed")


def test_lines_of_fasttext_itself_keep_their_quotation_marks(tmp_path):
    (found,) = read(tmp_path / "train.txt", '__label__a "Rates fall.\n" They __comment__ rose. __label__b\n')
    assert [each[0] for each in sentences(found)] == ['"Rates fall.', '" They __comment__ rose.']
