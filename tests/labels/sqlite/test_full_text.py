"""The full-text index: what it is given, what is found in it, and that files of the format before are indexed anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from labels.errors import ProjectError
from labels.project import Project
from labels.projections.check import check
from labels.projections.rebuild import rebuild
from labels.projections.rescue import rescue
from labels.sqlite.connection import connect, writing
from labels.sqlite.full_text import SHIFT
from labels.sqlite.migrations import FORMAT
from labels.sqlite.unblanked import BOUNDARY, indexed
from tests.labels.making import make_project

TEXTS = (
    "鉄橋は閉鎖された。市長は「渡れない」と言った。",
    "다리가 무너졌다. 시장은 떠났다.",
    "สะพานถูกปิด นายกเทศมนตรีไม่ได้พูดอะไร",
    "The bridge in 東京 is closed. Ｃａｆé ｶﾞｰﾄﾞ",
)

#: The index as it was before: whole runs were words, and marks parted them.
BEFORE = """
CREATE VIRTUAL TABLE sentence_words USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2')
"""


@pytest.mark.parametrize(
    "text",
    ["", "The bridge", "Él llegó – “tarde” …", "Η γέφυρα έκλεισε", "Мост закрыт, ёлка", "½ €5 → x²", "đường phố ấy"],
)
def test_text_with_blanks_is_given_to_the_index_as_it_is(text):
    assert indexed(text) is text


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("鉄橋の下", "鉄 橋 の 下"),
        ("鉄橋、下", f"鉄 橋 {BOUNDARY} 下"),
        ("鉄橋 ab下", "鉄 橋 ab 下"),
        ("鉄\n橋", "鉄 橋"),
        ("다\n리", f"다 {BOUNDARY} 리"),
        ("สะ\u200bพา น", f"ส ะ พ า {BOUNDARY} น"),
        ("ที่นี่", "ที่ นี่"),
        ("2024年3月", "2024 年 3 月"),
        ("ＡＢｶﾞ", "AB ガ"),
        ("葛\U000e0100か\u3099", "葛 が"),
        ("\u1112\u1161\u11ab", "한"),
        ("कि", "कि"),
        ("كِتَاب", "كتاب"),
        ("x\u0301 \u0301", "x "),
    ],
)
def test_the_index_is_given_every_sign_of_what_has_no_blanks(text, given):
    assert indexed(text).split() == given.split()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("橋", [0]),
        ("鉄橋", [0]),
        ("長は渡", []),
        ('"長は 渡"', [1]),
        ("市長は", [1]),
        ("閉鎖 -鉄橋", []),
        ("다리", [2]),
        ("시장", [3]),
        ("สะพาน", [4]),
        ("เทศมนตรี", [4]),
        ("京", [5]),
        ("bridge 東", [5]),
        ("cafe", [6]),
        ("ガード", [6]),
    ],
)
def test_a_part_of_a_run_is_found(tmp_path, query, found):
    with make_project(tmp_path / "news.db", texts=TEXTS) as project:
        texts = [sentence.text for sentence in project.sentences()]
        assert [texts.index(sentence.text) for sentence in project.find(query)] == found


def test_splitting_joining_rebuilding_and_rescuing_keep_the_index(tmp_path):
    path = tmp_path / "news.db"
    with make_project(path, texts=TEXTS) as project:
        project.split(next(project.sentences()), 2)
        assert [each.text for each in project.find("橋")] == ["鉄橋"]
        assert list(project.find("橋は")) == []
        assert check(path).problems == []
        project.undo()
        assert len(list(project.find("橋は"))) == 1
        with writing(project.connection):
            rebuild(project.connection)
        assert check(path).problems == []
    rescue(path, tmp_path / "saved.db")
    assert check(tmp_path / "saved.db").problems == []
    with Project(tmp_path / "saved.db", "ana") as project:
        assert len(list(project.find("橋は"))) == 1


def test_the_check_tells_a_run_that_is_in_the_index_as_a_word(tmp_path):
    path = tmp_path / "news.db"
    with make_project(path, texts=TEXTS) as project:
        first = next(project.sentences())
        row = (SHIFT * (project.number_of(first.article) or 0) + first.start, first.text)
        forget = "INSERT INTO sentence_words (sentence_words, rowid, text) VALUES ('delete', ?, ?)"
        with writing(project.connection):
            project.connection.execute(forget, (row[0], indexed(row[1])))
            project.connection.execute("INSERT INTO sentence_words (rowid, text) VALUES (?, ?)", row)
    assert check(path).problems == ["full-text index: its words are not those of the sentences"]


def as_it_was(path: Path) -> Path:
    """The file as the format before had it."""
    with make_project(path, texts=TEXTS) as project:
        rows = [(project.number_of(each.article) or 0, each.start, each.text) for each in project.sentences()]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TABLE sentence_words")
        connection.execute(BEFORE)
        words = [(n * SHIFT + start, text) for n, start, text in rows]
        connection.executemany("INSERT INTO sentence_words (rowid, text) VALUES (?, ?)", words)
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm002_unblanked'")
        connection.execute("PRAGMA user_version = 5")
    return path


def test_a_file_of_the_format_before_is_indexed_anew_when_it_is_opened(tmp_path):
    path = as_it_was(tmp_path / "news.db")
    with pytest.raises(ProjectError, match="is of an older Copydesk"):
        connect(path, write=False)
    with Project(path, "ana") as project:
        assert project.connection.execute("PRAGMA user_version").fetchone() == (FORMAT,)
        assert [sentence.text for sentence in project.find("橋")] == ["鉄橋は閉鎖された。"]
        assert len(list(project.find("bridge"))) == 1
    assert check(path).problems == []
