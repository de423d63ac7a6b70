"""Articles keep the path of their file as seen from what was imported, never a path with a user's name in it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from labels.formats.reader import ImportedArticle
from labels.importing.reading import read_articles
from labels.importing.report import Refused
from labels.project import Project


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The home folder of ana, with a corpus in it."""
    home = tmp_path / "home" / "ana"
    (home / "work" / "corpus" / "gazette").mkdir(parents=True)
    (home / "work" / "corpus" / "gazette" / "a.txt").write_text("A text. It is short.")
    (home / "work" / "corpus" / "b.md").write_text("---\nsource: The Gazette\n---\nAnother text. It is short.")
    with zipfile.ZipFile(home / "work" / "corpus" / "c.zip", "w") as archive:
        archive.writestr("inner/c.txt", "A third text. It is short.")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.chdir(home / "work")
    return home


def found(*paths: Path | str) -> list[ImportedArticle]:
    return [item for item in read_articles(paths) if isinstance(item, ImportedArticle)]


def sources(*paths: Path | str) -> list[str | None]:
    return [each.article.source for each in found(*paths)]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("corpus", "corpus/gazette/a.txt"),
        ("corpus/gazette", "corpus/gazette/a.txt"),
        ("corpus/gazette/a.txt", "corpus/gazette/a.txt"),
        ("corpus/gazette/*.txt", "corpus/gazette/a.txt"),
        (".", "corpus/gazette/a.txt"),
        ("../work/corpus/gazette", "gazette/a.txt"),
        ("../work/corpus/gazette/a.txt", "a.txt"),
        ("HOME/work/corpus", "corpus/gazette/a.txt"),
        ("HOME/work/corpus/gazette/a.txt", "a.txt"),
        ("HOME/work/corpus/gazette/*.txt", "a.txt"),
        ("HOME", "work/corpus/gazette/a.txt"),
        ("HOME/..", "work/corpus/gazette/a.txt"),
        ("..", "work/corpus/gazette/a.txt"),
    ],
)
def test_a_path_is_kept_as_seen_from_what_was_imported(home, given, kept):
    assert kept in sources(given.replace("HOME", str(home)))


def test_a_relative_path_into_the_home_folder_says_nothing_of_the_user(home, monkeypatch):
    monkeypatch.chdir(home.parent)
    assert sources("ana/work/corpus/gazette") == ["work/corpus/gazette/a.txt"]


def test_what_lies_in_archives_is_kept_with_the_name_of_the_archive(home):
    assert sources(home / "work" / "corpus" / "c.zip") == ["c.zip/inner/c.txt"]


def test_the_file_of_an_article_with_another_source_is_kept_the_same_way(home):
    (article,) = (each.article for each in found(home / "work" / "corpus" / "b.md"))
    assert (article.source, article.meta["file"]) == ("The Gazette", "b.md")


def test_refusals_name_the_file_as_it_was_given(home):
    path = home / "work" / "empty.txt"
    path.write_text("")
    (refused,) = (item for item in read_articles([path]) if isinstance(item, Refused))
    assert str(home) in refused.where


def test_nothing_that_is_exported_or_kept_has_the_name_of_the_user(home, tmp_path):
    rows = [{"text": "It is said.", "label": "claim"}, {"text": "It is seen.", "label": "quote"}]
    path = home / "work" / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    with Project(tmp_path / "news.db", "bo") as project:
        project.import_files(home / "work" / "corpus", path)
        out = tmp_path / "out.zip"
        project.export(tmp_path / "out.jsonl")
        project.export(out, format="archive")
        written = (tmp_path / "out.jsonl").read_text()
        with zipfile.ZipFile(out) as archive:
            written += "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    assert "rows.jsonl" in written
    assert "ana" not in written.replace("analysis", "")
    assert str(tmp_path) not in written
