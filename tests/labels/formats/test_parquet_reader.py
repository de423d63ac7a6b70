"""Parquet: the same shapes as other tables, a batch at a time; what is wrong is named by row."""

from __future__ import annotations

import datetime as dt
import io
import sys

import pytest

from labels.formats import parquet
from tests.labels.importing.read_files import decisions, found, refusal, sentences

pyarrow = pytest.importorskip("pyarrow")


def write(path, rows):
    from pyarrow.parquet import write_table

    write_table(pyarrow.Table.from_pylist(rows), path)
    return path


def test_articles_with_values_that_json_does_not_have(tmp_path):
    rows = [{"body": "One. Two.", "date": dt.date(2024, 5, 1), "score": float("nan"), "tags": ["a"], "n": 3}]
    (item,) = found(write(tmp_path / "a.parquet", rows))
    assert (item.article.text, item.article.published) == ("One. Two.", "2024-05-01")
    assert dict(item.article.meta) == {"tags": ["a"], "n": 3}


def test_sentences_over_several_batches(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "_ROWS", 3)
    rows = [{"doc": n // 5, "text": f"Sentence {n}.", "label": ["a", None][n % 2]} for n in range(10)]
    first, second = found(write(tmp_path / "a.parquet", rows))
    assert [text for _, text in sentences(second)] == [f"Sentence {n}." for n in range(5, 10)]
    assert len(decisions(first)) == 3


def test_what_is_wrong_is_named_by_row(tmp_path):
    path = write(tmp_path / "a.parquet", [{"text": "One."}, {"text": None}])
    assert refusal(path).startswith("row 2: its “text” is not a text.")
    path.write_bytes(path.read_bytes()[:-20])
    assert "cut off or damaged Parquet" in refusal(path)
    path.write_bytes(b"PAR1 and no more")
    assert "cut off or damaged Parquet" in refusal(path)


def test_text_that_is_no_utf8_is_refused(tmp_path):
    from pyarrow.parquet import write_table

    path = tmp_path / "a.parquet"
    write_table(pyarrow.table({"text": ["The bridge."]}), path, compression="none", use_dictionary=False)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"bridge", b"br\xffdge"))
    assert refusal(path).startswith("row 1: cut off or damaged Parquet ('utf-8' codec")


def test_without_pyarrow_the_extra_is_named(tmp_path, monkeypatch):
    path = write(tmp_path / "a.parquet", [{"text": "One."}])
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert refusal(path) == "Reading Parquet needs an extra. Install it with: pip install 'copydesk[parquet]'"


def test_a_pipe_will_do(tmp_path):
    from labels.importing.reading import read_articles

    data = write(tmp_path / "a.parquet", [{"text": "One."}]).read_bytes()
    items = list(read_articles(["-"], stdin=io.BytesIO(data)))
    assert [type(item).__name__ for item in items] == ["ImportedArticle"]
