"""What a folder holds and no reader knows is counted by kind, once, and it is said how to convert it."""

import json
import zipfile

import pytest

from labels.errors import ReadingError
from labels.importing.left_alone import LeftAlone
from labels.importing.pipeline import import_articles, look_into
from labels.importing.sources import find_sources
from labels.importing.watch import Watch
from labels.values.import_options import ImportOptions
from tests.tui.cli.running import run
from tui.recent_projects import own_files


def fill(folder, *names):
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"\0\1\2\3" if "." not in name else f"The text of {name}.".encode())
    return folder


MIXED = ("a.txt", "b.pdf", "B2.PDF", "sub/c.pdf", "d.doc", "e.jpg", "blob", ".hidden.pdf", "copydesk.db", "x.a b c")


def test_each_file_is_counted_once_by_its_kind(project, tmp_path):
    folder = fill(tmp_path / "in", *MIXED)
    report = import_articles(project, [folder])
    assert (report.new, report.refused) == (1, [])
    assert list(report.left_alone.by_kind.items()) == [("PDF", 3), ("DOC", 1), ("JPG", 1), ("other", 2)]
    assert look_into([folder]).left_alone.by_kind == report.left_alone.by_kind
    kinds, ways = report.left_alone.in_words()
    assert kinds == "Left alone: 3 PDF, 1 DOC, 1 JPG, 2 other"
    assert "PDF: pdftotext FILE" in ways and "DOC: soffice" in ways and "JPG" not in ways
    assert report.remarks_in_words()[-2:] == [kinds, ways]


def test_files_in_a_zip_archive_are_counted_too(project, tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as zip:
        zip.writestr("a.txt", "A text.")
        zip.writestr("b.odt", "")
        zip.writestr("c/d.odt", "")
    (tmp_path / "in").mkdir()
    (tmp_path / "all.zip").rename(tmp_path / "in/all.zip")
    assert import_articles(project, [tmp_path / "in"]).left_alone.by_kind == {"ODT": 2}


def test_where_nothing_is_left_alone_nothing_is_said(project, tmp_path):
    folder = fill(tmp_path / "in", "a.txt", "copydesk.db", "copydesk.db-wal")
    assert import_articles(project, [folder, folder / "a.txt"]).remarks_in_words() == []


def test_a_folder_of_nothing_else_is_refused_with_the_kinds(tmp_path):
    folder = fill(tmp_path / "in", "a.pdf", "b.pdf", "c.mobi")
    with pytest.raises(ReadingError) as refusal:
        list(find_sources([folder]))
    assert "(2 PDF, 1 MOBI)" in str(refusal.value) and "ebook-convert" in str(refusal.value)
    with pytest.raises(ReadingError, match=r"no articles in this folder\. Name another"):
        list(find_sources([fill(tmp_path / "only a project", "copydesk.db")]))


def test_of_many_kinds_the_first_are_named():
    left = LeftAlone()
    for kind in "abcdefgh":
        left.note(f".{kind}")
    left.note(".tex")
    assert left.kinds_in_words() == "1 TEX, 1 A, 1 B, 1 C, 1 D, 1 E, 3 more"


def test_the_command_says_it_and_gives_it_to_programs(tmp_path, monkeypatch):
    monkeypatch.chdir(fill(tmp_path / "in", *MIXED))
    outcome = run("import", ".", "--json", "--project", "../news.db")
    assert json.loads(outcome.out)["left_alone"] == {"PDF": 3, "DOC": 1, "JPG": 1, "other": 2}
    assert "Left alone: 3 PDF, 1 DOC, 1 JPG, 2 other\n" in outcome.err and outcome.code == 0
    assert "Left alone: 3 PDF" in run("import", ".", "--dry-run", "--project", "../news.db").err


def test_the_programs_own_files_are_passed_over_without_a_word(project, tmp_path, monkeypatch):
    folder = fill(tmp_path / "in", "a.txt", "sub/recent-projects.json", "sub/settings.toml")
    monkeypatch.setenv("COPYDESK_SETTINGS", str(folder / "sub/settings.toml"))
    own = own_files()
    report = import_articles(project, [folder], ImportOptions(passed_over=own))
    assert (report.new, report.refused, report.remarks_in_words()) == (1, [], [])
    assert look_into([folder], ImportOptions(passed_over=own)).left_alone.by_kind == {}
    assert Watch([folder], own).look(settled=False) == [folder / "a.txt"]
    told = run("import", folder, "--project", tmp_path / "p.db", COPYDESK_SETTINGS=str(folder / "sub/settings.toml"))
    assert (told.code, told.err) == (0, "1 article added (1 sentence)\n")
    # A file that is only called so is data, and one that is named is read.
    assert import_articles(project, [folder]).refused
    assert import_articles(project, [folder / "sub/recent-projects.json"], ImportOptions(passed_over=own)).refused
