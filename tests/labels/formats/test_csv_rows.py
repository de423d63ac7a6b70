"""Tables as R, pandas and people write them: NA for nothing, and no line of names."""

from __future__ import annotations

import pytest

from labels.formats.csv.header import begins_with_names
from labels.values.import_options import Columns
from tests.labels.importing.read_files import decisions, found, refusal, remarks, sentences


def test_na_without_quotation_marks_is_nothing(tmp_path):
    path = tmp_path / "r.csv"
    path.write_bytes(
        b'"","text","label","who"\r\n"1","Rain, said NA, fell.",NA,NA\r\n"2","He wrote ""NA"",NA,\n","NA","ana"\r\n'
        b'"3","The end.","news",NA\r\n'
    )
    (item,) = found(path, labels=("label",), annotator="who")
    assert [text for _, text in sentences(item)] == ["Rain, said NA, fell.", 'He wrote "NA",NA,', "The end."]
    assert decisions(item) == [('He wrote "NA",NA,', "ana", ("NA",)), ("The end.", None, ("news",))]
    assert any(words.startswith("“NA” without quotation marks counts as an empty cell") for words in remarks(path))


def test_na_in_a_table_of_tabs_is_nothing(tmp_path):
    path = tmp_path / "r.tsv"
    path.write_text('text\tlabel\nHalf a "quotation.\tNA\nRain fell.\tNATO\n')
    (item,) = found(path)
    assert decisions(item) == [("Rain fell.", None, ("NATO",))]


ROWS = [["The quay is shut.", "news"], ["Nobody knows why.", "quote"], ["Rain fell on Monday.", "news"]]


def write(path, rows):
    path.write_text("".join("\t".join(row) + "\n" for row in rows))
    return path


def test_a_table_without_names_keeps_its_first_row(tmp_path):
    path = write(tmp_path / "a.tsv", ROWS)
    (item,) = found(path, labels=("2",))
    assert [text for text, _, _ in decisions(item)] == [row[0] for row in ROWS]
    assert [labels for _, _, labels in decisions(item)] == [("news",), ("quote",), ("news",)]
    first, *others = found(path)
    assert (first.article.text, dict(first.article.meta), len(others)) == (ROWS[0][0], {"2": "news"}, 2)
    assert remarks(path)[0] == (
        "Line 1 is no line of names: the columns are called 1 to 2. Name those of labels, for instance with --label 2."
    )
    assert any(words.startswith("Columns: text = 1.") for words in remarks(path))


def test_a_bad_row_of_a_table_without_names_is_told(tmp_path):
    path = write(tmp_path / "a.tsv", [*ROWS, ["Short."]])
    assert refusal(path).startswith("line 4: 1 cells where line 1 has 2.")


def test_two_columns_of_prose_without_names_have_to_be_named(tmp_path):
    path = write(tmp_path / "a.tsv", [[row[0], row[0]] for row in ROWS])
    assert refusal(path).endswith("Name the one that holds it with --text; there are: 1, 2.")
    assert len(found(path, text="2")) == 3


@pytest.mark.parametrize(
    ("rows", "asked", "expected"),
    [
        ([["sentence", "role"], *ROWS], Columns(), True),
        ([["Satz", "Rolle"], *ROWS], Columns(), True),
        ([["What does the report say here?", "Is it a claim?"], *ROWS], Columns(), True),
        ([["Sentence to be judged", "Day of the report"], ["Rain fell.", "2024-05-01"]], Columns(), True),
        ([["", "0", "1"], *(["7", *row] for row in ROWS)], Columns(), True),
        ([["news", "Rain fell on Monday."], ["quote", "He said no."]], Columns(), False),
        ([["1", "Rain fell on Monday.", "news"], ["2", "He said no.", ""]], Columns(), False),
        ([["1", "Rain fell on Monday.", ""], ["2", "He said no.", "news"]], Columns(), False),
        (ROWS, Columns(text="1", labels=("2",)), False),
        (ROWS, Columns(text="body"), True),
        ([["a", "b"], ["c", "d"]], Columns(text="1"), False),
        ([["a", "b"], ["c", "d"]], Columns(), True),
        ([["The quay is shut."], ["Rain fell."]], Columns(), True),
        ([], Columns(), True),
    ],
)
def test_names_are_told_from_a_first_row(rows, asked, expected):
    assert begins_with_names(rows, asked) is expected
