"""CSV and TSV: dialect and encoding are found, line breaks in cells kept, what is wrong named by line."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.errors import ReadingError
from labels.files.source import Source
from labels.files.text_lines import stream_encoding
from labels.formats.csv.dialect import Dialect, find_dialect
from labels.formats.csv.reader import csv_rows
from labels.values.import_options import ImportOptions
from tests.examples import examples
from tests.labels.importing.read_files import decisions, found, refusal, sentences, skipped


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_delimiter_is_found_and_quoted_cells_hold_anything(tmp_path, delimiter, end):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    text = 'One, two; three\t|.\n\nHe said “no”, and "yes".'
    writer.writerows([["title", "text", "desk"], ["A, b", text, ""], ["C", "Plain.", "x"]])
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())
    first, second = found(path)
    assert (first.article.title, first.article.text, dict(first.article.meta)) == ("A, b", text, {})
    assert (second.article.text, dict(second.article.meta)) == ("Plain.", {"desk": "x"})


def test_tabs_without_quoting(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text('title\ttext\nA\t"Half a quotation.\nB\tHe said "yes".\n')
    assert [each.article.text for each in found(path)] == ['"Half a quotation.', 'He said "yes".']


def test_the_line_in_which_excel_names_the_delimiter(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("sep=;\ntitle;text\nA;B, c.\n")
    assert [each.article.text for each in found(path)] == ["B, c."]


def test_sentences_with_labels(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("article_id,sentence,label,flag\n1,One.,claim,true\n1,Two.,,FALSE\n1,True.,true,\n")
    (item,) = found(path, labels=("label", "flag"))
    assert [text for _, text in sentences(item)] == ["One.", "Two.", "True."]
    assert decisions(item) == [("One.", None, ("claim", "flag")), ("True.", None, ("true",))]


@pytest.mark.parametrize(("encoding", "name"), [("cp1252", "cp1252"), ("utf-16", "utf-16"), ("utf-8-sig", "utf-8")])
def test_the_encoding_is_found(tmp_path, encoding, name):
    path = tmp_path / "a.csv"
    path.write_bytes(
        "title,text\nÉté,L’été à Paris fut très chaud, dit-on.\n".replace("chaud,", "chaud").encode(encoding)
    )
    (item,) = found(path)
    assert item.article.text == "L’été à Paris fut très chaud dit-on."
    assert item.encoding == name


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            b"The bridge is closed.\nIt is shut.\n",
            "line 1: no column is called text. There is one, “The bridge is closed.”: name it with --text;",
        ),
        (b"title,text\nA,B\nC\n", "line 3: 1 cells where line 1 names 2 columns."),
        (b"title,text\nA,B\nC,D,E\n", "line 3: 3 cells where line 1 names 2 columns."),
        (b'title,text\nA,"B\n\nC\nD,E\n', "line 2: not valid CSV (a quotation mark is never closed)."),
        (b'title,text\nA,B\nC,"D" E\n', "line 3: not valid CSV (a quotation mark stands alone within a cell)."),
        (b"text,text\nA,B\n", "line 1: two columns are called “text”."),
        (b"title,text\n", "holds no rows."),
        (b"PAR1\x15\x04\x15", "seems to be a Parquet file."),
    ],
)
def test_what_is_wrong_is_named_by_line(tmp_path, data, words):
    path = tmp_path / "bad.csv"
    path.write_bytes(data)
    assert refusal(path).startswith(words)


def test_bad_rows_can_be_skipped(tmp_path):
    path = tmp_path / "bad.csv"
    path.write_bytes(b'title,text\nA,One.\nB\nC,"D" E\nF,\nG,Two.\n')
    assert [each.article.text for each in found(path, skip=True)] == ["One.", "Two."]
    assert [reason.split(":")[0] for reason in skipped(path)] == ["line 3", "line 4", "line 5"]


@pytest.mark.parametrize("lines", [1, 5_000])
def test_an_encoding_that_does_not_fit_is_named_by_line(tmp_path, lines):
    path = tmp_path / "a.csv"
    path.write_bytes(b"title,text\n" + b"A,ok\n" * lines + b"B,\xff\n")
    source = Source(path, ImportOptions(encoding="utf-8"))
    words = f"a.csv: line {lines + 2}: not valid in utf-8. Correct the line, or name its encoding with --encoding."
    with pytest.raises(ReadingError, match=re.escape(words)):
        list(csv_rows(source, stream_encoding(source), Dialect(",")))


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5), st.sampled_from(",;\t|"))
@settings(max_examples=examples(80), deadline=None)
def test_what_python_writes_is_read_as_it_was(tmp_path_factory, table, delimiter):
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([["a", "b", "c"], *table])
    rows = [list(row.values()) for _, row in csv_rows(Source(path), "utf-8", Dialect(delimiter))]
    assert rows == [row for row in table if any(row)]


def test_the_dialect_with_the_most_even_rows_wins():
    assert find_dialect("a;b\n1,5;2\n3;4,25\n", whole=True) == Dialect(";")
    assert find_dialect("a\tb\n", whole=True, tabs=True).delimiter == "\t"
    assert find_dialect("words only\n", whole=True) == Dialect(",")


def test_a_nul_among_other_signs_does_not_make_it_utf_16(tmp_path):
    for sign in ("é", "“", "😀"):
        path = tmp_path / "a.csv"
        path.write_bytes(f"text,desk\nA\0b,{sign}".encode())  # cut at any length, the last sign would be torn
        assert stream_encoding(Source(path)) == "utf-8"
